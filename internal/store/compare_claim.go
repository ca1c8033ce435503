package store

import (
	"fmt"

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

// putClaims adds the claims of a story.
func (c *comparison) putClaims(story, at int64, d *compare.Digest) error {
	ids := anchors(d)
	members := make([]member, len(d.Claims))
	list := make([]listed, len(d.Claims))
	for i := range d.Claims {
		claim := &d.Claims[i]
		list[i] = listed{ids[i], at, keysOf("claim", claim.Keys)}
		members[i] = member{listed: list[i], kind: claims, item: i, story: story, place: int64(claim.At.Start), first: at, measure: plain(claim.Measure)}
	}
	if err := c.addMembers(members); err != nil {
		return err
	}
	return c.list(claims, list)
}

// takeClaims removes the claims of a story.
func (c *comparison) takeClaims(story int64) error {
	var members []member
	var list []listed
	err := c.each(func(scan func(...any) error) error {
		n, err := scanMember(scan)
		members, list = append(members, n), append(list, n.listed)
		return err
	}, `SELECT `+memberColumns+` FROM members WHERE story = $1 AND kind = $2`, story, claims)
	if err != nil {
		return err
	}
	if err := c.unlist(claims, list); err != nil {
		return err
	}
	return c.dropMembers(members)
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
