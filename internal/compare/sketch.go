package compare

import (
	"cmp"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
)

// A Sketch is a compact picture of a text's words, by which texts that share
// many of them are found.
type Sketch struct {
	Words int // of the running text
	// Sentences are those of the running text, without headline, dateline, byline,
	// credits, notes and headlines of other stories.
	Sentences []Sentence
	// Mins are the least hashes of the text's shingles under as many permutations
	// (MinHash: Broder, On the resemblance and containment of documents, 1997).
	Mins []uint64
	// Samples are the hashes of shingles that are a multiple of sampled: of any
	// passage of a length, the same in every text that holds it.
	Samples []uint64
}

// A Sentence is where a sentence of the running text stands.
type Sentence struct {
	At onrecord.Span
	// Quoted says that most of it stands in quotation marks: others who heard the
	// speaker have the same words.
	Quoted bool `json:",omitempty"`
	// Told says that half of it or more is what somebody is reported to say, and that
	// it is: others who heard it may report the same.
	Told bool `json:",omitempty"`
}

// How texts are sketched. With 64 permutations in 16 bands of 4, texts whose
// shingles are half the same share a band with a probability of .64, of .7 with
// .99, of .3 with .12, of .01 with one in six million. A passage of 40 words has
// 36 shingles, of which one in ten is sampled: it is missed once in 40 times.
const (
	shingle   = 5 // words
	minHashes = 64
	bandRows  = 4
	sampled   = 10
	// leastSamples are taken of a short text, whatever their hashes.
	leastSamples = 12
	// maxSamples bounds the keys of a long text.
	maxSamples = 120
	// maxSentences bounds the work on a text that is no story.
	maxSentences = 600
)

// sketch fills in the sketch of a record.
func (d *Digest) sketch(r *onrecord.Record) {
	d.Sketch.Sentences = d.runningText(r)
	d.hashes(r.Text)
}

// hashes fills in the hashes of the sentences of a sketch.
func (d *Digest) hashes(text string) {
	var words []token
	for _, s := range d.Sketch.Sentences {
		words = append(words, tokens(text, s.At)...)
	}
	d.Sketch.Words = len(words)
	shingles := shinglesOf(words)
	d.Sketch.Mins = minHash(shingles)
	d.Sketch.Samples = sample(shingles)
}

// shinglesOf returns the hashes of all runs of so many words, each once.
func shinglesOf(words []token) []uint64 {
	out := make([]uint64, 0, max(0, len(words)-shingle+1))
	for i := 0; i+shingle <= len(words); i++ {
		h := uint64(0)
		for _, w := range words[i : i+shingle] {
			h = mix(h*31 + w.hash)
		}
		out = append(out, h)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// minHash returns the least value of the shingles under each permutation; none
// for a text without shingles.
func minHash(shingles []uint64) []uint64 {
	if len(shingles) == 0 {
		return nil
	}
	mins := slices.Repeat([]uint64{^uint64(0)}, minHashes)
	for _, h := range shingles {
		for i := range mins {
			// mix is a permutation, and so is it with each number put in first.
			if x := mix(h ^ uint64(i+1)*0x9e3779b97f4a7c15); x < mins[i] {
				mins[i] = x
			}
		}
	}
	return mins
}

func sample(shingles []uint64) []uint64 {
	var out []uint64
	for _, h := range shingles {
		if h%sampled == 0 && len(out) < maxSamples {
			out = append(out, h)
		}
	}
	if len(out) < leastSamples {
		out = append(out, shingles[:min(leastSamples, len(shingles))]...)
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out
}

// fortnight is how long news is copied from, in days: passages are looked for in
// what was published within so many days, whole texts at any time.
const fortnight = 14

// CopyKeys returns the keys that a text shares with texts that it may share a
// good part of its words with, or be made from: bands of its MinHash; sampled
// shingles, longer quotations, and names with what happened, each with the time of
// publication.
func (d *Digest) CopyKeys() []uint64 {
	keys := d.Sketch.bands()
	period := periodOf(d.Published)
	for _, p := range []uint64{period, period + 1} {
		for _, h := range d.Sketch.Samples {
			keys = append(keys, timedKey(p, h))
		}
		for i := range d.Quotes {
			keys = append(keys, timedKey(p, d.Quotes[i].Hash))
		}
	}
	for _, p := range []uint64{period, period + 1} {
		for _, h := range d.eventKeys() {
			keys = append(keys, timedKey(p, h))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// bands returns a hash for each band of the least hashes.
func (s *Sketch) bands() []uint64 {
	var keys []uint64
	for i := 0; i+bandRows <= len(s.Mins); i += bandRows {
		h := uint64(i + 1)
		for _, m := range s.Mins[i : i+bandRows] {
			h = mix(h*31 + m)
		}
		keys = append(keys, h)
	}
	return keys
}

// How many names and words of what happened are joined to keys.
const (
	keyedNames = 4
	keyedWords = 3
)

// eventKeys returns hashes of the first names of the lead, each with a word for
// what happened: a rewritten story may have no five words in a row of the one that
// it was made from, but it is of the same event.
func (d *Digest) eventKeys() []uint64 {
	var out []uint64
	names := 0
	for _, n := range d.Event.Names {
		if n.Role == Wide || n.Role == Country {
			continue
		}
		if names++; names > keyedNames {
			break
		}
		words := 0
		for _, w := range d.Event.Words {
			if happenings[w] == "" {
				continue
			}
			if words++; words > keyedWords {
				break
			}
			out = append(out, mix(hashWord(n.Text)*31+hashWord(happenings[w])))
		}
	}
	return out
}

// periodOf returns the number of the fortnight that a time lies in.
func periodOf(t time.Time) uint64 {
	const days = 24 * 60 * 60 * fortnight
	return uint64(t.Unix()/days + 1<<20)
}

// timedKey has the time in its upper bits, so that keys of one time lie together
// in an index.
func timedKey(period, h uint64) uint64 { return period<<40 | mix(h)>>24 }

// runningText returns the sentences of a record that are the story's own words.
func (d *Digest) runningText(r *onrecord.Record) []Sentence {
	aside := slices.Concat([]onrecord.Span{r.Layout.Headline, r.Layout.Dateline}, r.Layout.Bylines, r.Layout.Credits, r.Layout.Related, staffBylines(r))
	for i := range d.Credits {
		aside = append(aside, d.Credits[i].At)
	}
	for _, n := range r.Notes {
		if n.Kind != onrecord.Unverified && n.Kind != onrecord.Agency {
			aside = append(aside, n.Span)
		}
	}
	var out []Sentence
	q := 0
	told := toldParts(r)
	quotes := r.Document.Quotations
	for _, s := range r.Document.Sentences {
		at := onrecord.Span{Start: r.Document.Tokens[s.First].Start, End: r.Document.Tokens[s.Last-1].End}
		if at = behind(aside, at); at.Len() == 0 || isHeading(r, at, s.Paragraph) {
			continue
		}
		for q < len(quotes) && quotes[q].End <= at.Start {
			q++
		}
		quoted := 0
		for _, k := range quotes[q:] {
			if k.Start >= at.End {
				break
			}
			if k.Depth == 0 {
				quoted += max(0, min(k.End, at.End)-max(k.Start, at.Start))
			}
		}
		if out = append(out, Sentence{at, quoted*10 >= at.Len()*6, 2*coverOf(told, at) >= at.Len()}); len(out) == maxSentences {
			break
		}
	}
	return out
}

// maxHeading is how long a heading may be, in bytes.
const maxHeading = 160

// isHeading reports whether a sentence is a paragraph that ends like a heading, a
// caption or a link to another story, without a stop.
func isHeading(r *onrecord.Record, at onrecord.Span, paragraph int) bool {
	p := r.Document.Paragraphs[paragraph]
	last, _ := utf8.DecodeLastRuneInString(r.Text[at.Start:at.End])
	return p.Last-p.First == 1 && at.Len() <= maxHeading && wordRune(last)
}

// maxTold bounds the work on a text that is no story.
const maxTold = 1000

// sureEnough is how sure a statement must be for what it holds to be somebody's
// words rather than the outlet's.
const sureEnough = .6

// toldParts returns where statements stand, source, cue and content, in the order
// of the text.
func toldParts(r *onrecord.Record) []onrecord.Span {
	var out []onrecord.Span
	for i := range r.Statements {
		s := &r.Statements[i]
		if s.Confidence < sureEnough || len(out) > maxTold {
			continue
		}
		out = append(append(append(out, s.Source...), s.Cue...), s.Content...)
	}
	slices.SortFunc(out, func(a, b onrecord.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	return out
}

// coverOf returns how many bytes of a span lie in some others, which are in the
// order of the text.
func coverOf(spans []onrecord.Span, at onrecord.Span) int {
	n, end := 0, at.Start
	for _, s := range spans {
		if s.Start >= at.End {
			break
		}
		if from, to := max(s.Start, end), min(s.End, at.End); to > from {
			n += to - from
			end = to
		}
	}
	return n
}

// behind returns what is left of a sentence behind the dateline and credit that it
// begins with; nothing if it is all aside.
func behind(aside []onrecord.Span, at onrecord.Span) onrecord.Span {
	for _, a := range aside {
		if a.Contains(at) {
			return onrecord.Span{}
		}
	}
	for _, a := range aside {
		if a.Len() > 0 && a.Overlaps(at) && a.Start-at.Start < maxLeadIn {
			at.Start = min(max(at.Start, a.End), at.End)
		}
	}
	return at
}

// maxLeadIn is how far into a sentence a dateline or credit may begin that stands
// before it, in bytes.
const maxLeadIn = 60

// covered reports whether s lies in one of some spans.
func covered(spans []onrecord.Span, s onrecord.Span) bool {
	return slices.ContainsFunc(spans, func(a onrecord.Span) bool { return a.Contains(s) })
}
