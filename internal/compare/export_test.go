package compare

import (
	"strings"
	"time"

	"github.com/onrecord/onrecord"
)

// NewSpeaker is for tests that make digests.
var NewSpeaker = newSpeaker

// Words returns the hashes of the words of a text, as passages have them.
func Words(text string) []uint64 {
	var out []uint64
	for _, w := range tokens(text, onrecord.Span{End: len(text)}) {
		out = append(out, w.hash)
	}
	return out
}

// Plain returns the digest of a text of sentences of which nothing else is read.
func Plain(story, outlet, text string, published time.Time) *Digest {
	d := &Digest{Story: story, Outlet: outlet, Published: published}
	at := 0
	for s := range strings.SplitAfterSeq(text, ". ") {
		if len(d.Sketch.Sentences) < maxSentences {
			d.Sketch.Sentences = append(d.Sketch.Sentences, Sentence{At: onrecord.Span{Start: at, End: at + len(s)}})
		}
		at += len(s)
	}
	d.hashes(text)
	return d
}

// Bands returns the keys of the bands of a sketch.
func (d *Digest) Bands() []uint64 { return d.Sketch.bands() }

// Similarity returns which part of the shingles of two texts is in both.
func Similarity(a, b string) float64 {
	x, y := shinglesOf(tokens(a, onrecord.Span{End: len(a)})), shinglesOf(tokens(b, onrecord.Span{End: len(b)}))
	in := map[uint64]bool{}
	for _, h := range x {
		in[h] = true
	}
	both := 0
	for _, h := range y {
		if in[h] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}
