package compare_test

import (
	"math"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// TestNumber writes numbers for people.
func TestNumber(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 1240: "1,240", -1240.5: "-1,240.5", .33333: "0.3333", -.00001: "0", 999999: "999,999", 3.25e6: "3.25 million",
		-2e9: "-2 billion", 1e12: "1 trillion", 1e19: "1e+19"} {
		if got := compare.Number(x); got != want {
			t.Errorf("%v: got %q, want %q", x, got, want)
		}
	}
}

// TestWording says in words what a small question holds.
func TestWording(t *testing.T) {
	port, post := compare.Claimant{Name: "Rui Leal", Kind: onrecord.Person}, compare.Claimant{Name: "Norhaven Post"}
	at := func(low, high float64) []compare.Point {
		return []compare.Point{{Bounds: onrecord.Bounds{Low: low, High: high}}}
	}
	band := compare.Band{Lines: []compare.Line{{Claimant: port, Points: at(3, 3)}, {Claimant: post, Points: at(5, math.Inf(1))}}, Relations: []compare.Relation{{A: 0, B: 1, Kind: compare.Conflict}}}
	day := time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC)
	o := compare.Origins{Articles: 1240, Outlets: 1, Least: 1, Most: 2, List: []compare.Origin{
		{Claimant: port, Claims: []compare.Ref{{Story: "a"}, {Story: "b"}, {Story: "a", Claim: 1}}, Occasions: []compare.Occasion{{On: "2031-05-13", Venue: "at the quay"}, {}, {On: "2031-05-14"}}},
		{Claimant: post, Unknown: true}}}
	q := compare.Question{Bands: []compare.Band{band}, Entries: []compare.Entry{{Answer: compare.Denial, Claimant: post}, {Answer: compare.Denial, Claimant: port}}, Origins: o, From: day, To: day.AddDate(0, 0, 1)}
	outlet := func(story string) string { return "outlet of " + story }
	for _, test := range []struct{ got, want string }{
		{q.Days(), "2031-05-14 – 2031-05-15"},
		{q.Dispute(), "1 pair of claimants conflicts · Rui Leal denies"},
		{band.Between(band.Relations[0]), "Rui Leal: 3 — Norhaven Post (the outlet itself): at least 5"},
		{o.String(), "1,240 articles, 1 outlet, 1 to 2 origins"},
		{o.List[0].String(), "Rui Leal"},
		{o.List[0].Days(), "2031-05-13 and 2031-05-14"},
		{o.List[0].Articles(), "2 articles"},
		{o.List[0].Occasions[0].String(), "2031-05-13, at the quay"},
		{o.List[0].Occasions[1].String(), "day not told"},
		{o.List[1].String(), "unknown (may be one of the others): Norhaven Post (the outlet itself)"},
		{o.Node("story:x", outlet), "outlet of x"},
		{o.Node("claim:x/3", outlet), "outlet of x"},
		{o.Node("speaker:0", outlet), "Rui Leal"},
		{o.Node("speaker:1", outlet), "an unknown origin"},
		{o.Node("agency:Tidal Press", outlet), "Tidal Press"},
		{compare.NoComment.String(), "declines to comment"},
		{compare.NotVerified.String(), "did not verify"},
		{compare.CorrectedByOutlet.String(), "corrects"},
		{compare.Claimant{}.String(), "an outlet without a name (the outlet itself)"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
