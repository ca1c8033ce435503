package circular

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// A sentence is a sentence of a story, or several that belong together, with
// marks in it, and how to say the same in other words.
type sentence struct {
	text  string
	again func() string // nil: it can't be said otherwise
	quote bool          // its words are another's and stay as they are
	lead  bool
}

// A claim is a measured count that somebody gives.
type claim struct {
	measured
	origin string
}

// forms fills in the ways to word a claim: did, had, ing, put, stood, rose.
func (v *variant) forms(s slots, c claim) slots {
	m := mark{question: c.question, origin: c.origin, count: c.count}
	out := s.with("n", countHere, "v", countHere)
	wordings := phrases().measures[c.measure]
	for _, form := range slices.Sorted(maps.Keys(wordings)) { // chance is drawn in one order
		w := pick(v.rand, wordings[form])
		w = strings.ReplaceAll(strings.ReplaceAll(w, "[", m.open()), "]", markClose)
		out[form] = out.fill(w)
	}
	return out
}

// frame words a claim in a frame of a kind, on a day; others are what fills
// slots of the frame.
func (v *variant) frame(e *event, kind string, c claim, on time.Time, others ...string) sentence {
	frames := phrases().frames.lines(kind)
	if c.bound == atLeast || c.bound == between {
		frames = without(frames, "{put}", "{stood}", "{rose}")
	}
	at := v.rand.IntN(len(frames))
	word := func(i int) string {
		s := e.slots.with("join", e.joined(), "when", e.when(), "on", "on "+on.Weekday().String(), "on2", on.Weekday().String(), "s", v.authority(e), "spokes", v.spokes(e),
			"what", e.slots.fill(pick(v.rand, e.kind.lines("what"))), "noun", e.slots.fill(pick(v.rand, e.kind.lines("noun")))).with(others...)
		return v.forms(s, c).fill(frames[i%len(frames)])
	}
	return sentence{text: word(at), again: func() string { at++; return word(at) }, lead: kind == "lead"}
}

func without(frames []string, words ...string) []string {
	var out []string
	for _, f := range frames {
		has := false
		for _, w := range words {
			has = has || strings.Contains(strings.ToLower(f), w)
		}
		if !has {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return frames
	}
	return out
}

// authority is how the body that counts is called.
func (v *variant) authority(e *event) string {
	body := e.slots["body"]
	if rest, ok := strings.CutPrefix(body, "the "); ok && chance(v.rand, .2) && !strings.Contains(body, "governor") && !strings.Contains(body, " of ") {
		return "the " + e.slots["adjective"] + " " + rest
	}
	return body
}

// spokes is how its spokesperson is called where nobody has been named yet.
func (v *variant) spokes(e *event) string {
	bare := strings.TrimPrefix(e.slots["body"], "the ")
	if strings.Contains(bare, "'") || strings.Contains(bare, " of ") || chance(v.rand, .3) {
		return e.slots.fill("{role} {spokesman} of {body}")
	}
	return bare + e.slots.fill(" {role} {spokesman}")
}

// told words a quotation of somebody.
func (v *variant) told(q, who string) sentence {
	frames := phrases().frames.lines("told")
	at := v.rand.IntN(len(frames))
	word := func() string { at++; return slots{"q": q, "who": who}.fill(frames[at%len(frames)]) }
	return sentence{text: word(), again: word, quote: true}
}

// fact tells a fact of a group in one of its wordings; other says which one not to take.
func (v *variant) fact(e *event, group, other int) (sentence, int) {
	wordings := e.kind["fact"][group]
	at := v.rand.IntN(len(wordings))
	if at == other {
		at = (at + 1) % len(wordings)
	}
	next := at
	again := func() string { next = (next + 1) % len(wordings); return e.slots.fill(wordings[next]) }
	return sentence{text: e.slots.fill(wordings[at]), again: again}, at
}

// witness quotes somebody who was there.
func (v *variant) witness(e *event) sentence {
	q, role, _ := strings.Cut(v.oneOf(e.id+"witness", e.kind.lines("witness")), " | ")
	return v.told(q, v.person()+", "+role)
}

// plain is a sentence that is told one way only.
func plain(text string) sentence { return sentence{text: text} }

// answer words a denial and the like about a claim's measure.
func (v *variant) answer(e *event, kind string, c measured, others ...string) sentence {
	s := e.slots.with("topic", pick(v.rand, phrases().measures[c.measure]["topic"])).with(others...)
	text := pick(v.rand, phrases().frames.lines(kind))
	open, rest, _ := strings.Cut(text, "<")
	answer, rest, _ := strings.Cut(rest, ":")
	words, rest, _ := strings.Cut(rest, ">")
	return plain(s.fill(open) + mark{question: c.question, answer: answer}.open() + s.fill(words) + markClose + s.fill(rest))
}
