package compare

import "github.com/onrecord/onrecord"

// A Step says how a figure stands to the one that its claimant gave before it.
type Step struct {
	Before, After int // indexes in Line.Points
	Kind          StepKind
}

// A StepKind is how a claimant's later figure stands to the earlier one.
type StepKind string

// The kinds of steps.
const (
	Updated StepKind = "update"         // it goes on from the earlier one
	Another StepKind = "another figure" // it is not what was given before, and goes on from nothing
)

// changing are the measures of what there is at a time: later figures may be any,
// and take nothing back.
var changing = wordSet("missing captured detained displaced evacuated deployed")

// Steps returns how each figure of a line of a band stands to the one before. A
// running total that rises is an update; where it falls so far that no number
// satisfies both, or where something else than a running total is given two values
// that no number satisfies, the claimant gave another figure before. Nothing is said
// of which is right, nor whether the claimant said that it was corrected. What is
// not asserted is left out.
func (q *Question) Steps(b *Band, l *Line) []Step {
	var out []Step
	last := -1
	for i := range l.Points {
		if l.Points[i].Status != "" {
			continue
		}
		if last >= 0 && l.Points[last].Bounds != l.Points[i].Bounds {
			out = append(out, Step{last, i, q.step(b, &l.Points[last], &l.Points[i])})
		}
		last = i
	}
	return out
}

func (q *Question) step(b *Band, before, after *Point) StepKind {
	measure := evenMeasure(q.Measure)
	total := IsToll(measure) && (b.Name == InAll || b.Name == partOfTotal)
	switch {
	case Relate(before.Bounds, after.Bounds) != Conflict,
		(changing[measure] || measure == "killed or missing") && before.On != after.On,
		total && apart(before.Bounds, after.Bounds):
		return Updated
	}
	return Another
}

// Direction says which way a step goes: "raised", "lowered", or "changed" where
// neither can be said.
func Direction(before, after onrecord.Bounds) string {
	switch {
	case after.Low >= before.Low && after.High >= before.High:
		return "raised"
	case after.Low <= before.Low && after.High <= before.High:
		return "lowered"
	}
	return "changed"
}
