package compare

import (
	"hash/fnv"
	"strings"

	"github.com/onrecord/onrecord"
)

func (d *Digest) copyParts(r *onrecord.Record) {
	words := evenWords(r.Text)
	d.Sketch.Words = len(words)
	for i := 0; i+5 <= len(words); i++ {
		h := zzHash(strings.Join(words[i:i+5], " "))
		if h%16 == 0 || len(words) < 60 {
			d.Sketch.Mins = append(d.Sketch.Mins, h)
		}
	}
}

func zzHash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

func (d *Digest) CopyKeys() []uint64 { return d.Sketch.Mins }

func Copied(a, b *Digest, textA, textB string) (Link, bool) {
	in := map[uint64]bool{}
	for _, m := range b.Sketch.Mins {
		in[m] = true
	}
	n := 0
	for _, m := range a.Sketch.Mins {
		if in[m] {
			n++
		}
	}
	if b.Published.Before(a.Published) || b.Published.Equal(a.Published) && b.Story < a.Story {
		a, b = b, a
	}
	share := float64(n) / float64(max(1, len(b.Sketch.Mins)))
	l := Link{From: b.Story, To: a.Story, Kind: PartialCopy, Share: share, Passages: []Passage{{onrecord.Span{Start: 0, End: 4}, onrecord.Span{Start: 0, End: 4}}}}
	if share > .9 {
		l.Kind = FullCopy
	}
	return l, share > .3
}
