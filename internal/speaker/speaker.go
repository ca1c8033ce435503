// Package speaker tells who is behind the sources of a story: it turns the
// sources of attribution relations into speakers, one for all the ways in
// which the story names somebody.
//
// It never guesses. Where a story leaves open who speaks, or where its words
// can be read in two ways, the source stays unresolved: a speaker that is
// wrong is worse than one that is missing.
//
// The names of the whole story are gathered first (cast), as a surname may
// stand in the headline before the full name. Then the sources are read in the
// order of the text (phrase), and each part of one is looked up in the cast
// (match) or, if it is a pronoun, among those just spoken of (pronoun).
package speaker

import (
	"slices"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// A Kind says what a speaker is.
type Kind uint8

// The kinds of speakers.
const (
	Person   Kind = iota
	State         // a country or its government as a whole
	Body          // any other organisation
	Group         // villagers, analysts, witnesses
	Unnamed       // a senior official, an unnamed spokesperson
	Document      // a study, an indictment
)

var kinds = [...]string{"person", "state", "body", "group", "unnamed", "document"}

// String returns the kind in lower case.
func (k Kind) String() string { return kinds[k] }

// A Speaker is one who speaks in a story, under all names it has there.
type Speaker struct {
	Kind     Kind
	Name     string   // the fullest that the story has
	Known    string   // of a body, the name that other stories may know it by
	Press    bool     // a body that is generally known to publish news
	Country  string   // ISO 3166-1 alpha-2, where it is known
	Roles    []string // as written: "harbour master"
	Plural   bool     // more than one, not told apart
	Mentions []lang.Span
}

// Resolve returns the speakers of a story in the order of their first
// mention, and for every relation the indexes of its own, none if it is not
// clear who they are.
func (f *Facts) Resolve(d *lang.Document, relations []attribution.Relation) ([]Speaker, [][]int) {
	relations = withSubjects(relations)
	s := &story{Facts: f, d: d, relations: relations, of: make([][]int, len(relations))}
	s.gather()
	order := s.inOrder()
	for _, r := range order {
		s.follow(s.d.TokenAt(s.relations[r].Source[0].Start))
		s.reading = r
		s.of[r] = s.sources(r)
		s.heard(r)
	}
	for _, r := range order {
		s.self(r)
	}
	for r := range relations {
		s.goOn(r)
	}
	return s.speakers()
}

// withSubjects returns relations in which a quotation without a source has for
// one whoever was spoken of just before.
func withSubjects(relations []attribution.Relation) []attribution.Relation {
	out := slices.Clone(relations)
	for i := range out {
		if r := &out[i]; len(r.Source) == 0 && r.Continues < 0 && r.By.Len() > 0 {
			r.Source = []lang.Span{r.By}
		}
	}
	return out
}

// A story is what is known of a document's speakers while they are resolved.
type story struct {
	*Facts
	d          *lang.Document
	relations  []attribution.Relation
	names      []name           // in the order of the text
	bearers    map[uint64][]int // entities by the last word of their names
	called     map[uint64][]int // those of more than one word by the first
	states     map[string]int   // entities by the codes of countries
	bearings   map[uint64]bearing
	namesakes  map[uint64]bool   // words that are names of persons
	short      map[uint64]int    // those that an abbreviation stands for
	peoples    map[uint64]uint64 // adjectives of peoples that are in no table, with the names of their lands
	lands      map[uint64]bool   // the names of these lands
	introduced map[uint64]bool   // abbreviations that stand in brackets behind a name
	known      map[int]int       // entities by the organisations that they are
	byHead     map[uint64][]int  // those that a noun may stand for
	entities   []entity          // all who are named, and those met as sources
	of         [][]int           // the entities of each relation
	echoes     []echo            // persons met between the sources, without their names
	lines      map[int]bool      // the last tokens of the names that begin the lines of a transcript
	asked      int               // one more than the entity of those who ask in it, 0 for none
	home       string            // the country of "the government", if homeSought
	homeSought bool
	followed   int      // the tokens before are read for these
	pair       []int    // who are meant if severally was returned
	reading    int      // the relation whose source is being resolved
	said       []saying // the sources resolved so far, in the order of the text
}

// A saying is a source that has been resolved.
type saying struct {
	relation int
	token    int // where the source stands
	who      []int
	document bool // they speak by a document
}

// inOrder returns the relations that have a source, in the order of their sources.
func (s *story) inOrder() []int {
	var order []int
	for i := range s.relations {
		if len(s.relations[i].Source) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return s.relations[a].Source[0].Start - s.relations[b].Source[0].Start
	})
	return order
}

// heard remembers who the source of relation r was.
func (s *story) heard(r int) {
	for _, e := range s.of[r] {
		s.entities[e].spoke = true
	}
	s.said = append(s.said, saying{r, s.d.TokenAt(s.relations[r].Source[0].Start), s.of[r], s.byDocument(r)})
}

// goOn gives a relation that goes on from another the speakers of that one.
func (s *story) goOn(r int) {
	from := r
	for range s.relations {
		next := s.relations[from].Continues
		if next < 0 || len(s.of[from]) > 0 {
			break
		}
		from = next
	}
	if len(s.relations[r].Source) == 0 {
		s.of[r] = s.of[from]
	}
}

// speakers returns the entities that speak, in the order of their first
// mention, and the relations' own by their new indexes.
func (s *story) speakers() ([]Speaker, [][]int) {
	speaks := make([]bool, len(s.entities))
	for _, who := range s.of {
		for _, e := range who {
			speaks[e] = true
		}
	}
	var order []int
	for e := range s.entities {
		if speaks[e] {
			s.entities[e].sortMentions()
			order = append(order, e)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return s.entities[a].mentions[0].Start - s.entities[b].mentions[0].Start
	})
	at := make([]int, len(s.entities))
	out := make([]Speaker, len(order))
	for i, e := range order {
		at[e] = i
		out[i] = s.speaker(&s.entities[e])
	}
	of := make([][]int, len(s.of))
	for r, who := range s.of {
		for _, e := range who {
			if !slices.Contains(of[r], at[e]) {
				of[r] = append(of[r], at[e])
			}
		}
	}
	return out, of
}
