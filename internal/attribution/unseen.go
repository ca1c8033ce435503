package attribution

import "github.com/onrecord/onrecord/internal/lang"

// unseen appends to out the note in sentence si that the outlet has not seen what
// it reports of: "Reuters did not see the document".
func unseen(d *lang.Document, si int, out []Note) []Note {
	st := d.Sentences[si]
	for i := st.First + 2; i < st.Last; i++ {
		if !seeing[d.Forms[i].Word] || inQuotation(d, d.Tokens[i].Start) {
			continue
		}
		c := check{d: d, st: st, first: i, verb: i, strength: weak}
		c.group()
		if !c.negative || !c.anyDocument(i+1) {
			continue
		}
		from, how := c.subject()
		by, ok := c.outlet(from, how)
		if how == embedded || how == relative || !ok {
			continue
		}
		n := Note{Kind: Unverified, By: by, Covers: c.object()}
		return append(out, c.finish(n, si, from, how))
	}
	return out
}

// anyDocument reports whether what was not seen, from token i on, is a document
// or a recording.
func (c *check) anyDocument(i int) bool {
	for j := i; j < min(c.st.Last, i+maxPhrase+1); j++ {
		if seenThings[c.d.Forms[j].Word] {
			return true
		}
	}
	return false
}

var (
	seeing     = hashed("see seen viewed view obtain obtained reviewed review shown")
	seenThings = hashed("document documents letter report footage video copy contract recording email emails memo file files evidence images transcript filing text original")
)
