package figure_test

import (
	"math"
	"testing"

	"github.com/onrecord/onrecord/internal/figure"
)

// TestParseBounds reads numbers and their bounds from text alone.
func TestParseBounds(t *testing.T) {
	inf := math.Inf(1)
	for text, want := range map[string]figure.Bounds{
		"340":                              {Low: 340, High: 340},
		"1,000":                            {Low: 1000, High: 1000},
		"-12.5":                            {Low: -12.5, High: -12.5},
		"twenty-five thousand":             {Low: 25000, High: 25000},
		"one and a half million":           {Low: 1.5e6, High: 1.5e6},
		"a million and a half":             {Low: 1.5e6, High: 1.5e6},
		"2.3 million":                      {Low: 2.3e6, High: 2.3e6},
		"three hundred and forty-two":      {Low: 342, High: 342},
		"two thousand and five":            {Low: 2005, High: 2005},
		"one million two hundred thousand": {Low: 1.2e6, High: 1.2e6},
		"two dozen":                        {Low: 24, High: 24},
		"more than 900":                    {Low: 900, High: inf, LowOpen: true},
		"at least a dozen":                 {Low: 12, High: inf},
		"340 or more":                      {Low: 340, High: inf},
		"1,000-plus":                       {Low: 1000, High: inf},
		"1,000+":                           {Low: 1000, High: inf},
		"up to 70":                         {Low: -inf, High: 70},
		"fewer than 70":                    {Low: -inf, High: 70, HighOpen: true},
		"nearly 70":                        {Low: -inf, High: 70, HighOpen: true, Approximate: true},
		"about 80":                         {Low: 80, High: 80, Approximate: true},
		"10 to 32":                         {Low: 10, High: 32},
		"between 10 and 32":                {Low: 10, High: 32},
		"two to three million":             {Low: 2e6, High: 3e6},
		"several":                          {Low: 3, High: inf, Approximate: true},
		"tens of thousands":                {Low: 20000, High: inf, Approximate: true},
		"hundreds of thousands":            {Low: 200000, High: inf, Approximate: true},
		"almost half":                      {Low: -inf, High: .5, HighOpen: true, Approximate: true},
		"two thirds":                       {Low: .6667, High: .6667},
		"one in five":                      {Low: .2, High: .2},
	} {
		if got, ok := figure.ParseBounds(text); !ok || got != want {
			t.Errorf("%q: got %+v, %t, want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "people", "12 people", "10:30", "01234", "1,00", "1.2.3", "more than"} {
		if got, ok := figure.ParseBounds(text); ok {
			t.Errorf("%q: got %+v, want none", text, got)
		}
	}
}

// FuzzBounds prints any bounds and reads them back.
func FuzzBounds(f *testing.F) {
	f.Add(900.0, 0.0, uint8(1), uint8(0b0010))
	f.Add(10.0, 32.0, uint8(0), uint8(0))
	f.Add(-1e300, .1, uint8(3), uint8(0b0111))
	f.Fuzz(func(t *testing.T, low, high float64, unbounded, flags uint8) {
		want := figure.Bounds{Low: low, High: high, LowOpen: flags&1 != 0, HighOpen: flags&2 != 0, Approximate: flags&4 != 0}
		if unbounded&1 != 0 {
			want.Low, want.LowOpen = math.Inf(-1), false
		}
		if unbounded&2 != 0 {
			want.High, want.HighOpen = math.Inf(1), false
		}
		if math.IsNaN(low) || math.IsNaN(high) || math.IsInf(low, 0) || math.IsInf(high, 0) || want.Low > want.High ||
			want.Low == want.High && (want.LowOpen || want.HighOpen) {
			return // no number lies within them
		}
		if got, ok := figure.ParseBounds(want.String()); !ok || got != want {
			t.Errorf("%q reads back as %+v, want %+v", want.String(), got, want)
		}
	})
}
