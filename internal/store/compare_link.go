package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/internal/compare"
)

// Links returns how a story and others copy or share words, from either side.
func (db *DB) Links(ctx context.Context, story string) ([]compare.Link, error) {
	q := db.querying(ctx)
	s := short(story)
	var from, to []int64
	var links []compare.Link
	stories := map[int64]bool{s: true}
	err := q.each(func(scan func(...any) error) error {
		var a, b int64
		var l compare.Link
		err := scanLink(scan, &a, &b, &l)
		links, from, to = append(links, l), append(from, a), append(to, b)
		stories[a], stories[b] = true, true
		return err
	}, `SELECT `+linkColumns+` FROM links WHERE from_story = $1 OR to_story = $1`, s)
	if err != nil {
		return nil, err
	}
	ids, err := q.idsOf(inOrderOf(stories))
	if err != nil {
		return nil, err
	}
	for i := range links {
		links[i].From, links[i].To = ids[from[i]], ids[to[i]]
	}
	sortLinks(links)
	return links, nil
}

// LinksFrom returns how some stories copy, or share words with, earlier ones.
func (db *DB) LinksFrom(ctx context.Context, stories []string) ([]compare.Link, error) {
	q := db.querying(ctx)
	all := map[int64]bool{}
	for _, s := range stories {
		all[short(s)] = true
	}
	var from, to []int64
	var links []compare.Link
	err := q.eachOf(inOrderOf(all), func(scan func(...any) error) error {
		var a, b int64
		var l compare.Link
		err := scanLink(scan, &a, &b, &l)
		links, from, to = append(links, l), append(from, a), append(to, b)
		all[b] = true
		return err
	}, `SELECT `+linkColumns+` FROM links WHERE from_story`, ``)
	if err != nil {
		return nil, err
	}
	ids, err := q.idsOf(inOrderOf(all))
	if err != nil {
		return nil, err
	}
	for i := range links {
		links[i].From, links[i].To = ids[from[i]], ids[to[i]]
	}
	sortLinks(links)
	return links, nil
}

// DirectLinks returns the links of a story less those that others tell, as
// compare.Direct has it.
func (db *DB) DirectLinks(ctx context.Context, story string) ([]compare.Link, error) {
	links, err := db.Links(ctx, story)
	if err != nil {
		return nil, err
	}
	var others []string
	for i := range links {
		others = append(others, links[i].Other(story))
	}
	more, err := db.LinksFrom(ctx, others) // they tell which are indirect
	if err != nil {
		return nil, err
	}
	direct := map[[2]string]bool{}
	for _, l := range compare.Direct(append(more, links...)) {
		direct[[2]string{l.From, l.To}] = true
	}
	return slices.DeleteFunc(links, func(l compare.Link) bool { return !direct[[2]string{l.From, l.To}] }), nil
}

// idsOf returns the IDs of stories.
func (q querying) idsOf(stories []int64) (map[int64]string, error) {
	out := map[int64]string{}
	err := q.eachOf(stories, func(scan func(...any) error) error {
		var s int64
		var id string
		err := scan(&s, &id)
		out[s] = id
		return err
	}, `SELECT story, story_id FROM digests WHERE story`, ``)
	return out, err
}

// Digests returns the digests of those of some stories that were compared, with
// who their speakers are across stories.
func (db *DB) Digests(ctx context.Context, stories []string) (map[string]*compare.Digest, error) {
	q := db.querying(ctx)
	set := map[int64]bool{}
	for _, s := range stories {
		set[short(s)] = true
	}
	found, err := q.digestsOf(inOrderOf(set))
	if err != nil {
		return nil, err
	}
	out := map[string]*compare.Digest{}
	for _, d := range found {
		out[d.Story] = d
	}
	return out, q.namePersons(found)
}

// OriginsOf returns the origins of all claims of a story.
func (db *DB) OriginsOf(ctx context.Context, story string) (*compare.Origins, error) {
	q := db.querying(ctx)
	digests, err := q.digestsOf([]int64{short(story)})
	if err != nil {
		return nil, err
	}
	d := digests[short(story)]
	if d == nil {
		return nil, fmt.Errorf("story %s was not compared: %w", story, ErrNotFound)
	}
	var places []claimPlace
	for i := range d.Claims {
		places = append(places, claimPlace{short(story), i})
	}
	near, err := q.neighbours(places, map[int64]bool{short(story): true})
	if err != nil {
		return nil, err
	}
	o := compare.NewOrigins(near.refs(places), near.digests, near.links)
	return &o, nil
}

// Answered returns how many stories answer the questions that a story has claims
// of, by their IDs; those of one claim alone are left out.
func (db *DB) Answered(ctx context.Context, story string) (map[string]int, error) {
	out := map[string]int{}
	err := db.querying(ctx).each(func(scan func(...any) error) error {
		var part int64
		var n int
		err := scan(&part, &n)
		out[questionID(part)] = n
		return err
	}, `SELECT question, stories FROM questions WHERE question IN (SELECT part FROM members WHERE story = $1 AND kind = $2)`, short(story), claims)
	return out, err
}
