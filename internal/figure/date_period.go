package figure

import "github.com/onrecord/onrecord/internal/lang"

// lasts reports whether the words of w tell a stretch of time, however long it
// is, so that counts are of it: "in the past 24 hours", "so far this week".
func (w *when) lasts() bool {
	f := &w.from
	return w.since || w.to.kind != unknown || f.kind == upTo || f.turn == soFar || f.back > 0
}

// against reports whether a date that starts at byte to belongs to what the
// figure that ends at byte from is compared with: "61 fires, up from 40 last
// year".
func (f *finder) against(from, to int) bool {
	if to <= from {
		return false
	}
	for k := f.d.TokenAt(from-1) + 1; k < f.end && f.d.Tokens[k].End <= to; k++ {
		if comparing[f.hash(k)] && k+1 < f.end && f.numberSoon(k+1, to) {
			return true
		}
	}
	return false
}

// numberSoon reports whether a number stands among the tokens from k to byte to.
func (f *finder) numberSoon(k, to int) bool {
	for ; k < f.end && f.d.Tokens[k].End <= to; k++ {
		if f.d.Tokens[k].XPOS == lang.CD {
			return true
		}
	}
	return false
}

var comparing = dateSet("from than against versus vs compared")
