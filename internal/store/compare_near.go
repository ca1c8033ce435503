package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A pair is two members, the lesser one first.
type pair [2]int64

func pairOf(a, b int64) pair { return pair{min(a, b), max(a, b)} }

// looking is which pairs are to be looked at: those that have come near each
// other by some key, and those that may have gone out of each other's reach.
type looking struct{ near, far map[pair]bool }

// A listed is a member in the lists of its keys.
type listed struct {
	member, at int64
	keys       []int64
}

// keysOf returns keys as lists are known by: 64 bits each, none twice, those of
// each kind apart.
func keysOf[K uint64 | string](kind string, keys []K) []int64 {
	out := make([]int64, len(keys))
	for i, k := range keys {
		out[i] = keyOf(kind, k)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// keyOf returns a key as its list is known by. A number is one already: those of
// one time may lie together.
func keyOf(kind string, key any) int64 {
	if n, ok := key.(uint64); ok {
		return int64(n)
	}
	return hashOfAll(kind, key)
}

// list enters members into the lists of their keys. They are to be compared with
// those in reach. What they come between may be out of reach from now on.
func (c *comparison) list(kind int, members []listed) error {
	var rows [][]any
	for _, n := range members {
		for _, k := range n.keys {
			rows = append(rows, []any{k, n.at, n.member})
		}
	}
	if err := c.insert(`postings (key, at, member)`, rows); err != nil {
		return err
	}
	return c.around(members, func(s *stretch) {
		s.beside(func(p pair) { c.looking[kind].near[p] = true })
		s.across(func(p pair) { c.looking[kind].far[p] = true })
	})
}

// unlist takes members out of the lists of their keys. What they stood between is
// in reach from now on.
func (c *comparison) unlist(kind int, members []listed) error {
	err := c.around(members, func(s *stretch) {
		s.across(func(p pair) { c.looking[kind].near[p] = true })
	})
	if err != nil {
		return err
	}
	for _, n := range members {
		for _, k := range n.keys {
			if err := c.exec(`DELETE FROM postings WHERE key = $1 AND at = $2 AND member = $3`, k, n.at, n.member); err != nil {
				return err
			}
		}
	}
	return nil
}

// A stretch is a part of a key's list: some members and those in reach of them.
type stretch struct {
	reach int
	list  []int64 // in the order of the list
	own   []bool  // which of them are the members that it is about
}

// beside calls f with each of the members and each that is in its reach.
func (s *stretch) beside(f func(pair)) {
	for i, own := range s.own {
		if !own {
			continue
		}
		for j := max(0, i-s.reach); j <= min(len(s.list)-1, i+s.reach); j++ {
			if j != i && (!s.own[j] || j > i) {
				f(pairOf(s.list[i], s.list[j]))
			}
		}
	}
}

// across calls f with each pair of others that are in each other's reach only
// if the members between them are not there.
func (s *stretch) across(f func(pair)) {
	before := make([]int, len(s.own)+1) // how many of the members stand before
	for i, own := range s.own {
		before[i+1] = before[i]
		if own {
			before[i+1]++
		}
	}
	for i := range s.list {
		for j := i + s.reach + 1; j < len(s.list) && j-i-before[len(s.own)] <= s.reach; j++ {
			if between := before[j] - before[i]; !s.own[i] && !s.own[j] && j-i-between <= s.reach {
				f(pairOf(s.list[i], s.list[j]))
			}
		}
	}
}

// around calls f with the stretch around some members in the list of each of
// their keys, where they must be.
func (c *comparison) around(members []listed, f func(*stretch)) error {
	of := map[int64][]listed{}
	var keys []int64
	for _, n := range members {
		for _, k := range n.keys {
			if of[k] == nil {
				keys = append(keys, k)
			}
			of[k] = append(of[k], n)
		}
	}
	for _, n := range []int{32, 8, 1} {
		for len(keys) >= n {
			if err := c.whole(keys[:n], of, f); err != nil {
				return err
			}
			keys = keys[n:]
		}
	}
	return nil
}

// whole is around for some keys whose lists are read as a whole, as nearly all
// are short.
func (c *comparison) whole(keys []int64, of map[int64][]listed, f func(*stretch)) error {
	found := map[int64][]listed{}
	args := make([]any, len(keys))
	for i, k := range keys {
		args[i] = k
	}
	rows, most := 0, 64*c.db.reach
	err := c.each(func(scan func(...any) error) error {
		var k int64
		var l listed
		err := scan(&k, &l.at, &l.member)
		found[k] = append(found[k], l)
		rows++
		return err
	}, `SELECT key, at, member FROM postings WHERE key IN `+places(1, len(keys))+fmt.Sprint(` LIMIT `, most), args...)
	if err != nil {
		return err
	}
	for _, k := range keys {
		if rows == most { // there may be more
			if err := c.section(k, of[k], f); err != nil {
				return err
			}
		} else {
			f(stretchOf(found[k], of[k], c.db.reach))
		}
	}
	return nil
}

// section is around for one key whose list may be long. (Adding 0 keeps SQLite
// from planning anew for each value.)
func (c *comparison) section(key int64, own []listed, f func(*stretch)) error {
	first, last := ends(own)
	var found []listed
	limit := fmt.Sprint(c.db.reach)
	err := c.each(func(scan func(...any) error) error {
		var l listed
		err := scan(&l.at, &l.member)
		found = append(found, l)
		return err
	}, `SELECT * FROM (SELECT at, member FROM postings WHERE key = $1 AND (at, member) < (CAST($2 AS BIGINT) + 0, CAST($3 AS BIGINT) + 0) ORDER BY at DESC, member DESC LIMIT `+limit+`) x
		UNION ALL SELECT at, member FROM postings WHERE key = $1 AND (at, member) >= (CAST($2 AS BIGINT) + 0, CAST($3 AS BIGINT) + 0) AND (at, member) <= (CAST($4 AS BIGINT) + 0, CAST($5 AS BIGINT) + 0)
		UNION ALL SELECT * FROM (SELECT at, member FROM postings WHERE key = $1 AND (at, member) > (CAST($4 AS BIGINT) + 0, CAST($5 AS BIGINT) + 0) ORDER BY at, member LIMIT `+limit+`) y`,
		key, first.at, first.member, last.at, last.member)
	if err != nil {
		return err
	}
	f(stretchOf(found, own, c.db.reach))
	return nil
}

// ends returns the first and the last of some in the order of lists.
func ends(members []listed) (first, last listed) {
	return slices.MinFunc(members, inOrder), slices.MaxFunc(members, inOrder)
}

func stretchOf(found, own []listed, reach int) *stretch {
	slices.SortFunc(found, inOrder)
	s := &stretch{reach: reach, list: make([]int64, 0, len(found)), own: make([]bool, 0, len(found))}
	for _, l := range found {
		s.list = append(s.list, l.member)
		s.own = append(s.own, slices.ContainsFunc(own, func(o listed) bool { return o.member == l.member }))
	}
	return s
}

// within reports whether two are in each other's reach in the list of some key.
func (c *comparison) within(a, b listed) (bool, error) {
	if inOrder(b, a) < 0 {
		a, b = b, a
	}
	for _, k := range a.keys {
		if !slices.Contains(b.keys, k) {
			continue
		}
		var between int
		err := c.one(`SELECT count(*) FROM (SELECT 1 FROM postings WHERE key = $1 AND (at, member) > (CAST($2 AS BIGINT) + 0, CAST($3 AS BIGINT) + 0)
			AND (at, member) < (CAST($4 AS BIGINT) + 0, CAST($5 AS BIGINT) + 0) LIMIT $6) x`, []any{k, a.at, a.member, b.at, b.member, c.db.reach}, &between)
		if err != nil || between < c.db.reach {
			return true, err
		}
	}
	return false, nil
}

// inOrder compares two as they stand in a list.
func inOrder(a, b listed) int {
	return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.member, b.member))
}

// pairs returns the pairs of a kind that are to be decided about: those that
// are in each other's reach now. Of the pairs that exist already it undoes those
// that no longer are.
func (c *comparison) pairs(kind int, list func([]int64) (map[int64]listed, error), existing func([]pair) (map[pair]bool, error), undo func(pair) error) ([]pair, error) {
	l := &c.looking[kind]
	far := sortedPairs(l.far)
	there, err := existing(far)
	if err != nil {
		return nil, err
	}
	far = slices.DeleteFunc(far, func(p pair) bool { return !there[p] && !l.near[p] })
	of, err := list(ofPairs(far))
	if err != nil {
		return nil, err
	}
	for _, p := range far {
		a, known := of[p[0]]
		b, too := of[p[1]]
		near := false
		if known && too {
			if near, err = c.within(a, b); err != nil {
				return nil, err
			}
		}
		if near {
			continue
		}
		delete(l.near, p)
		if there[p] {
			if err := undo(p); err != nil {
				return nil, err
			}
		}
	}
	return sortedPairs(l.near), nil
}

func sortedPairs(set map[pair]bool) []pair {
	out := make([]pair, 0, len(set))
	for p := range set {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b pair) int { return slices.Compare(a[:], b[:]) })
	return out
}

// which returns those of some pairs, p.a and p.b, that have a row in a table.
func (c *comparison) which(pairs []pair, table string) (map[pair]bool, error) {
	out := map[pair]bool{}
	for _, n := range []int{32, 8, 1} {
		for len(pairs) >= n {
			var args []any
			for _, p := range pairs[:n] {
				args = append(args, p[0], p[1])
			}
			values := strings.Replace(places(n, 2), "($1,$2)", "(CAST($1 AS BIGINT),CAST($2 AS BIGINT))", 1)
			err := c.each(func(scan func(...any) error) error {
				var a, b int64
				err := scan(&a, &b)
				out[pairOf(a, b)] = true
				return err
			}, `WITH p (a, b) AS (VALUES `+values+`) SELECT p.a, p.b FROM p CROSS JOIN `+table, args...)
			if err != nil {
				return nil, err
			}
			pairs = pairs[n:]
		}
	}
	return out, nil
}

// inOrderOf returns the numbers of a set in order.
func inOrderOf(set map[int64]bool) []int64 {
	return slices.Sorted(maps.Keys(set))
}
