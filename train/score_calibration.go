package main

import (
	"fmt"
	"io"

	"github.com/onrecord/onrecord/internal/attribution"
)

// calibrationBins is the number of bins that confidences from 0 to 1 fall in.
const calibrationBins = 10

// A calibrationBin counts the relations whose confidence falls in a bin.
type calibrationBin struct {
	n, right int
	sum      float64 // of their confidences
}

// scoreCalibration prints how often relations are right by how confident the
// reader is of them: right as score -relations counts it.
func scoreCalibration(w io.Writer, dir string, read func(text string) []attribution.Relation) error {
	texts, err := readGold(dir)
	if err != nil {
		return err
	}
	found := make([][]attribution.Relation, len(texts))
	eachParallel(len(texts), func(i int) { found[i] = read(texts[i].text) })
	var bins [calibrationBins]calibrationBin
	for i := range texts {
		countConfidences(&bins, newRelText(texts[i].text), found[i], texts[i].files[0])
	}
	fmt.Fprintf(w, "%-12s %10s %10s %10s\n", "confidence", "statements", "mean", "right")
	for k, b := range bins {
		if b.n > 0 {
			fmt.Fprintf(w, "%.1f to %.1f   %10d %10.2f %10.2f\n", float64(k)/calibrationBins, float64(k+1)/calibrationBins,
				b.n, b.sum/float64(b.n), ratio(b.right, b.n))
		}
	}
	return nil
}

// countConfidences counts the relations of one text that the gold could hold:
// those with a cue, not within others.
func countConfidences(bins *[calibrationBins]calibrationBin, t *relText, rels []attribution.Relation, gold []spans) {
	right := map[int]bool{}
	pred := t.relations(predictedSpans(rels))
	for _, p := range oneToOne(t.samePairs(pred, t.relations(gold))) {
		right[p.i] = true
	}
	n := 0
	for _, r := range rels {
		if r.Within >= 0 || r.Continues >= 0 || len(r.Cue) == 0 {
			continue
		}
		b := &bins[min(int(r.Confidence*calibrationBins), calibrationBins-1)]
		b.n++
		b.sum += r.Confidence
		if right[n] {
			b.right++
		}
		n++
	}
}
