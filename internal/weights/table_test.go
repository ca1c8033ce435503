package weights

import (
	"math"
	"math/rand/v2"
	"testing"
)

// random returns the same numbers in every run.
func random() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

// hashes returns n different features.
func hashes(n int) []uint64 {
	out := make([]uint64, n)
	for i := range out {
		out[i] = Mix(uint64(i) + 1)
	}
	return out
}

// testMap returns a map of n keys to random values of up to 48 bits.
func testMap(t testing.TB, n int) (Map, []uint64, []uint64) {
	r, keys := random(), hashes(n)
	values := make([]uint64, n)
	for i := range values {
		values[i] = 1 + r.Uint64N(1<<48-1)
	}
	m, err := ReadMap(BuildMap(keys, values))
	if err != nil {
		t.Fatal(err)
	}
	return m, keys, values
}

func TestMapFindsKeys(t *testing.T) {
	for _, n := range []int{0, 1, 2, 7, 100, 1000, 200000} {
		m, keys, values := testMap(t, n)
		wrong := 0
		for i, k := range keys {
			if got := m.Get(k); got == 0 {
				t.Fatalf("%d keys: key %d is not found", n, i)
			} else if got != values[i] {
				wrong++ // taken for the other of two that can't be told apart
			}
		}
		if wrong > n/5000 {
			t.Errorf("%d keys: %d have the value of another", n, wrong)
		}
	}
}

// TestTableMistakes measures how often a key that isn't in a full table is
// taken for one that is.
func TestTableMistakes(t *testing.T) {
	const n = 200000
	m, _, _ := testMap(t, n)
	found := 0
	const tries = 2_000_000
	for i := range uint64(tries) {
		if m.Get(Mix(i+n+1)) != 0 {
			found++
		}
	}
	rate := float64(found) / tries
	t.Logf("one of %.0f", 1/rate)
	if rate > 1./4000 {
		t.Errorf("one of %.0f absent keys is found, not one of 5,500", 1/rate)
	}
}

func TestMapLeavesOutZero(t *testing.T) {
	m, err := ReadMap(BuildMap([]uint64{Mix(1), Mix(2)}, []uint64{0, 5}))
	if err != nil || m.Get(Mix(1)) != 0 || m.Get(Mix(2)) != 5 {
		t.Error(m.Get(Mix(1)), m.Get(Mix(2)), err)
	}
}

func TestEmptyTables(t *testing.T) {
	var m Map
	if m.Get(7) != 0 {
		t.Error("the zero Map has a key")
	}
	var s Scores
	new(Sparse).Add(&s, []uint64{7})
	var p PackedScores
	new(Packed).Add(&p, []uint64{7})
	if s != (Scores{}) || p != (PackedScores{}) {
		t.Error("a zero classifier scores")
	}
}

// TestByteWeights checks that codes stand for growing values and that encoding
// finds the nearest.
func TestByteWeights(t *testing.T) {
	for c := 1; c < 0x80; c++ {
		if decoded[c] <= decoded[c-1] {
			t.Errorf("code %d stands for %d, not more than the one before", c, decoded[c])
		}
		if decoded[c|0x80] != -decoded[c] {
			t.Errorf("code %d stands for %d", c|0x80, decoded[c|0x80])
		}
	}
	for c := range 256 {
		if got := encode(float64(decoded[c])); int(got) != c && c != 0x80 { // 0x80 is -0
			t.Errorf("value %d of code %d is encoded as %d", decoded[c], c, got)
		}
	}
	if decoded[0x7f] != maxDecoded || encode(1e9) != 0x7f || encode(-1e9) != 0xff {
		t.Error("the largest value is not maxDecoded")
	}
	r := random()
	for range 10000 {
		x := (2*r.Float64() - 1) * maxDecoded
		if got := float64(decoded[encode(x)]); math.Abs(got-x) > precision(x) {
			t.Errorf("%v became %v", x, got)
		}
	}
}

// precision is how far a weight in a byte may be from what it stands for.
func precision(x float64) float64 { return max(0.5, math.Abs(x)/32) }
