package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// unlink takes away the links of a story.
func (c *comparison) unlink(story int64) error {
	c.linked[story] = true
	for _, q := range []string{`SELECT from_story FROM links WHERE to_story = $1`, `SELECT to_story FROM links WHERE from_story = $1`} {
		err := c.each(func(scan func(...any) error) error {
			var other int64
			err := scan(&other)
			c.linked[other] = true
			return err
		}, q, story)
		if err != nil {
			return err
		}
	}
	return c.exec(`DELETE FROM links WHERE from_story = $1 OR to_story = $1`, story)
}

// decideCopies finds which of the stories near each other are copies.
func (c *comparison) decideCopies() error {
	pairs, err := c.pairs(copies, c.listedStories, c.areLinked, c.unlinkPair)
	if err != nil {
		return err
	}
	stories := ofPairs(pairs)
	if err := c.hold(stories); err != nil {
		return err
	}
	texts, err := c.texts(stories)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, p := range pairs {
		a, b := c.held[p[0]], c.held[p[1]]
		if a == nil || b == nil {
			continue // one of them was taken away
		}
		if l, ok := compare.Copied(a, b, texts[p[0]], texts[p[1]]); ok {
			c.linked[p[0]], c.linked[p[1]] = true, true
			rows = append(rows, []any{short(l.From), short(l.To), string(l.Kind), l.Share, plain(l.Agency), passagesJSON(l.Passages)})
		}
	}
	return c.insertNew(`links (`+linkColumns+`)`, rows)
}

const linkColumns = `from_story, to_story, kind, share, agency, passages`

// listedStories returns stories as they stand in the lists of their words' keys.
func (c *comparison) listedStories(ids []int64) (map[int64]listed, error) {
	out := map[int64]listed{}
	err := c.eachOf(ids, func(scan func(...any) error) error {
		var l listed
		var keys []byte
		err := scan(&l.member, &l.at, &keys)
		l.keys = unpacked(keys)
		out[l.member] = l
		return err
	}, `SELECT story, at, keys FROM digests WHERE story`, ``)
	return out, err
}

// areLinked returns those of some pairs of stories that are linked.
func (c *comparison) areLinked(pairs []pair) (map[pair]bool, error) {
	return c.which(pairs, `links l WHERE l.from_story = p.a AND l.to_story = p.b OR l.from_story = p.b AND l.to_story = p.a`)
}

func (c *comparison) unlinkPair(p pair) error {
	c.linked[p[0]], c.linked[p[1]] = true, true
	return c.exec(`DELETE FROM links WHERE from_story = $1 AND to_story = $2 OR from_story = $2 AND to_story = $1`, p[0], p[1])
}

// hold makes sure that the digests of stories are at hand.
func (c *comparison) hold(stories []int64) error {
	var needed []int64
	for _, s := range stories {
		if c.held[s] == nil {
			needed = append(needed, s)
		}
	}
	found, err := c.digestsOf(needed)
	for s, d := range found {
		c.held[s] = d
	}
	return err
}

// texts returns the texts that the digests of stories were made from.
func (c *comparison) texts(stories []int64) (map[int64]string, error) {
	out := map[int64]string{}
	err := c.eachOf(stories, func(scan func(...any) error) error {
		var story int64
		var text []byte
		err := scan(&story, &text)
		out[story] = string(text)
		return err
	}, `SELECT d.story, r.text FROM digests d JOIN revisions r ON r.story_id = d.story_id AND r.revision = d.revision WHERE d.story`, ``)
	return out, err
}

// passagesJSON returns passages as the table holds them: "[[0,9,4,13]]".
func passagesJSON(passages []compare.Passage) string {
	list := make([][4]int, len(passages))
	for i, p := range passages {
		list[i] = [4]int{p.From.Start, p.From.End, p.To.Start, p.To.End}
	}
	b, _ := json.Marshal(list) // numbers can't fail
	return string(b)
}

// unpassages is the inverse of passagesJSON. A page may show thousands of links,
// and encoding/json takes ten times as long.
func unpassages(s string) ([]compare.Passage, error) {
	var numbers []int
	for digits := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '[' || r == ']' || r == ',' }) {
		n, err := strconv.Atoi(digits)
		if err != nil {
			return nil, fmt.Errorf("passages %q: %w", s, err)
		}
		numbers = append(numbers, n)
	}
	if len(numbers)%4 != 0 {
		return nil, fmt.Errorf("passages %q: not in fours", s)
	}
	var out []compare.Passage
	for p := range slices.Chunk(numbers, 4) {
		out = append(out, compare.Passage{From: onrecord.Span{Start: p[0], End: p[1]}, To: onrecord.Span{Start: p[2], End: p[3]}})
	}
	return out, nil
}
