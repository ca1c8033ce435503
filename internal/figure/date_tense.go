package figure

import "github.com/onrecord/onrecord/internal/lang"

// tense returns how the sentence puts what the date at token i belongs to: by
// the verb above it and what stands with that verb.
func (r *dateReader) tense(i int) tense {
	if r.is(i-1, wUntil) || r.is(i-1, wTo) && (r.d.Word(i-1) != "to" || r.moves(i)) {
		if v := r.d.Tokens[i].Head; v < 0 || r.d.Tokens[v].XPOS != lang.VBD {
			return ahead
		}
	}
	if i > r.first && r.d.Tokens[i-1].XPOS == lang.VBD {
		return done // "said Tuesday the port would open", whatever clause it was hung on
	}
	for range maxClimb + 1 {
		if t := r.auxiliary(i); t != noTense {
			return t
		}
		switch x := r.d.Tokens[i].XPOS; {
		case r.is(i, wDue):
			return ahead
		case x == lang.VBD, x == lang.VBN:
			return done
		case x.Verbal():
			return noTense
		}
		if i = r.d.Tokens[i].Head; i < 0 {
			return noTense
		}
	}
	return noTense
}

// maxClimb is how many heads up the verb of a date is looked for.
const maxClimb = 4

// maxAux is how many tokens before a verb its auxiliaries are looked for.
const maxAux = 8

// auxiliary returns the tense that "will" or "would" before verb v give it, or
// what "to" leads from: "is due to open".
func (r *dateReader) auxiliary(v int) tense {
	for k := v - 1; k >= max(r.first, v-maxAux); k-- {
		t := &r.d.Tokens[k]
		if t.Head != v {
			continue
		}
		switch {
		case r.is(k, wWill):
			return ahead
		case r.is(k, wWould):
			return uncertain
		case t.Rel == lang.RelCop && t.XPOS == lang.VBD:
			return done
		case t.XPOS == lang.TO && r.d.Tokens[v].Head < 0: // a headline's "Strike to Begin Monday"
			return ahead
		case t.XPOS == lang.TO && r.d.Tokens[v].Head >= 0 && r.is(r.d.Tokens[v].Head, wDue):
			return ahead
		}
	}
	return noTense
}
