package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// A choice is what people decided about the speaker of a story who goes by one
// name there.
type choice struct {
	action Action // empty if nothing was
	aside  int    // the entry that split it off; 0 if none did
}

// chosen returns what people decided about the speakers of a story, by nameOf.
func (c *comparison) chosen(story int64) (map[int64]choice, error) {
	out := map[int64]choice{}
	err := c.each(func(scan func(...any) error) error {
		var entry int
		var name int64
		one := choice{}
		if err := scan(&entry, &one.action, &name); err != nil {
			return err
		}
		one.aside = out[name].aside
		if one.action == SplitPerson {
			one.aside = max(one.aside, entry)
		}
		out[name] = one
		return nil
	}, `SELECT entry, action, name FROM choices WHERE story = $1 AND action IN ($2, $3) ORDER BY entry`, story, string(MergePerson), string(SplitPerson))
	return out, err
}

// An end is a speaker of a story as a decision names it.
type end struct{ story, name int64 }

// choose writes a decision that reaches beyond one story to the log and has it
// take force. r is the record of the story that it is about.
func (c *comparison) choose(e *Entry, r *onrecord.Record, into string) error {
	story := short(e.Story)
	ends := []end{{story: story}}
	if e.Subject != "" {
		k := &r.Speakers[number(e.Subject)-1]
		ends[0].name = nameHash(story, string(k.Kind), k.Name)
	}
	if Action(e.Action) == MergePerson {
		other, err := c.endOf(into)
		if err != nil {
			return &DecisionError{err}
		}
		if other == ends[0] {
			return &DecisionError{errors.New("a merge of persons needs two")}
		}
		ends = append(ends, other)
	}
	if err := c.db.log(c.ctx, c.tx, e); err != nil {
		return err
	}
	for i, x := range ends {
		err := c.exec(`INSERT INTO choices (entry, place, action, story, name) VALUES ($1, $2, $3, $4, $5)`, e.Number, i, e.Action, x.story, x.name)
		if err != nil {
			return err
		}
	}
	return c.recast(Action(e.Action), ends)
}

// endOf returns the speaker that "STORY/k2" names, or the earliest who is the
// person with an ID.
func (c *comparison) endOf(name string) (end, error) {
	story, speaker, ok := strings.Cut(name, "/")
	if !ok {
		return c.endOfPerson(name)
	}
	n := number(speaker) - 1
	stories, err := c.storiesBeginning(story)
	if err != nil {
		return end{}, err
	}
	digests, err := c.digestsOf(stories)
	if err != nil {
		return end{}, err
	}
	if len(stories) != 1 || digests[stories[0]] == nil || n < 0 || n >= len(digests[stories[0]].Speakers) {
		return end{}, fmt.Errorf("speaker %s: %w", name, ErrNotFound)
	}
	return end{stories[0], nameOf(stories[0], &digests[stories[0]].Speakers[n])}, nil
}

// storiesBeginning returns the compared stories whose IDs begin so.
func (q querying) storiesBeginning(id string) (stories []int64, err error) {
	if !hexDigits(id) {
		return nil, nil
	}
	err = q.each(func(scan func(...any) error) error {
		var s int64
		err := scan(&s)
		stories = append(stories, s)
		return err
	}, `SELECT story FROM digests WHERE story_id >= $1 AND story_id <= $2 LIMIT 2`, id, id+"g")
	return stories, err
}

func (c *comparison) endOfPerson(id string) (end, error) {
	part, err := c.partOf(descriptions, id)
	if err != nil {
		return end{}, err
	}
	var story int64
	var i int
	err = c.one(`SELECT a.story, a.speaker FROM members n JOIN appearances a ON a.member = n.member WHERE n.part = $1
		ORDER BY a.at, a.story, a.speaker LIMIT 1`, []any{part}, &story, &i)
	if err != nil {
		return end{}, err
	}
	if err := c.hold([]int64{story}); err != nil {
		return end{}, err
	}
	return end{story, nameOf(story, &c.held[story].Speakers[i])}, nil
}

// recast has a decision about persons take force, or be gone, in the stories
// that it names.
func (c *comparison) recast(action Action, ends []end) error {
	if action != MergePerson && action != SplitPerson {
		return nil
	}
	for _, x := range ends {
		if err := c.hold([]int64{x.story}); err != nil {
			return err
		}
		if d := c.held[x.story]; d != nil {
			if err := c.cast(x.story, d.Published.UnixMilli(), d); err != nil {
				return err
			}
		}
	}
	return nil
}

// unchoose has a decision be gone.
func (c *comparison) unchoose(entry int) error {
	action, ends, err := c.ends(entry)
	if err != nil {
		return err
	}
	if err := c.cutForced(entry); err != nil {
		return err
	}
	if err := c.exec(`DELETE FROM choices WHERE entry = $1`, entry); err != nil {
		return err
	}
	return c.recast(action, ends)
}

// ends returns what a decision that stands is about.
func (c *comparison) ends(entry int) (action Action, ends []end, err error) {
	err = c.each(func(scan func(...any) error) error {
		var x end
		err := scan(&action, &x.story, &x.name)
		ends = append(ends, x)
		return err
	}, `SELECT action, story, name FROM choices WHERE entry = $1 ORDER BY place`, entry)
	return action, ends, err
}

// cutForced takes away the joins that a decision made.
func (c *comparison) cutForced(entry int) error {
	ids := map[int64]bool{}
	err := c.each(func(scan func(...any) error) error {
		var a int64
		err := scan(&a)
		ids[a] = true
		return err
	}, `SELECT a FROM joins WHERE entry = $1 AND entry > 0`, entry)
	if err != nil || len(ids) == 0 {
		return err
	}
	members, err := c.members(inOrderOf(ids))
	if err != nil {
		return err
	}
	for _, n := range members {
		c.parted[n.part] = true
	}
	return c.exec(`DELETE FROM joins WHERE entry = $1 AND entry > 0`, entry)
}

// mergeAgain has the merges that name a story take force with the speakers that
// it has now. A merge whose speaker was split off later holds no more, nor does
// one whose speaker is not told by this name any more, or not by this name alone.
func (c *comparison) mergeAgain(story int64) error {
	var entries []int
	err := c.each(func(scan func(...any) error) error {
		var n int
		err := scan(&n)
		entries = append(entries, n)
		return err
	}, `SELECT DISTINCT entry FROM choices WHERE story = $1 AND action = $2 ORDER BY entry`, story, string(MergePerson))
	if err != nil {
		return err
	}
	for _, entry := range entries {
		_, ends, err := c.ends(entry)
		if err != nil {
			return err
		}
		if err := c.cutForced(entry); err != nil {
			return err
		}
		var members []int64
		for _, x := range ends {
			n, ok, err := c.standsAt(x, entry)
			if err != nil {
				return err
			}
			if ok {
				members = append(members, n)
			}
		}
		if len(members) == 2 && members[0] != members[1] {
			if err := c.join([]pair{pairOf(members[0], members[1])}, entry); err != nil {
				return err
			}
		}
	}
	return nil
}

// standsAt returns the description of the speaker that a decision names.
func (c *comparison) standsAt(x end, entry int) (n int64, ok bool, err error) {
	if err := c.hold([]int64{x.story}); err != nil || c.held[x.story] == nil {
		return 0, false, err
	}
	chosen, err := c.chosen(x.story)
	if err != nil || chosen[x.name].aside > entry {
		return 0, false, err
	}
	i, ok := named(x, c.held[x.story])
	if !ok {
		return 0, false, nil
	}
	err = c.one(`SELECT member FROM appearances WHERE story = $1 AND speaker = $2`, []any{x.story, i}, &n)
	if missing(err) {
		return 0, false, nil
	}
	return n, err == nil, err
}

// named returns which speaker of a story goes by a name, if it is one alone.
func named(x end, d *compare.Digest) (int, bool) {
	for i := range d.Speakers {
		if k := &d.Speakers[i]; nameOf(x.story, k) == x.name {
			return i, alone(x.story, d, k)
		}
	}
	return 0, false
}

// A Shield says whom people protect.
type Shield struct{ names map[int64]bool }

// Protected returns whom people protect.
func (db *DB) Protected(ctx context.Context) (*Shield, error) {
	q := db.querying(ctx)
	s := &Shield{map[int64]bool{}}
	err := q.each(func(scan func(...any) error) error {
		var name int64
		err := scan(&name)
		s.names[name] = true
		return err
	}, `SELECT name FROM choices WHERE action = $1`, string(Protect))
	if err != nil || len(s.names) == 0 {
		return s, err
	}
	return s, q.spread(s)
}

// spread adds the other names of the persons that are protected. (CROSS JOIN has
// SQLite begin with the few decisions, not with all appearances.)
func (q querying) spread(s *Shield) error {
	parts := map[int64]bool{}
	err := q.each(func(scan func(...any) error) error {
		var story, member, part int64
		var name int64
		var b string
		if err := scan(&story, &member, &part, &name, &b); err != nil {
			return err
		}
		k, err := speakerOf(b)
		if err == nil && nameOf(story, k) == name {
			parts[part] = true
		}
		return err
	}, `SELECT a.story, n.member, n.part, c.name, d.speaker FROM choices c CROSS JOIN appearances a
		JOIN members n ON n.member = a.member JOIN descriptions d ON d.member = n.member WHERE c.action = $1 AND a.story = c.story`, string(Protect))
	if err != nil {
		return err
	}
	return q.eachOf(inOrderOf(parts), func(scan func(...any) error) error {
		var story int64
		var b string
		if err := scan(&story, &b); err != nil {
			return err
		}
		k, err := speakerOf(b)
		if err != nil {
			return err
		}
		for _, name := range append(k.Names, k.Name) {
			s.names[nameHash(story, string(k.Kind), name)] = true
		}
		return nil
	}, `SELECT a.story, d.speaker FROM members n JOIN appearances a ON a.member = n.member JOIN descriptions d ON d.member = n.member WHERE n.part`, ``)
}

// Any reports whether anybody is protected.
func (s *Shield) Any() bool { return len(s.names) > 0 }

// Speakers returns the IDs of those speakers in a record of a story who are
// protected. Whoever has the full name of somebody protected, in whatever story,
// is taken for that one: rather too many are left out than one too few.
func (s *Shield) Speakers(story string, r *onrecord.Record) (ids []string) {
	if len(s.names) == 0 {
		return nil
	}
	for i := range r.Speakers {
		if k := &r.Speakers[i]; s.covers(short(story), k) {
			ids = append(ids, k.ID)
		}
	}
	return ids
}

// covers reports whether a speaker is protected.
func (s *Shield) covers(story int64, k *onrecord.Speaker) bool {
	return s.names[nameHash(story, string(k.Kind), k.Name)]
}

// SensitiveStories returns the IDs of the stories that people marked as sensitive.
func (db *DB) SensitiveStories(ctx context.Context) (map[string]bool, error) {
	out := map[string]bool{}
	err := db.querying(ctx).each(func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		out[id] = true
		return err
	}, `SELECT l.story_id FROM choices c JOIN log l ON l.entry = c.entry WHERE c.action = $1`, string(Sensitive))
	return out, err
}
