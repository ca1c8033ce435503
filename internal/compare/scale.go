package compare

import (
	"math"

	"github.com/onrecord/onrecord"
)

// A Scale is what bars that stand side by side are drawn on: from 0, or the
// least bound if that is less, to the greatest bound. If these lie far apart,
// it goes by the logarithms from the least bound above 0 on, and Zero is true if
// there is a 0 to the left of that.
type Scale struct {
	From, To  float64
	Log, Zero bool
}

// farApart is how many times the least bound above 0 the greatest must be for a
// logarithmic scale: on an even one the least would lie on its edge.
const farApart = 200

// zeroPart is the part of a logarithmic scale that 0 takes.
const zeroPart = .12

// NewScale returns the scale of some ranges.
func NewScale(ranges []onrecord.Bounds) Scale {
	var sc Scale
	least := math.Inf(1)
	for _, b := range ranges {
		for _, x := range []float64{b.Low, b.High} {
			if math.IsInf(x, 0) {
				continue
			}
			sc.From, sc.To, sc.Zero = min(sc.From, x), max(sc.To, x), sc.Zero || x == 0
			if x > 0 {
				least = min(least, x)
			}
		}
	}
	if sc.From == 0 && sc.To >= farApart*least {
		sc.From, sc.Log = least, true
	}
	return sc
}

// At returns where x lies on the scale: 0 is its beginning, 1 its end.
func (sc Scale) At(x float64) float64 {
	switch {
	case sc.To <= sc.From:
		return 0
	case sc.Log && x <= 0:
		return 0
	case sc.Log:
		part := math.Log(x/sc.From) / math.Log(sc.To/sc.From)
		if sc.Zero {
			part = zeroPart + (1-zeroPart)*part
		}
		return part
	}
	return (x - sc.From) / (sc.To - sc.From)
}
