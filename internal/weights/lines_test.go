package weights

import (
	"math/rand/v2"
	"testing"
)

// randomRows returns n features with weights for some of the classes.
func randomRows(n, classes int) ([]uint64, []Row) {
	rng := rand.New(rand.NewPCG(7, 8))
	var keys []uint64
	var rows []Row
	for i := range n {
		var r Row
		for c := range classes {
			if rng.IntN(2) == 0 || c == i%classes {
				r.Class = append(r.Class, uint8(c))
				r.Weight = append(r.Weight, rng.NormFloat64()*10)
			}
		}
		keys = append(keys, Mix(uint64(i)+1))
		rows = append(rows, r)
	}
	return keys, rows
}

func TestPackedGivesWeightsBack(t *testing.T) {
	const n, classes = 5000, 6
	keys, rows := randomRows(n, classes)
	l, err := ReadPacked(BuildPacked(classes, n, keys, rows))
	if err != nil {
		t.Fatal(err)
	}
	scale := scaleOf(rows)
	for i, r := range rows {
		var got, want PackedScores
		l.Add(&got, keys[i:i+1])
		for j, w := range r.Weight {
			want[r.Class[j]] = decoded[encode(w*scale)]
		}
		if got != want {
			t.Fatalf("feature %d has %v, want %v", i, got, want)
		}
	}
}

func TestSparseGiveWeightsBack(t *testing.T) {
	const n, classes = 5000, 40
	keys, rows := randomRows(n, classes)
	l, err := ReadSparse(BuildSparse(classes, n, keys, rows))
	if err != nil {
		t.Fatal(err)
	}
	scale := scaleOf(rows)
	for i, r := range rows {
		var got, want Scores
		l.Add(&got, keys[i:i+1])
		for j, w := range r.Weight {
			want[r.Class[j]] = decoded[encode(w*scale)]
		}
		if got != want {
			t.Fatalf("feature %d has %v, want %v", i, got, want)
		}
	}
}

// A table that is too small keeps the features with the largest weights, and
// what it does not have counts for nothing.
func TestPackedKeepsTheWeightiest(t *testing.T) {
	keys, rows := randomRows(2000, 3)
	l, err := ReadPacked(BuildPacked(3, 20, keys, rows))
	if err != nil {
		t.Fatal(err)
	}
	kept, least, most := 0, 1e9, 0.0
	for i := range keys {
		var s PackedScores
		l.Add(&s, keys[i:i+1])
		if w := largest(rows[i]); s != (PackedScores{}) {
			kept++
			least = min(least, w)
		} else {
			most = max(most, w)
		}
	}
	if kept < 140 || kept > 162 {
		t.Errorf("%d of 160 slots hold a feature", kept)
	}
	if least < 10 || most > 45 {
		t.Errorf("the least kept weight is %.1f, the largest left out %.1f", least, most)
	}
}

func TestReadPackedRejects(t *testing.T) {
	keys, rows := randomRows(50, 6)
	lined, linedRows := BuildPacked(6, 10, keys, rows), BuildSparse(6, 10, keys, rows)
	for n := range len(lined) {
		if _, err := ReadPacked(lined[:n]); err == nil {
			t.Fatalf("%d of %d bytes were read without an error", n, len(lined))
		}
	}
	for n := range len(linedRows) {
		if _, err := ReadSparse(linedRows[:n]); err == nil {
			t.Fatalf("%d of %d bytes were read without an error", n, len(linedRows))
		}
	}
	beyond := append([]byte(nil), linedRows...)
	for i := len(beyond) - 8 - 64; i < len(beyond)-8; i++ {
		beyond[i] = 0xff
	}
	if _, err := ReadSparse(beyond); err == nil {
		t.Error("rows outside the classifier were taken")
	}
}
