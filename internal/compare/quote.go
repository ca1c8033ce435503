package compare

import (
	"sort"

	"github.com/onrecord/onrecord"
)

// leastQuote is how many words a quotation must have to be known again: shorter
// ones ("no comment at this time") are said by many.
const leastQuote = 6

// maxQuotes bounds the keys of a long text.
const maxQuotes = 60

// quotes fills in the longer quotations of a record, sentence by sentence: what
// one outlet quotes whole another may cut.
func (d *Digest) quotes(r *onrecord.Record) {
all:
	for _, q := range r.Document.Quotations {
		if q.Depth > 0 {
			continue
		}
		for _, part := range bySentence(r, q.Inner) {
			words := tokens(r.Text, part)
			if len(words) < leastQuote {
				continue
			}
			if d.Quotes = append(d.Quotes, Quote{Hash: hashRun(words), Words: len(words), Statement: -1, At: part}); len(d.Quotes) == maxQuotes {
				break all
			}
		}
	}
	for i := range d.Quotes { // nested statements come later: the innermost holds
		for s := range r.Statements {
			if covered(r.Statements[s].Content, d.Quotes[i].At) {
				d.Quotes[i].Statement = s
			}
		}
	}
}

// hashRun returns the hash of a run of words.
func hashRun(words []token) uint64 {
	h := uint64(len(words))
	for _, w := range words {
		h = mix(h*31 + w.hash)
	}
	return h
}

// bySentence cuts a span of a record's text into the parts that stand in one
// sentence each.
func bySentence(r *onrecord.Record, at onrecord.Span) []onrecord.Span {
	d := r.Document
	var out []onrecord.Span
	from := sort.Search(len(d.Sentences), func(i int) bool { return d.Tokens[d.Sentences[i].Last-1].End > at.Start })
	for _, s := range d.Sentences[from:] {
		part := onrecord.Span{Start: max(at.Start, d.Tokens[s.First].Start), End: min(at.End, d.Tokens[s.Last-1].End)}
		if part.Len() <= 0 {
			break
		}
		out = append(out, part)
	}
	return out
}

// sharesQuote reports whether two stories share a quotation.
func sharesQuote(a, b *Digest) bool {
	shared, _ := sharedQuotes(a, b)
	return len(shared) > 0
}

// sharedQuotes returns the passages of quotations that two stories share, and
// which part of a's words they are.
func sharedQuotes(a, b *Digest) (shared []Passage, share float64) {
	at := map[uint64]onrecord.Span{}
	for i := range b.Quotes {
		at[b.Quotes[i].Hash] = b.Quotes[i].At
	}
	words := 0
	for i := range a.Quotes {
		if to, ok := at[a.Quotes[i].Hash]; ok {
			shared = append(shared, Passage{a.Quotes[i].At, to})
			words += a.Quotes[i].Words
		}
	}
	return shared, min(1, float64(words)/float64(max(1, a.Sketch.Words)))
}

// shareQuotes has the link be that of quotations that two stories share, in
// quotation marks in both or, as a speech that is itself a story, in one.
func (l *Link) shareQuotes(a, b *Digest, t *taking) {
	l.Kind, l.Agency = SharedQuote, ""
	if l.Passages, l.Share = sharedQuotes(a, b); len(l.Passages) == 0 && t.quoteWords >= leastSpoken {
		l.Passages, l.Share = t.quoted, min(1, float64(t.quoteWords)/float64(max(1, a.Sketch.Words)))
	}
}

// leastSpoken is how many words must be shared that only one story quotes.
const leastSpoken = 12
