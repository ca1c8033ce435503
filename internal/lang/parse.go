package lang

import (
	"encoding/binary"
	"errors"
	"sync"

	"github.com/onrecord/onrecord/internal/weights"
)

// A Parser gives every token its head and relation: a greedy transition-based
// parser of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011),
// scored by linear models over the features of Zhang and Nivre (2011).
//
// It reads a sentence once, from left to right, in two actions a token. An
// artificial root stands behind the last token; the last token left over
// hangs from it, so that every sentence becomes a tree with one root. An
// action that makes an arc also says what sort of relation it is; which one of
// that sort, a second model says.
type Parser struct {
	Moves     weights.Packed     // classes are actions
	Relations weights.Sparse     // classes are relations
	Known     [NumActions]RelSet // relations that an action can give
}

// An Action is a step of the parser.
type Action uint8

// The actions of the arc-hybrid system, those that make an arc by sort of
// relation. As many classes as these fit a slot of the packed table, and with
// the sorts told apart the parser is better than with one action to each side.
const (
	Shift         Action = iota // the next token goes onto the stack
	LeftFunction                // the top of the stack hangs from the next token, and is done: the, of, will
	LeftPhrase                  // subjects and what else stands before its head
	RightFunction               // the top of the stack hangs from the token below it, and is done: marks, particles
	RightArgument               // objects, complements, obliques
	RightModifier               // what modifies nouns, and what follows loosely
	NumActions    int    = iota
)

// Left reports whether a makes an arc to the next token.
func (a Action) Left() bool { return a == LeftFunction || a == LeftPhrase }

// A RelSet is a set of relations.
type RelSet uint64

// Has reports whether r is in s.
func (s RelSet) Has(r Rel) bool { return s>>r&1 != 0 }

func relSet(rels ...Rel) (s RelSet) {
	for _, r := range rels {
		s |= 1 << r
	}
	return s
}

var (
	leftPhrases = relSet(RelAcl, RelAclRelcl, RelAdvcl, RelAdvclRelcl, RelAdvmod, RelCcomp, RelCsubj, RelCsubjOuter, RelCsubjPass,
		RelDiscourse, RelDislocated, RelNsubj, RelNsubjOuter, RelNsubjPass, RelObj, RelObl, RelOblAgent, RelOblUnmarked,
		RelOrphan, RelParataxis, RelReparandum, RelVocative, RelXcomp, RelNmod, RelNmodUnmarked, RelIobj)
	rightArguments = relSet(RelAdvcl, RelAdvclRelcl, RelAdvmod, RelCcomp, RelCsubj, RelCsubjOuter, RelCsubjPass, RelNsubj, RelNsubjOuter,
		RelNsubjPass, RelObj, RelIobj, RelObl, RelOblAgent, RelOblUnmarked, RelXcomp)
	rightModifiers = relSet(RelAcl, RelAclRelcl, RelAmod, RelAppos, RelConj, RelDislocated, RelList, RelNmod, RelNmodDesc, RelNmodUnmarked,
		RelNummod, RelOrphan, RelParataxis, RelReparandum, RelVocative, RelDiscourse, RelDep)
)

// ActionFor returns the action that makes an arc with relation r.
func ActionFor(r Rel, left bool) Action {
	switch {
	case left && leftPhrases.Has(r):
		return LeftPhrase
	case left:
		return LeftFunction
	case rightArguments.Has(r):
		return RightArgument
	case rightModifiers.Has(r):
		return RightModifier
	}
	return RightFunction
}

// parsers keeps the scratch space of parsers between documents.
var parsers = sync.Pool{New: func() any { return new(Configuration) }}

// parse fills in the heads and relations of d.
func (p *Parser) parse(d *Document) {
	if p.Moves.Classes == 0 {
		return
	}
	c := parsers.Get().(*Configuration)
	defer parsers.Put(c)
	for _, s := range d.Sentences {
		c.read(d.Tokens[s.First:s.Last], d.Forms[s.First:s.Last])
		for c.Next() {
			var moves weights.PackedScores
			p.Moves.Add(&moves, c.Features())
			a := p.best(c, &moves)
			r := RelRoot
			if a != Shift {
				r = p.relation(c, a)
			}
			c.Do(a, r)
		}
		c.write(d.Tokens[s.First:s.Last], s.First)
	}
}

// best returns the allowed action with the highest score.
func (p *Parser) best(c *Configuration, scores *weights.PackedScores) Action {
	top, at := int32(-1<<31), Shift
	for a := Shift; int(a) < NumActions; a++ {
		if scores[a] > top && c.Allows(a) {
			top, at = scores[a], a
		}
	}
	return at
}

// relation returns the relation of the arc that action a makes.
func (p *Parser) relation(c *Configuration, a Action) Rel {
	var scores weights.Scores
	p.Relations.Add(&scores, c.ArcFeatures(a))
	top, at := int32(-1<<31), RelDep
	for r := RelRoot + 1; int(r) < NumRel; r++ {
		if scores[r] > top && p.Known[a].Has(r) {
			top, at = scores[r], r
		}
	}
	return at
}

// Parse fills in the heads and relations of d, whose tags stand.
func (p *Parser) Parse(d *Document) {
	d.Forms = forms(d, d.Forms[:0])
	p.parse(d)
}

// LoadParser reads a parser from its weight file.
func LoadParser(f *weights.File) (*Parser, error) {
	p := &Parser{}
	return p, p.load(f)
}

// load reads the parser from its weight file.
func (p *Parser) load(f *weights.File) (err error) {
	if f == nil {
		return nil
	}
	if p.Moves, err = f.Packed("moves"); err != nil {
		return err
	}
	if p.Relations, err = f.Sparse("relations"); err != nil {
		return err
	}
	b := f.Section("known")
	if p.Moves.Classes != NumActions || p.Relations.Classes != NumRel || len(b) != 8*NumActions {
		return errors.New("parser weights: they are for other actions or relations")
	}
	for a := range p.Known {
		p.Known[a] = RelSet(binary.LittleEndian.Uint64(b[8*a:]))
		if p.Known[a]>>NumRel != 0 || p.Known[a].Has(RelRoot) {
			return errors.New("parser weights: a relation that there is not")
		}
	}
	return nil
}

// WalkHeads has choose parse every sentence of d, whose tags stand: it is asked
// for an action at every configuration that leaves a choice, and does it. For
// training.
func WalkHeads(d *Document, choose func(sentence int, c *Configuration)) {
	fs := forms(d, nil)
	var c Configuration
	for i, s := range d.Sentences {
		c.read(d.Tokens[s.First:s.Last], fs[s.First:s.Last])
		for c.Next() {
			choose(i, &c)
		}
	}
}
