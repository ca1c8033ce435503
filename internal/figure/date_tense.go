package figure

import "github.com/onrecord/onrecord/internal/lang"

// tense returns how the sentence puts what the date at token i belongs to: by
// the verb above it and what stands with that verb.
func (r *dateReader) tense(i int) tense {
	v := r.verbAbove(i)
	open := r.is(i-1, wUntil) || r.is(i-1, wTo) && (r.d.Word(i-1) != "to" || r.moves(i))
	if v < 0 && !open {
		return noTense
	} else if v < 0 {
		return ahead
	}
	switch t := r.auxiliary(v); {
	case t != noTense:
		return t
	case r.is(v, wDue):
		return ahead
	case open && r.d.Tokens[v].XPOS != lang.VBD:
		return ahead
	case r.d.Tokens[v].XPOS == lang.VBD, r.d.Tokens[v].XPOS == lang.VBN:
		return done
	}
	return noTense
}

// maxClimb is how many heads up the verb of a date is looked for.
const maxClimb = 4

// verbAbove returns the nearest verb above token i, or what is due; -1 for none.
func (r *dateReader) verbAbove(i int) int {
	for range maxClimb {
		if i = r.d.Tokens[i].Head; i < 0 {
			return -1
		}
		if r.d.Tokens[i].XPOS.Verbal() || r.is(i, wDue) {
			return i
		}
	}
	return -1
}

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
		case t.XPOS == lang.TO && r.d.Tokens[v].Head >= 0 && r.is(r.d.Tokens[v].Head, wDue):
			return ahead
		}
	}
	return noTense
}
