package compare

import (
	"fmt"
	"slices"
)

// Words says what kind of copy a link is, seen from the story at one of its ends:
// "partial copy (40 %) of".
func (l *Link) Words(self string) string {
	by := ""
	if l.Agency != "" {
		by = ", credited to " + l.Agency
	}
	share := fmt.Sprintf(" (%.0f %%%s) ", 100*l.Share, by)
	switch {
	case l.Kind == SharedQuote:
		return "shares quotations with"
	case l.From == self:
		return string(l.Kind) + share + "of"
	}
	return string(l.Kind) + share + "by"
}

// Other returns the story at the other end of a link.
func (l *Link) Other(self string) string {
	if l.From == self {
		return l.To
	}
	return l.From
}

// Seen returns where a passage stands in the story at one end of a link, and where
// in that at the other.
func (l *Link) Seen(self string, p Passage) Passage {
	if l.From == self {
		return p
	}
	return Passage{From: p.To, To: p.From}
}

// ForReading puts the links of a story in the order that they are shown in: what it
// copied, what copied it, what it shares quotations with.
func ForReading(links []Link, self string) {
	rank := func(l *Link) int {
		switch {
		case l.Kind == SharedQuote:
			return 2
		case l.To == self:
			return 1
		}
		return 0
	}
	slices.SortStableFunc(links, func(a, b Link) int { return rank(&a) - rank(&b) })
}

// LongestFirst returns the passages of a link, the longest first.
func (l *Link) LongestFirst() []Passage {
	out := slices.Clone(l.Passages)
	slices.SortStableFunc(out, func(a, b Passage) int { return b.From.Len() - a.From.Len() })
	return out
}
