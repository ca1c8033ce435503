package attribution

import "github.com/onrecord/onrecord/internal/lang"

// maxToOccasion is how far after a cue the words for where and to whom
// something was said may stand, in tokens.
const maxToOccasion = 24

// occasion returns where relation k was said and to whom, empty spans where the
// clause of its cue does not tell.
func (s *Scene) occasion(r *Relation, k int32, cue []int, o *owners) (venue, to lang.Span) {
	st := s.Doc.Sentences[s.words[cue[0]].sent]
	source := s.tokens(r.Source)
	mine := func(i int) bool { return contains(cue, i) || contains(source, i) }
	from := s.cueHead(cue) + 1
	first := true // nothing stands yet between the cue and token i
	for i := from; i < min(st.Last, from+maxToOccasion); {
		x := s.words[i].tag
		switch {
		case o.home[i] == k, o.cued[i] && !contains(cue, i):
			i = st.Last
			continue
		case contains(source, i):
			i++
			continue
		case first && addressed[s.words[from-1].lemma] && s.phraseEnd(i) > i:
			end := s.phraseEnd(i)
			if s.isOccasion(end-1) && !placeNouns[s.words[end-1].lemma] {
				venue = s.Doc.Span(i, s.onward(i, end, o, k))
			} else if to.Len() == 0 {
				to = s.Doc.Span(i, end)
			}
			i, first = end, false
			continue
		case x == lang.IN || x == lang.TO:
			end := s.phraseEnd(i + 1)
			if end == i+1 || o.home[i+1] == k || contains(source, i+1) {
				break
			}
			switch word := s.wordAt(i); {
			case s.isOccasion(end-1) && venuePrepositions[word]:
				if venue.Len() == 0 {
					end = s.onward(i, end, o, k)
					venue = s.Doc.Span(i, end)
				}
			case word == toLemma && to.Len() == 0 && !calendar[s.wordAt(end-1)]:
				to = s.Doc.Span(i+1, end)
			}
			i, first = end, false
			continue
		case x.Verbal() && !contains(cue, i):
			i = st.Last
			continue
		}
		first = first && isAdverb(x)
		i++
	}
	if venue.Len() == 0 {
		venue = s.before(st.First, min(cue[0], append(source, cue[0])[0]), k, o, mine)
	}
	return venue, to
}

// before returns the venue that the sentence starts with, before token last:
// "In a statement on Friday, …", "Speaking at a briefing, …".
func (s *Scene) before(first, last int, k int32, o *owners, mine func(int) bool) lang.Span {
	i := first
	for i < last && (s.words[i].tag == lang.CC || isAdverb(s.words[i].tag) || s.words[i].tag == lang.Comma || speaking[s.wordAt(i)]) {
		i++
	}
	if i >= last || s.words[i].tag != lang.IN || !venuePrepositions[s.wordAt(i)] || o.home[i] == k || mine(i) {
		return lang.Span{}
	}
	end := s.phraseEnd(i + 1)
	if end == i+1 || end > last || !s.isOccasion(end-1) {
		return lang.Span{}
	}
	end = min(s.onward(i, end, o, k), last)
	for j := end; j < last; j++ {
		if s.words[j].tag.Verbal() || s.words[j].tag == lang.MD || o.home[j] == k {
			return lang.Span{}
		}
	}
	return s.Doc.Span(i, end)
}

// onward returns where the venue in tokens [first, end) ends with what tells
// more of it: "an interview with the Daily", "a post on X", "a news conference
// in Brede".
func (s *Scene) onward(first, end int, o *owners, k int32) int {
	for range 2 {
		if s.tagAt(end) != lang.IN && s.tagAt(end) != lang.TO || !onwardPrepositions[s.wordAt(end)] || end >= len(o.home) || o.home[end] == k {
			return end
		}
		next := s.phraseEnd(end + 1)
		if next == end+1 || calendar[s.wordAt(end+1)] || calendar[s.wordAt(next-1)] || o.home[end+1] == k {
			return end
		}
		end = next
	}
	return end
}

// phraseEnd returns where the noun phrase that starts at token i ends, without
// what is attached to it; i if none starts there.
func (s *Scene) phraseEnd(i int) int {
	j, noun := i, false
	for ; j < len(s.words) && s.words[j].sent == s.words[i].sent; j++ {
		switch x := s.words[j].tag; {
		case x.Nominal():
			if calendar[s.wordAt(j)] && noun {
				return j
			}
			noun = true
			continue
		case x == lang.PRP && j == i:
			return j + 1
		case x == lang.POS && noun, x == lang.HYPH:
			continue
		case !noun && (x == lang.DT || x == lang.PRPS || x == lang.JJ || x == lang.VBN || x == lang.CD || x == lang.VBG && j > i),
			x == lang.JJ && noun && s.tagAt(j-1) == lang.POS:
			continue
		}
		break
	}
	if !noun {
		return i
	}
	return j
}

// isOccasion reports whether token i heads a phrase for where something is said.
func (s *Scene) isOccasion(i int) bool {
	return s.words[i].tag.Nominal() && occasionNouns[s.words[i].lemma]
}

var (
	// addressed are verbs whose object is whom something is said to.
	addressed = hashed("tell inform assure remind notify brief advise warn ask address thank convince reassure")
	// occasionNouns are what something is said at, in or by.
	occasionNouns = hashed(`address affidavit announcement appearance article bbc blog book briefing broadcast bulletin call campaign ceremony column communique conference congress
		convention conversation court courtroom debate dispatch document editorial email e-mail event facebook filing forum gathering hearing instagram interview lawsuit lecture letter
		manifesto march meeting memo memorandum message minutes newsletter note notice oath op-ed opinion paper panel parliament phone podcast podium post posting press programme program
		radio rally recording release remarks report ruling seminar sermon service session show speech statement submission summit symposium talk telegram telephone television testimony
		text tour trial tv tweet twitter video visit webcast website weibo workshop x youtube`)
	// placeNouns are those among them that can be told something themselves.
	placeNouns         = hashed("bbc congress court parliament panel radio television tv forum")
	venuePrepositions  = hashed("in at on during by via through before over from under outside")
	onwardPrepositions = hashed("with on to in at for of")
	speaking           = hashed("speaking writing talking testifying addressing appearing")
	calendar           = hashed(`monday tuesday wednesday thursday friday saturday sunday today yesterday january february march april may june july august september october november december
		jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec. morning afternoon evening night week month year weekend`)
)
