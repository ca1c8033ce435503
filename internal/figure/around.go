package figure

import "github.com/onrecord/onrecord/internal/lang"

// letGo reports whether those whom r counts were freed and nobody rescued them:
// they are no hostages.
func (f *finder) letGo(r *reading) bool {
	for k := max(f.base, r.first-4); k < f.end && k < r.last+6; k++ {
		if f.d.Forms[k].Lemma != wordFree && f.hash(k) != wordFreed {
			continue
		}
		for i := f.base; i < f.end; i++ {
			if held[f.hash(i)] {
				return false
			}
		}
		return true
	}
	return false
}

// heldHere reports whether the sentence is about hostages or people who are trapped,
// whom it takes a rescue to free.
func (f *finder) heldHere() bool {
	for i := f.base; i < f.end; i++ {
		if held[f.hash(i)] {
			return true
		}
	}
	return false
}

// partOfToll returns the measure of those of whom r counts a part by "including":
// "the dead, including four children, were buried".
func (f *finder) partOfToll(r *reading) string {
	k := r.first - 1
	if !including[f.hash(k)] {
		return ""
	}
	if k--; k > f.base && f.d.Tokens[k].XPOS == lang.Comma {
		k--
	}
	if k <= f.base {
		return ""
	}
	switch f.hash(k - 1) {
	case wordThe:
		if f.hash(k) == wordVictims {
			return killed
		}
		return tollNouns[f.hash(k)]
	case wordThose: // "those injured included"
		return f.tolls(k)
	}
	return ""
}

// untried reports whether those whom r counts are in jail without a sentence:
// "jailed pending trial", "members jailed in the capital".
func (f *finder) untried(r *reading) bool {
	k := max(r.last, r.tail)
	for i := k; i < f.end && i < k+6; i++ {
		if h := f.hash(i); h == wordPending || h == wordAwaiting || h == wordWithout && f.hash(i+1) == wordTrial {
			return true
		}
	}
	return f.lemmaAt(k) == wordJail && (f.hash(k+1) == wordIn || f.hash(k+1) == wordBy)
}

// around returns the measure of idioms that stand on both sides of r: "left 40
// people homeless", "took 40 hostage", "forced 3,000 from their homes".
func (f *finder) around(r *reading) string {
	before := r.first - 1
	for before > f.base && f.d.Tokens[before].XPOS == lang.RB {
		before--
	}
	verb := f.lemmaAt(before)
	next := f.hash(r.last)
	switch {
	case (verb == wordTake || verb == wordSeize || verb == wordHold) && r.noun >= 0 && (prisoner[f.hash(r.noun)] || f.hash(r.noun) == wordPrisoners) && !f.prison():
		return captured
	case (verb == wordSeize || verb == wordNab) && r.noun >= 0 && f.person(r.noun):
		return captured
	case prisonersOf[verb] && r.noun >= 0 && f.hash(r.noun) == wordPrisoners && !f.prison():
		return captured
	case f.hash(before) == wordHolding && r.noun >= 0 && !fighting[f.hash(r.noun)]:
		return detained
	case verb == wordTreat && r.noun >= 0 && f.person(r.noun) && f.hash(r.noun) != wordPatients:
		return wounded
	case f.searchedFor(before) && r.noun >= 0 && f.person(r.noun):
		return missing
	case verb == wordHold && r.noun >= 0 && (fighting[f.hash(r.noun)] || prisoner[f.hash(r.noun)] || f.hash(r.noun) == wordPrisoners):
		return captured
	case verb == wordHave && r.noun >= 0 && fighting[f.hash(r.noun)] && stationing[next] && f.abroad(before): // "has 350 troops in the valley"
		return deployed
	case r.noun >= 0 && (fighting[f.hash(r.noun)] || sent[f.hash(r.noun)]) && f.sentOff(max(r.last, r.tail)):
		return deployed
	case verb == wordCover && f.hash(before-2) == wordEvacuation && r.noun >= 0 && f.person(r.noun):
		return evacuated
	case verb == wordLose && r.noun >= 0 && mourned[f.hash(r.noun)] && next != wordTo:
		return killed
	case (verb == wordForce || verb == wordDrive) && (next == wordFrom && (homes[f.hash(r.last+1)] || homes[f.hash(r.last+2)]) || next == wordTo && f.lemmaAt(r.last+1) == wordFlee || next == wordOut):
		return displaced
	case (verb == wordPull || verb == wordFind) && r.noun >= 0 && f.hash(r.noun) == wordSurvivors:
		return rescued
	case verb == wordPull && (next == wordFrom || next == wordOut):
		return rescued
	case verb == wordBury, verb == wordDrown, f.hash(before) == wordAnd && r.noun >= 0 && mourned[f.hash(r.noun)] && f.lostBefore(before):
		return killed
	case verb == wordIn && sending[f.lemmaAt(before-1)] && r.noun >= 0 && (fighting[f.hash(r.noun)] || sent[f.hash(r.noun)] || armed[f.hash(r.noun-1)]):
		return deployed
	case verb == wordFor && r.noun >= 0 && fighting[f.hash(r.noun)] && f.asksFor(before-1):
		return deployed
	case sending[verb] && r.noun >= 0 && (fighting[f.hash(r.noun)] || sent[f.hash(r.noun)]):
		return deployed
	case verb == wordSend && next == wordTo && f.lemmaAt(r.last+1) == wordHospital:
		return wounded
	}
	return ""
}

// abroad reports whether a country, and no army, is the subject of the verb at v.
func (f *finder) abroad(v int) bool {
	for i := f.base; i < v; i++ {
		if armed[f.hash(i)] || f.hash(i) == wordForce {
			return false
		}
	}
	return f.proper(f.base) || f.hash(f.base) == wordThe && f.proper(f.base+1)
}

// sentOff reports whether "have been sent to" or the like stands at k.
func (f *finder) sentOff(k int) bool {
	passive := false
	for n := 0; n < 5 && k < f.end && (passiveMarks[f.hash(k)] || f.lemmaAt(k) == wordHave || f.d.Tokens[k].XPOS == lang.RB); n, k = n+1, k+1 {
		passive = passive || passiveMarks[f.hash(k)]
	}
	return passive && f.d.Tokens[min(k, f.end-1)].XPOS == lang.VBN && sending[f.lemmaAt(k)]
}

var (
	stationing     = wordSet("in at on along near")
	wordCover      = lang.WordHash("cover")
	wordEvacuation = lang.WordHash("evacuation")
	wordFind       = lang.WordHash("find")
	wordVictims    = lang.WordHash("victims")
)

// lostBefore reports whether what "and" at token k goes on with is somebody lost:
// "lost a brother and".
func (f *finder) lostBefore(k int) bool {
	for i := k - 1; i >= f.base && i > k-5; i-- {
		if f.d.Forms[i].Lemma == wordLose {
			return f.d.Tokens[i].XPOS.Verbal() && f.person(k-1)
		}
		if x := f.d.Tokens[i].XPOS; !x.Nominal() && x != lang.DT && x != lang.JJ && x != lang.PRPS && x != lang.CD {
			return false
		}
	}
	return false
}

// asksFor reports whether a word for asking stands shortly before "for" behind
// token k: "asked the army for".
func (f *finder) asksFor(k int) bool {
	for i := k; i >= f.base && i > k-5; i-- {
		if asking[f.d.Forms[i].Lemma] {
			return true
		}
	}
	return false
}
