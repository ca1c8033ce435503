package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/onrecord/onrecord"
)

// A Speaker is who speaks under one name in the latest revisions of stories.
// Two persons of one name are one here: nothing is known yet that tells them
// apart but their country.
type Speaker struct {
	Name                string
	Kind                onrecord.SpeakerKind
	Country             string   // empty if it is not known
	Roles               []string // as the stories have them, those of most statements first
	Statements, Stories int
	Story               string // one that it speaks in
	Number              int    // that it has there: 2 for "k2"
}

// Speakers lists the n speakers with the most statements whose names have all
// the given words, whole ones, in any case and with any accents; without words,
// of all. Those without a name of their own, such as "officials", are taken to
// be others in every story.
func (db *DB) Speakers(ctx context.Context, name string, n int) ([]Speaker, error) {
	asked := foldedWords(name)
	query, args := db.speakersQuery(name)
	rows, err := db.sql.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("listing speakers: %w", err)
	}
	defer rows.Close()
	found := people{}
	for rows.Next() {
		var k Speaker
		var story, roles string
		if err := rows.Scan(&story, &k.Number, &k.Name, &k.Kind, &k.Country, &roles, &k.Statements); err != nil {
			return nil, err
		}
		if err := unlist(roles, &k.Roles); err != nil {
			return nil, err
		}
		if holdsWords(foldedWords(k.Name), asked) {
			found.add(story, &k)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	out := found.list()
	return out[:min(n, len(out))], nil
}

// speakersQuery asks for the speakers of latest revisions, of those only that
// the index has for the words of a name.
func (db *DB) speakersQuery(name string) (string, []any) {
	c := &compiler{postgres: db.pool != nil}
	where := ""
	for _, w := range speakerTerms(name) {
		where += " AND " + c.condition(w)
	}
	if where != "" {
		where = " JOIN indexed a ON a.story_id = s.story_id AND a.revision = s.latest AND a.statement = 0" + where
	}
	return `SELECT k.story_id, k.speaker, k.name, k.kind, k.country, k.roles, (SELECT count(*) FROM statement_speakers b
			WHERE b.story_id = k.story_id AND b.revision = k.revision AND b.speaker = k.speaker)
		FROM stories s` + where + ` JOIN speakers k ON k.story_id = s.story_id AND k.revision = s.latest
		ORDER BY k.story_id, k.speaker`, c.args
}

// speakerTerms asks for speakers with the words of a name.
func speakerTerms(name string) (words []*node) {
	stems(name, func(s stem) bool {
		words = append(words, &node{op: term, field: "speaker", words: []string{s.word}})
		return true
	})
	return words
}

// people are speakers by what they are told apart by.
type people map[personKey]*person

type personKey struct{ name, kind, country, story string }

// A person gathers what stories tell of one speaker.
type person struct {
	Speaker
	last  string         // the story that was counted last
	roles map[string]int // statements made in each
}

// add counts what one story has of a speaker.
func (p people) add(story string, k *Speaker) {
	key := personKey{name: strings.Join(foldedWords(k.Name), " "), kind: string(k.Kind), country: k.Country}
	if k.Kind == onrecord.Unnamed || k.Kind == onrecord.Group || k.Kind == onrecord.Document {
		key.story = story
	}
	one := p[key]
	if one == nil {
		one = &person{Speaker: Speaker{Name: k.Name, Kind: k.Kind, Country: k.Country, Story: story, Number: k.Number}, roles: map[string]int{}}
		p[key] = one
	}
	if one.last != story {
		one.last = story
		one.Stories++
	}
	one.Statements += k.Statements
	for _, r := range k.Roles {
		one.roles[r] += k.Statements
	}
}

// list returns all, most statements first.
func (p people) list() []Speaker {
	out := make([]Speaker, 0, len(p))
	for _, one := range p {
		for r := range one.roles {
			one.Roles = append(one.Roles, r)
		}
		slices.SortFunc(one.Roles, func(a, b string) int {
			return cmp.Or(cmp.Compare(one.roles[b], one.roles[a]), cmp.Compare(a, b))
		})
		out = append(out, one.Speaker)
	}
	slices.SortFunc(out, func(a, b Speaker) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(b.Stories, a.Stories), cmp.Compare(a.Name, b.Name),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Country, b.Country), slices.Compare(a.Roles, b.Roles))
	})
	return out
}

// foldedWords returns the words of a name without case and accents.
func foldedWords(name string) []string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.Mn, r) })
	for i, w := range words {
		words[i] = strings.ToLower(folded(w))
	}
	return words
}

// holdsWords reports whether all the words asked for are among those of a name.
func holdsWords(name, asked []string) bool {
	for _, w := range asked {
		if !slices.Contains(name, w) {
			return false
		}
	}
	return true
}
