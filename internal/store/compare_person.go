package store

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// A person is the descriptions of speakers that hang together: two that
// compare.SamePerson takes for one, and what people merged, without what they
// split off. Stories that describe a speaker in the same words share one
// description, so that whoever speaks in a thousand stories is compared by some
// dozens of descriptions.

// A role of the cast is one speaker of a story, who may be found in others.
type castRole struct {
	speaker int // the index in the digest
	member  int64
	keys    []int64
	json    string
}

// roles returns those speakers of a story who have keys, or of whom people
// decided something.
func (c *comparison) roles(story int64, d *compare.Digest) ([]castRole, error) {
	keys := map[int][]string{}
	for _, k := range d.PersonKeys() {
		keys[k.Speaker] = append(keys[k.Speaker], k.Key)
	}
	chosen, err := c.chosen(story)
	if err != nil {
		return nil, err
	}
	var out []castRole
	for i := range d.Speakers {
		k := &d.Speakers[i]
		choice := chosen[nameOf(story, k)]
		if choice.action != "" && alone(story, d, k) || len(keys[i]) > 0 {
			r, err := newRole(story, i, k, choice)
			if err != nil {
				return nil, err
			}
			if choice.aside == 0 {
				r.keys = keysOf("person", keys[i])
			}
			out = append(out, r)
		}
	}
	return out, nil
}

// newRole returns the role of a speaker. Who is described so that not even the
// same words surely mean the same one, or was split off, is described apart.
func newRole(story int64, i int, k *compare.Speaker, choice choice) (castRole, error) {
	b, err := json.Marshal(k)
	if err != nil {
		return castRole{}, err
	}
	parts := []any{"description", string(b)}
	if choice.aside > 0 || !compare.SamePerson(k, k) {
		parts = append(parts, story, i, choice.aside)
	}
	return castRole{speaker: i, member: hashOfAll(parts...), json: plain(string(b))}, nil
}

// cast puts the speakers of a story in the place of those that it had until
// now.
func (c *comparison) cast(story, at int64, d *compare.Digest) error {
	had, err := c.uncast(story)
	if err != nil {
		return err
	}
	roles, err := c.roles(story, d)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, r := range roles {
		rows = append(rows, []any{r.member, at, story, r.speaker})
	}
	if err := c.insert(`appearances (member, at, story, speaker)`, rows); err != nil {
		return err
	}
	if err := c.describe(story, at, roles); err != nil {
		return err
	}
	for _, r := range roles {
		delete(had, r.member)
	}
	if err := c.forget(inOrderOf(had)); err != nil {
		return err
	}
	return c.mergeAgain(story)
}

// uncast takes the speakers of a story away and returns their descriptions.
func (c *comparison) uncast(story int64) (map[int64]bool, error) {
	had := map[int64]bool{}
	err := c.each(func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		had[n] = true
		return err
	}, `SELECT member FROM appearances WHERE story = $1`, story)
	if err != nil || len(had) == 0 {
		return had, err
	}
	return had, c.exec(`DELETE FROM appearances WHERE story = $1`, story)
}

// describe adds the descriptions that are new, and notes where a known one
// stands earlier than it was known to.
func (c *comparison) describe(story, at int64, roles []castRole) error {
	ids := make([]int64, len(roles))
	for i := range roles {
		ids[i] = roles[i].member
	}
	known, err := c.members(ids)
	if err != nil {
		return err
	}
	var rows [][]any
	var members []member
	var list []listed
	for _, r := range roles {
		switch n := known[r.member]; {
		case n == nil:
			n = &member{listed: listed{member: r.member, keys: r.keys}, kind: descriptions, story: story, first: at}
			known[r.member] = n
			members, list = append(members, *n), append(list, n.listed)
			rows = append(rows, []any{r.member, r.json})
		case slices.ContainsFunc(members, func(x member) bool { return x.member == r.member }):
		default:
			if err := c.recheck(n); err != nil {
				return err
			}
		}
	}
	if err := c.insert(`descriptions (member, speaker)`, rows); err != nil {
		return err
	}
	if err := c.addMembers(members); err != nil {
		return err
	}
	return c.list(descriptions, list)
}

// recheck looks which story is the earliest now that has a description.
func (c *comparison) recheck(n *member) error {
	var at, story int64
	err := c.one(`SELECT at, story FROM appearances WHERE member = $1 ORDER BY at, story LIMIT 1`, []any{n.member}, &at, &story)
	if err != nil || at == n.first && story == n.story {
		return err
	}
	c.moved[n.part] = true
	return c.exec(`UPDATE members SET at = $2, story = $3 WHERE member = $1`, n.member, at, story)
}

// forget removes the descriptions among some that no story has any more.
func (c *comparison) forget(ids []int64) error {
	known, err := c.members(ids)
	if err != nil {
		return err
	}
	var gone []member
	var list []listed
	for _, id := range ids {
		switch err := c.recheck(known[id]); {
		case missing(err):
			gone, list = append(gone, *known[id]), append(list, known[id].listed)
		case err != nil:
			return err
		}
	}
	if err := c.unlist(descriptions, list); err != nil {
		return err
	}
	for _, n := range gone {
		if err := c.exec(`DELETE FROM descriptions WHERE member = $1`, n.member); err != nil {
			return err
		}
	}
	return c.dropMembers(gone)
}

// decideDescriptions finds which of the descriptions near each other are of one
// person.
func (c *comparison) decideDescriptions() error {
	var speakers map[int64]*compare.Speaker
	return c.decide(descriptions, func(members map[int64]*member) (err error) {
		ids := map[int64]bool{}
		for id := range members {
			ids[id] = true
		}
		speakers, err = c.described(inOrderOf(ids))
		return err
	}, func(a, b *member) bool { return compare.SamePerson(speakers[a.member], speakers[b.member]) })
}

// described returns the speakers of descriptions.
func (q querying) described(ids []int64) (map[int64]*compare.Speaker, error) {
	out := map[int64]*compare.Speaker{}
	err := q.eachOf(ids, func(scan func(...any) error) error {
		var id int64
		var b string
		if err := scan(&id, &b); err != nil {
			return err
		}
		k, err := speakerOf(b)
		out[id] = k
		return err
	}, `SELECT member, speaker FROM descriptions WHERE member`, ``)
	return out, err
}

func speakerOf(b string) (*compare.Speaker, error) {
	k := &compare.Speaker{}
	return k, json.Unmarshal([]byte(b), k)
}

// unsettlePersons has the questions looked at again whose claimants may have
// become one, or two: of each person that has changed, those of all but its
// largest piece.
func (c *comparison) unsettlePersons(grown map[int64]*growing) error {
	type piece struct {
		members []int64
		whole   int64
		size    int
	}
	pieces := map[int64][]*piece{} // by what they were part of
	var changed []*piece
	for _, g := range grown {
		var mine []*piece
		of := map[int64]*piece{}
		for _, n := range g.loose {
			if n.kind != descriptions {
				continue
			}
			if of[n.part] == nil {
				of[n.part] = &piece{}
				mine = append(mine, of[n.part])
				pieces[n.part] = append(pieces[n.part], of[n.part])
			}
			of[n.part].members = append(of[n.part].members, n.member)
			of[n.part].size++
		}
		if len(g.whole)+len(mine) > 1 {
			for _, part := range g.whole {
				p := &piece{whole: part}
				err := c.one(`SELECT count(*) FROM members WHERE part = $1 AND kind = $2`, []any{part, descriptions}, &p.size)
				if err != nil {
					return err
				}
				mine = append(mine, p)
			}
		}
		changed = append(changed, allButLargest(mine, func(p *piece) int { return p.size })...)
	}
	for _, list := range pieces {
		changed = append(changed, allButLargest(list, func(p *piece) int { return p.size })...)
	}
	for _, p := range changed {
		if err := c.unsettlePiece(p.whole, p.members); err != nil {
			return err
		}
	}
	return nil
}

func allButLargest[T any](list []T, size func(T) int) []T {
	if len(list) < 2 {
		return nil
	}
	slices.SortStableFunc(list, func(a, b T) int { return size(b) - size(a) })
	return list[1:]
}

// unsettlePiece has the questions looked at again in whose stories the speakers
// of a part of members, or some members, appear.
func (c *comparison) unsettlePiece(part int64, members []int64) error {
	const those = `UPDATE questions SET disputed = -1 WHERE question IN (SELECT c.part FROM appearances a JOIN members c ON c.story = a.story AND c.kind = 2 WHERE a.member`
	if part != 0 {
		return c.exec(those+` IN (SELECT member FROM members WHERE part = $1 AND kind = 3))`, part)
	}
	for _, n := range members {
		if err := c.exec(those+` = $1)`, n); err != nil {
			return err
		}
	}
	return nil
}

// nameOf returns what a speaker is found by again in a story, as people decided
// about it: kind and name, hashed. A name of one word, or "an official", means
// somebody else in every story.
func nameOf(story int64, k *compare.Speaker) int64 { return nameHash(story, string(k.Kind), k.Name) }

func nameHash(story int64, kind, name string) int64 {
	words := foldedWords(name)
	parts := []any{"name", kind, strings.Join(words, " ")}
	if k := onrecord.SpeakerKind(kind); len(words) < 2 || k == onrecord.Unnamed || k == onrecord.Group || k == onrecord.Document {
		parts = append(parts, story)
	}
	return hashOfAll(parts...)
}

// alone reports whether no other speaker of the story goes by the name of k.
func alone(story int64, d *compare.Digest, k *compare.Speaker) bool {
	name := nameOf(story, k)
	for i := range d.Speakers {
		if other := &d.Speakers[i]; other != k && nameOf(story, other) == name {
			return false
		}
	}
	return true
}
