package weights

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// testRows returns n features with weights for a few of the classes.
func testRows(n, classes int) ([]uint64, []Row) {
	r := random()
	rows := make([]Row, n)
	for i := range rows {
		for _, c := range r.Perm(classes)[:1+r.IntN(min(classes, 5))] {
			rows[i].Class = append(rows[i].Class, uint8(c))
			rows[i].Weight = append(rows[i].Weight, r.NormFloat64()*10)
		}
	}
	return hashes(n), rows
}

// plain scores features as the trainer does, with a map. off is how far the
// scores may be off by the precision of the weights.
func plain(keys []uint64, rows []Row, features []uint64, precision func(float64) float64) (scores, off [MaxClasses]float64) {
	at := map[uint64]int{}
	for i, k := range keys {
		at[k] = i
	}
	for _, f := range features {
		i, ok := at[f]
		if !ok {
			continue
		}
		for j, c := range rows[i].Class {
			scores[c] += rows[i].Weight[j]
			off[c] += precision(rows[i].Weight[j])
		}
	}
	return scores, off
}

// someFeatures returns features of which half are among keys. None is one
// that a table takes for another.
func someFeatures(r *rand.Rand, keys []uint64, known func(uint64) bool) []uint64 {
	var out []uint64
	for range 20 {
		out = append(out, keys[r.IntN(len(keys))])
		if f := r.Uint64(); !known(f) {
			out = append(out, f)
		}
	}
	return out
}

func TestSparseScores(t *testing.T) {
	keys, rows := testRows(3000, 40)
	s, err := ReadSparse(BuildSparse(40, len(keys), keys, rows))
	if err != nil || s.Classes != 40 {
		t.Fatal(s.Classes, err)
	}
	inByte := func(w float64) float64 { return precision(w*s.Scale) / s.Scale }
	r := random()
	for range 500 {
		features := someFeatures(r, keys, func(f uint64) bool { return s.find(f) != 0 })
		var got Scores
		s.Add(&got, features)
		want, off := plain(keys, rows, features, inByte)
		for c := range want {
			compareScore(t, c, float64(got[c])/s.Scale, want[c], off[c])
		}
	}
}

func TestPackedScores(t *testing.T) {
	for classes := 1; classes <= MaxPacked; classes++ {
		keys, rows := testRows(3000, classes)
		p, err := ReadPacked(BuildPacked(classes, len(keys), keys, rows))
		if err != nil || p.Classes != classes {
			t.Fatal(p.Classes, err)
		}
		kept := func(w float64) float64 { return precision(w*p.Scale) / p.Scale }
		r := random()
		for range 200 {
			features := someFeatures(r, keys, func(f uint64) bool { return p.find(f) != 0 })
			var got PackedScores
			p.Add(&got, features)
			want, off := plain(keys, rows, features, kept)
			for c := range got {
				compareScore(t, c, float64(got[c])/p.Scale, want[c], off[c])
			}
		}
	}
}

func compareScore(t *testing.T, class int, got, want, off float64) {
	t.Helper()
	if math.Abs(got-want) > off+1e-9 {
		t.Errorf("class %d scores %v, not %v ± %v", class, got, want, off)
	}
}

func TestWeightsOfNothingAreDropped(t *testing.T) {
	keys, rows := hashes(2), []Row{{[]uint8{0}, []float64{1000}}, {[]uint8{1}, []float64{0.001}}}
	s, err := ReadSparse(BuildSparse(2, len(keys), keys, rows))
	if err != nil || s.find(keys[0]) == 0 || s.find(keys[1]) != 0 {
		t.Error("a weight that is nothing was kept", err)
	}
	none, err := ReadSparse(BuildSparse(2, 0, nil, nil))
	if err != nil || none.find(keys[0]) != 0 {
		t.Error("a classifier without features has one", err)
	}
}

func TestBest(t *testing.T) {
	s := Scores{3, 7, 7, 9}
	if got := s.Best(3); got != 1 {
		t.Errorf("the best of 3, 7, 7 is number %d", got)
	}
}

// TestBuildIsDeterministic checks that features in another order make the same bytes.
func TestBuildIsDeterministic(t *testing.T) {
	keys, rows := testRows(500, 3)
	a := BuildPacked(3, len(keys), keys, rows)
	slices.Reverse(keys)
	slices.Reverse(rows)
	if !slices.Equal(a, BuildPacked(3, len(keys), keys, rows)) {
		t.Error("the order of features changes the bytes")
	}
}

// TestJoinKeepsOrder checks that hashes tell templates and orders apart.
func TestJoinKeepsOrder(t *testing.T) {
	a, b, c := Bytes("tide"), Bytes("table"), Bytes([]byte("harbour"))
	seen := map[uint64]bool{}
	for _, h := range []uint64{a, b, c, Join(1, a), Join(2, a), Join2(1, a, b), Join2(1, b, a), Join2(2, a, b),
		Join3(1, a, b, c), Join3(1, b, a, c), Join3(1, a, c, b), Join3(2, a, b, c)} {
		if seen[h] {
			t.Errorf("two features have the hash %x", h)
		}
		seen[h] = true
	}
	if Bytes("tide") != Bytes([]byte("tide")) {
		t.Error("a word's hash depends on its type")
	}
}

func BenchmarkSparse(b *testing.B) {
	keys, rows := testRows(200000, 40)
	s, err := ReadSparse(BuildSparse(40, len(keys), keys, rows))
	if err != nil {
		b.Fatal(err)
	}
	features := someFeatures(random(), keys, func(uint64) bool { return false })
	for b.Loop() {
		var scores Scores
		s.Add(&scores, features)
	}
}

func BenchmarkPacked(b *testing.B) {
	keys, rows := testRows(200000, 3)
	p, err := ReadPacked(BuildPacked(3, len(keys), keys, rows))
	if err != nil {
		b.Fatal(err)
	}
	features := someFeatures(random(), keys, func(uint64) bool { return false })
	for b.Loop() {
		var scores PackedScores
		p.Add(&scores, features)
	}
}
