package store

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// A Person is a speaker across stories: a person, a body or a state.
type Person struct {
	ID                  string
	Kind                onrecord.SpeakerKind
	Name, Country       string   // as most stories have them
	Names, Roles        []string // all of them, those that most stories have first
	Stories, Statements int
	Said                []Utterance // the last ones first
}

// An Utterance is a statement of a person.
type Utterance struct {
	compare.Statement
	Number                  int // s7 is 7
	Story                   string
	Revision                int
	Outlet, URL, Headline   string
	Published               time.Time
	SpeakerName, SpeakerHas string // the name that the story has for the person, and its own first role for it
}

// Person returns the person that an ID names: its own, or an earlier one, or the
// first six digits or more of it, with or without its p; with the n statements
// made last.
func (db *DB) Person(ctx context.Context, id string, n int) (*Person, error) {
	q := db.querying(ctx)
	part, err := q.partOf(descriptions, id)
	if err != nil {
		return nil, fmt.Errorf("speaker %w", err)
	}
	p := &Person{ID: personID(part)}
	if err := q.portray(p, part); err != nil || n == 0 {
		return p, err
	}
	return p, q.hear(p, part, n)
}

// PersonsAfter returns the IDs of the next n persons behind one, in an order that
// stays; from the first if that is empty.
func (db *DB) PersonsAfter(ctx context.Context, id string, n int) (ids []string, err error) {
	after := int64(math.MinInt64)
	if id != "" {
		low, _, ok := idRange(descriptions, id)
		if !ok {
			return nil, fmt.Errorf("speaker %s: %w", id, ErrNotFound)
		}
		after = low
	}
	err = db.querying(ctx).each(func(scan func(...any) error) error {
		var part int64
		err := scan(&part)
		ids = append(ids, personID(part))
		return err
	}, `SELECT DISTINCT part FROM members WHERE kind = $1 AND part > $2 ORDER BY part LIMIT $3`, descriptions, after, n)
	return ids, err
}

// portray fills in how stories call and describe a person.
func (q querying) portray(p *Person, part int64) error {
	names, roles, countries, own := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	err := q.each(func(scan func(...any) error) error {
		var b string
		var stories int
		if err := scan(&b, &stories); err != nil {
			return err
		}
		k, err := speakerOf(b)
		if err != nil {
			return err
		}
		p.Kind = k.Kind
		own[k.Name] += stories
		names[k.Name] += stories
		for _, name := range k.Names {
			if name != k.Name {
				names[name] += stories
			}
		}
		for _, r := range k.Roles {
			roles[r] += stories
		}
		if k.Country != "" {
			countries[k.Country] += stories
		}
		return nil
	}, `SELECT d.speaker, (SELECT count(*) FROM appearances a WHERE a.member = n.member) FROM members n JOIN descriptions d ON d.member = n.member WHERE n.part = $1 ORDER BY n.at, n.story, n.member`, part)
	if err != nil {
		return err
	}
	p.Names, p.Roles = mostFirst(names), mostFirst(roles)
	p.Name = first(mostFirst(own))
	p.Country = first(mostFirst(countries))
	err = q.one(`SELECT count(DISTINCT a.story) FROM members n JOIN appearances a ON a.member = n.member WHERE n.part = $1`, []any{part}, &p.Stories)
	if err != nil {
		return err
	}
	return q.one(`SELECT count(*) FROM members n JOIN appearances a ON a.member = n.member JOIN digests d ON d.story = a.story
		JOIN statement_speakers b ON b.story_id = d.story_id AND b.revision = d.revision AND b.speaker = a.speaker + 1 WHERE n.part = $1`, []any{part}, &p.Statements)
}

// mostFirst returns the keys of a count, the greatest first.
func mostFirst(count map[string]int) []string {
	var out []string
	for k := range count {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	return out
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// hear fills in the n last statements of a person.
func (q querying) hear(p *Person, part int64, n int) error {
	roles := map[int64][]int{}
	var stories []int64
	err := q.each(func(scan func(...any) error) error {
		var story, at int64
		var i int
		err := scan(&story, &at, &i)
		if roles[story] == nil {
			stories = append(stories, story)
		}
		roles[story] = append(roles[story], i)
		return err
	}, `SELECT a.story, a.at, a.speaker FROM members n JOIN appearances a ON a.member = n.member WHERE n.part = $1 ORDER BY a.at DESC, a.story, a.speaker`, part)
	if err != nil {
		return err
	}
	for len(stories) > 0 && len(p.Said) < n {
		some := stories[:min(32, len(stories))]
		stories = stories[len(some):]
		digests, err := q.digestsOf(some)
		if err != nil {
			return err
		}
		for _, s := range some {
			if d := digests[s]; d != nil {
				p.Said = append(p.Said, utterances(d, roles[s])...)
			}
		}
	}
	p.Said = p.Said[:min(n, len(p.Said))]
	return nil
}

// utterances returns what some speakers of a story say there.
func utterances(d *compare.Digest, speakers []int) (out []Utterance) {
	for i := range d.Statements {
		s := &d.Statements[i]
		for _, k := range s.Speakers {
			if slices.Contains(speakers, k) {
				u := Utterance{Statement: *s, Number: i + 1, Story: d.Story, Revision: d.Revision, Outlet: d.Outlet, URL: d.URL,
					Headline: d.Headline, Published: d.Published, SpeakerName: d.Speakers[k].Name}
				u.SpeakerHas = first(d.Speakers[k].Roles)
				out = append(out, u)
				break
			}
		}
	}
	return out
}
