package speaker

import (
	"slices"

	"github.com/onrecord/onrecord/internal/lang"
)

// ownPieces returns the pieces of the source of relation r without those that
// belong to another clause of the sentence: "Shares rose after the Courier
// reported …".
func (s *story) ownPieces(r int) []lang.Span {
	src, cue := s.relations[r].Source, s.relations[r].Cue
	if len(src) < 2 || len(cue) == 0 {
		return src
	}
	if s.onePhrase(src) {
		return []lang.Span{{Start: src[0].Start, End: src[len(src)-1].End}}
	}
	kept := make([]lang.Span, 0, len(src))
	before := false // a piece that is kept stands before the cue
	for _, p := range src {
		if s.agent(p, cue) && s.maySpeak(p) {
			return []lang.Span{p}
		}
		after := p.Start > cue[0].Start
		if s.otherSubject(p, src, cue) || after && before || s.parted(p, src, cue) {
			continue
		}
		kept = append(kept, p)
		before = before || !after
	}
	if !slices.ContainsFunc(kept, s.maySpeak) {
		return src
	}
	return kept
}

// onePhrase reports whether nothing but nouns and what owns them stands between
// the pieces of a source: "The growers" and "NFG" of "The growers' union NFG".
func (s *story) onePhrase(src []lang.Span) bool {
	for i := 1; i < len(src); i++ {
		for t := s.d.TokenAt(src[i-1].End-1) + 1; t < s.d.TokenAt(src[i].Start); t++ {
			if x := s.d.Tokens[t].XPOS; !x.Nominal() && x != lang.POS && x != lang.CloseQuote {
				return false
			}
		}
	}
	return true
}

// agent reports whether a piece of a source stands behind the "by" of its cue.
func (s *story) agent(piece lang.Span, cue []lang.Span) bool {
	first := s.d.TokenAt(piece.Start)
	return first > 1 && s.d.Word(first-1) == "by" && s.d.Tokens[first-2].XPOS == lang.VBN && s.d.Tokens[first-2].End == cue[len(cue)-1].End
}

// otherSubject reports whether a piece of a source is the subject of a verb that
// stands between it and a later piece, or stands in another sentence than the cue.
func (s *story) otherSubject(piece lang.Span, src, cue []lang.Span) bool {
	first, last := s.d.TokenAt(piece.Start), s.d.TokenAt(piece.End-1)
	said := s.d.TokenAt(cue[0].Start)
	if s.d.SentenceOf(first) != s.d.SentenceOf(said) {
		return true
	}
	for t := first; t <= last; t++ {
		h := s.d.Tokens[t].Head
		if s.d.Tokens[t].Rel != lang.RelNsubj || h <= last || h >= said || s.d.Tokens[h].Start > src[len(src)-1].Start {
			continue
		}
		if x := s.d.Tokens[h].XPOS; x == lang.VBD || x == lang.VBZ || x == lang.VBP {
			return true
		}
	}
	return false
}

// parted reports whether a finite verb stands between a piece of a source and the
// one right before the cue, which is a source of its own then: "Duarte, who had
// lost, sent flowers, her office said".
func (s *story) parted(piece lang.Span, src, cue []lang.Span) bool {
	said := s.d.TokenAt(cue[0].Start)
	for _, p := range src {
		first := s.d.TokenAt(p.Start)
		if p.Start <= piece.Start || s.d.TokenAt(p.End-1)+1 != said || s.d.Tokens[first-1].XPOS == lang.IN && s.d.Word(first-1) != "after" && s.d.Word(first-1) != "as" || !s.maySpeak(p) {
			continue
		}
		for t := s.d.TokenAt(piece.End-1) + 1; t < s.d.TokenAt(p.Start); t++ {
			if x := s.d.Tokens[t].XPOS; x == lang.VBD || x == lang.VBZ || x == lang.VBP || x == lang.MD {
				return true
			}
		}
	}
	return false
}

// maySpeak reports whether a piece of a source is somebody, not a thing.
func (s *story) maySpeak(piece lang.Span) bool {
	first := s.d.TokenAt(piece.Start)
	if s.d.Tokens[first].XPOS == lang.PRP {
		return true
	}
	p, ok := s.read(first, s.d.TokenAt(piece.End-1)+1)
	return ok && (p.named || p.noun.class != noClass)
}

// joinedBefore appends to parts the phrase that "and" joins to the source of
// relation r and that was left out of it, if the words reported end right before
// it: "…, police and the operator said".
func (s *story) joinedBefore(parts []part, sp lang.Span, r int) []part {
	src, content, cue := s.relations[r].Source, s.relations[r].Content, s.relations[r].Cue
	i := s.d.TokenAt(sp.Start) - 1
	if len(src) != 1 || len(content) == 0 || len(cue) == 0 || cue[0].Start < sp.Start || i < 2 || s.d.Tokens[i].XPOS != lang.CC || s.d.Word(i) != "and" {
		return parts
	}
	first := s.phraseStart(i-1, s.d.Sentences[s.d.SentenceOf(i)].First)
	if first == i || first == 0 || s.d.Tokens[first-1].XPOS != lang.Comma || content[0].Start > s.d.Tokens[first].Start {
		return parts
	}
	p, ok := s.read(first, i)
	if !ok || p.end != i || !p.named && p.noun.class != bodyClass && p.noun.class != officialClass && p.noun.class != groupClass {
		return parts
	}
	return append(parts, part{phrase: p})
}

// nameBeside returns the phrase of the person in apposition to p, the whole
// source of relation r, that was left out of it: "the harbour master, Ana
// Duarte, said", "Ana Duarte, the harbour master, said".
func (s *story) nameBeside(p part, r int) phrase {
	if p.pronoun || p.named || s.plural(p.phrase) {
		return p.phrase
	}
	if k := s.goesBy(p.end); k >= 0 && (p.noun.class.onePerson() || p.noun.class == officialClass) {
		return s.appose(p.phrase, k, len(s.d.Tokens))
	}
	if p.noun.class != personClass && p.noun.class != epithetClass || p.det == indefinite || s.plural(p.phrase) {
		return p.phrase
	}
	if i := p.end; i+1 < len(s.d.Tokens) && s.d.Tokens[i].XPOS == lang.Comma {
		if k := s.nameAt(i + 1); k >= 0 && s.personNamed(k) && s.names[k].last < len(s.d.Tokens) && s.d.Tokens[s.names[k].last].XPOS == lang.Comma {
			return s.appose(p.phrase, k, len(s.d.Tokens))
		}
	}
	if k := s.nameFrom(p.first) - 1; k >= 0 && s.names[k].last == p.first-1 && s.d.Tokens[p.first-1].XPOS == lang.Comma && s.personNamed(k) && s.fronted(&s.names[k]) && !s.inserted(r) {
		n := &s.names[k]
		return phrase{first: n.first, last: n.last, end: n.last, head: n.last - 1, name: k, named: true}
	}
	return p.phrase
}

// goesBy returns the index of the name that a clause behind token i gives whoever
// is described before it: "its spokesman, who goes by the name Abu Talha"; -1 if
// there is none.
func (s *story) goesBy(i int) int {
	const far = 8 // tokens
	last := min(s.d.Sentences[s.d.SentenceOf(max(0, i-1))].Last, i+far)
	if i+1 >= last || s.d.Tokens[i].XPOS != lang.Comma {
		return -1
	}
	for k := i + 1; k+1 < last; k++ {
		switch w := s.d.Word(k); {
		case w == "name" && s.d.Word(k-1) == "the", w == "as" && namings[s.d.Forms[k-1].Word], w == "himself", w == "herself":
			n := s.nameFrom(k + 1)
			if n < len(s.names) && s.names[n].last <= last && s.names[n].first <= k+3 && s.names[n].entity >= 0 {
				return n
			}
			return -1
		}
	}
	return -1
}

// namings are the words before the "as" that tells what somebody is called.
var namings = wordSet("known identified")

// personNamed reports whether the name with index k is that of a person.
func (s *story) personNamed(k int) bool {
	e := s.names[k].entity
	return e >= 0 && s.entities[e].kind == Person
}

// inserted reports whether a comma follows the cue of relation r, which then
// stands between those of others: "Duarte, the mayor said, was ill".
func (s *story) inserted(r int) bool {
	cue := s.relations[r].Cue
	if len(cue) == 0 {
		return true
	}
	i := s.d.TokenAt(cue[len(cue)-1].End-1) + 1
	return i < len(s.d.Tokens) && s.d.Tokens[i].XPOS == lang.Comma
}

// afterDateline returns where a source begins behind the dateline that it was
// read with: "VELSUND, Norhaven (AP) - The harbour master".
func (s *story) afterDateline(first, last int) int {
	const longest = 16 // tokens
	sent := s.d.Sentences[s.d.SentenceOf(first)]
	if first != sent.First || s.d.Tokens[first].XPOS == lang.DT {
		return first
	}
	for i := first; i < last && i < first+longest; i++ {
		switch s.d.Word(i) {
		case "-", "--", "–", "—", "―":
			if i > first && s.d.Tokens[i].Start > s.d.Tokens[i-1].End {
				return i + 1
			}
		}
		if x := s.d.Tokens[i].XPOS; !x.Proper() && x != lang.CD && x != lang.Comma && x != lang.LRB && x != lang.RRB && x != lang.HYPH && x != lang.Period {
			return first
		}
	}
	return first
}
