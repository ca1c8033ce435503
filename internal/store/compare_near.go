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
		out[i] = hashOfAll(kind, k)
	}
	slices.Sort(out)
	return slices.Compact(out)
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
	if err := insert(c.ctx, c.tx, `postings (key, at, member)`, rows); err != nil {
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
	for _, n := range []int{8, 1} {
		for len(keys) >= n {
			if err := c.stretches(keys[:n], of, f); err != nil {
				return err
			}
			keys = keys[n:]
		}
	}
	return nil
}

// stretches is around for some keys at a time, with one query.
func (c *comparison) stretches(keys []int64, of map[int64][]listed, f func(*stretch)) error {
	var q strings.Builder
	var args []any
	for i, k := range keys {
		first, last := ends(of[k])
		if i > 0 {
			q.WriteString(` UNION ALL `)
		}
		n := len(args)
		fmt.Fprintf(&q, `SELECT * FROM (SELECT %d AS slot, at, member FROM postings WHERE key = $%d AND (at, member) < ($%d, $%d) ORDER BY at DESC, member DESC LIMIT %d) x%d`,
			i, n+1, n+2, n+3, c.db.reach, i)
		fmt.Fprintf(&q, ` UNION ALL SELECT %d, at, member FROM postings WHERE key = $%d AND (at, member) >= ($%d, $%d) AND (at, member) <= ($%d, $%d)`,
			i, n+1, n+2, n+3, n+4, n+5)
		fmt.Fprintf(&q, ` UNION ALL SELECT * FROM (SELECT %d, at, member FROM postings WHERE key = $%d AND (at, member) > ($%d, $%d) ORDER BY at, member LIMIT %d) y%d`,
			i, n+1, n+4, n+5, c.db.reach, i)
		args = append(args, k, first.at, first.member, last.at, last.member)
	}
	found := make([][]listed, len(keys))
	err := c.each(func(scan func(...any) error) error {
		var slot int
		var l listed
		err := scan(&slot, &l.at, &l.member)
		found[slot] = append(found[slot], l)
		return err
	}, q.String(), args...)
	if err != nil {
		return err
	}
	for i, k := range keys {
		f(stretchOf(found[i], of[k], c.db.reach))
	}
	return nil
}

// ends returns the first and the last of some in the order of lists.
func ends(members []listed) (first, last listed) {
	return slices.MinFunc(members, inOrder), slices.MaxFunc(members, inOrder)
}

func stretchOf(found, own []listed, reach int) *stretch {
	slices.SortFunc(found, inOrder)
	s := &stretch{reach: reach}
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
		err := c.tx.QueryRowContext(c.ctx, `SELECT count(*) FROM (SELECT 1 FROM postings WHERE key = $1 AND (at, member) > ($2, $3) AND (at, member) < ($4, $5) LIMIT $6) x`,
			k, a.at, a.member, b.at, b.member, c.db.reach).Scan(&between)
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
