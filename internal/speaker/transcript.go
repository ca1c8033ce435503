package speaker

import (
	"github.com/onrecord/onrecord/internal/lang"
)

// noteLines gathers the lines of a transcript, "FORD: …": the tokens of those
// who speak them, which are persons or bodies whatever else they may be names
// of. One such line alone may be anything.
func (s *story) noteLines() {
	var lines []int
	for r := range s.relations {
		if src := s.relations[r].Source; len(src) == 1 && s.transcribed(r) {
			i := s.d.TokenAt(src[0].Start)
			if s.d.Forms[i].Shape == lang.ShapeUpper && !s.headline(i) && s.opensParagraph(i) {
				lines = append(lines, s.d.TokenAt(src[0].End-1))
			}
		}
	}
	if len(lines) < 2 {
		return
	}
	s.lines = map[int]bool{}
	for _, last := range lines {
		s.lines[last] = true
	}
}

// opensParagraph reports whether a paragraph begins with token i.
func (s *story) opensParagraph(i int) bool {
	sent := s.d.SentenceOf(i)
	return s.d.Sentences[sent].First == i && (sent == 0 || s.d.Sentences[sent-1].Paragraph != s.d.Sentences[sent].Paragraph)
}

// linesOf reports whether a name is that of whoever speaks a line of a transcript.
func (s *story) linesOf(n *name) bool { return s.lines[n.last-1] }

// askers stand in transcripts for whoever asks, whose name nobody noted.
var askers = wordSet("q q. question reporter journalist unidentified audience")

// asker returns the entity of the unnamed person who asks in the line of a
// transcript that begins with the source of relation r; -1 if it is no such line.
func (s *story) asker(r int) int {
	src := s.relations[r].Source
	if len(src) != 1 || !s.transcribed(r) {
		return -1
	}
	first, last := s.d.TokenAt(src[0].Start), s.d.TokenAt(src[0].End-1)
	if !s.lines[last] && last > first || !askers[s.d.Forms[first].Word] || !s.opensParagraph(first) {
		return -1
	}
	if s.asked == 0 {
		const called = "reporter"
		head := lang.WordHash(called)
		s.asked = 1 + s.add(entity{kind: Unnamed, name: called, key: called, words: []uint64{head}, roles: []role{{head: s.canonical(head), words: []uint64{head}}}})
	}
	e := s.asked - 1
	s.entities[e].mentions = append(s.entities[e].mentions, src[0])
	return e
}

// dropAside takes back the names that stand in a dateline, a credit or another
// part that is not the story: the agency whose report it is does not speak in it
// by that.
func (s *story) dropAside() {
	kept := s.names[:0]
	for _, n := range s.names {
		if s.d.PastDateline(n.first) > n.first || s.d.Layout.Aside(s.d.Span(n.first, n.last)) {
			continue
		}
		kept = append(kept, n)
	}
	s.names = kept
}
