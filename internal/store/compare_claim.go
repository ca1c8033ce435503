package store

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/internal/compare"
)

// anchors returns the members of a story's claims. They hang on the words alone, so
// that a claim keeps its own when the story is read anew or its other words
// change; the second one with the same words is told by its number.
func anchors(d *compare.Digest) []int64 {
	seen := map[string]int{}
	out := make([]int64, len(d.Claims))
	for i := range d.Claims {
		words := d.Claims[i].Words
		seen[words]++
		out[i] = hashOfAll("claim", d.Story, words, seen[words])
	}
	return out
}

// putClaims adds the claims of a story. Those without a figure stand in lists of
// their own: they join nothing, but are looked for when a question is set out.
func (c *comparison) putClaims(story, at int64, d *compare.Digest) error {
	ids := anchors(d)
	var members []member
	var list, open []listed
	for i := range d.Claims {
		claim := &d.Claims[i]
		n := member{listed: listed{ids[i], at, keysOf("claim", claim.Keys)}, kind: claims, item: i, story: story, place: int64(claim.At.Start), first: at, measure: plain(claim.Measure)}
		if claim.Figure == 0 {
			n.kind = answers
			open = append(open, n.listed)
		} else {
			list = append(list, n.listed)
		}
		members = append(members, n)
	}
	if err := c.addMembers(members); err != nil {
		return err
	}
	if err := c.putAnswers(open); err != nil {
		return err
	}
	return c.list(claims, list)
}

// answerKey returns the key of the list of answers that goes with one of figures.
func answerKey(key int64) int64 { return hashOfAll("answer", uint64(key)) }

// putAnswers enters answers into their lists. The questions that they may answer
// have changed.
func (c *comparison) putAnswers(list []listed) error {
	var rows [][]any
	for _, n := range list {
		for _, k := range n.keys {
			rows = append(rows, []any{answerKey(k), n.at, n.member})
		}
	}
	if err := c.insert(`postings (key, at, member)`, rows); err != nil {
		return err
	}
	return c.stir(list)
}

// stir has the questions looked at again that answers may be to.
func (c *comparison) stir(list []listed) error {
	keys := map[int64]bool{}
	for _, n := range list {
		for _, k := range n.keys {
			keys[k] = true
		}
	}
	return c.eachOf(inOrderOf(keys), func(scan func(...any) error) error {
		var part int64
		err := scan(&part)
		c.moved[part] = true
		return err
	}, `SELECT DISTINCT m.part FROM postings p JOIN members m ON m.member = p.member WHERE m.kind = 2 AND p.key`, ``)
}

// takeClaims removes the claims of a story.
func (c *comparison) takeClaims(story int64) error {
	var members []member
	var list, open []listed
	err := c.each(func(scan func(...any) error) error {
		n, err := scanMember(scan)
		members = append(members, n)
		if n.kind == answers {
			open = append(open, n.listed)
		} else {
			list = append(list, n.listed)
		}
		return err
	}, `SELECT `+memberColumns+` FROM members WHERE story = $1 AND kind IN ($2, $3)`, story, claims, answers)
	if err != nil {
		return err
	}
	for _, n := range open {
		for _, k := range n.keys {
			if err := c.exec(`DELETE FROM postings WHERE key = $1 AND at = $2 AND member = $3`, answerKey(k), n.at, n.member); err != nil {
				return err
			}
		}
	}
	if err := c.stir(open); err != nil {
		return err
	}
	if err := c.unlist(claims, list); err != nil {
		return err
	}
	return c.dropMembers(members)
}

// mostAnswering is how many stories are looked at for answers to a question: those
// that were published last.
const mostAnswering = 200

// answering returns the stories that have claims which may answer those of a
// question, by their keys.
func (q querying) answering(keys map[int64]bool) (map[int64]bool, error) {
	type teller struct{ at, story int64 }
	var all []teller
	err := q.eachOf(inOrderOf(keys), func(scan func(...any) error) error {
		var t teller
		err := scan(&t.at, &t.story)
		all = append(all, t)
		return err
	}, `SELECT DISTINCT p.at, m.story FROM postings p JOIN members m ON m.member = p.member WHERE p.key`, ``)
	slices.SortFunc(all, func(a, b teller) int { return cmp.Or(cmp.Compare(b.at, a.at), cmp.Compare(a.story, b.story)) })
	out := map[int64]bool{}
	for _, t := range all {
		if out[t.story] = true; len(out) == mostAnswering {
			break
		}
	}
	return out, err
}

// decideClaims finds which of the claims near each other belong to one question.
func (c *comparison) decideClaims() error {
	return c.decide(claims, func(members map[int64]*member) error {
		stories := map[int64]bool{}
		for _, n := range members {
			stories[n.story] = true
		}
		return c.hold(inOrderOf(stories))
	}, func(a, b *member) bool {
		return compare.Same(c.held[a.story], a.item, c.held[b.story], b.item)
	})
}

// questionID returns how people name the question of a claim: by its claim.
func questionID(n int64) string { return fmt.Sprintf("q%016x", uint64(n)) }

// personID returns how people name a person: by its earliest description.
func personID(n int64) string { return fmt.Sprintf("p%016x", uint64(n)) }
