package store

import (
	"cmp"
	"slices"
)

// A member is a claim, or a description of a speaker, as the table has it.
type member struct {
	listed
	kind, item   int
	story, place int64
	first        int64 // when its story was published
	measure      string
	part         int64
}

const memberColumns = `member, kind, story, at, place, item, measure, part, keys`

func scanMember(scan func(...any) error) (n member, err error) {
	var keys []byte
	err = scan(&n.member, &n.kind, &n.story, &n.first, &n.place, &n.item, &n.measure, &n.part, &keys)
	n.keys = unpacked(keys)
	if n.kind != descriptions {
		n.at = n.first
	}
	return n, err
}

// members returns those of some members that are there.
func (q querying) members(ids []int64) (map[int64]*member, error) {
	out := make(map[int64]*member, len(ids))
	err := q.eachOf(ids, func(scan func(...any) error) error {
		n, err := scanMember(scan)
		out[n.member] = &n
		return err
	}, `SELECT `+memberColumns+` FROM members WHERE member`, ``)
	return out, err
}

// addMembers adds members, each a part by itself.
func (c *comparison) addMembers(members []member) error {
	var rows [][]any
	for i := range members {
		n := &members[i]
		rows = append(rows, []any{n.member, n.kind, n.story, n.first, n.place, n.item, n.measure, n.member, packed(n.keys)})
		c.moved[n.member] = true
	}
	return c.insert(`members (`+memberColumns+`)`, rows)
}

// dropMembers removes members and what they are joined to.
func (c *comparison) dropMembers(members []member) error {
	for i := range members {
		n := &members[i]
		c.parted[n.part] = true
		var others []int64
		err := c.each(func(scan func(...any) error) error {
			var b int64
			err := scan(&b)
			others = append(others, b)
			return err
		}, `SELECT b FROM joins WHERE a = $1`, n.member)
		if err != nil {
			return err
		}
		for _, b := range others {
			if err := c.exec(`DELETE FROM joins WHERE a = $1 AND b = $2`, b, n.member); err != nil {
				return err
			}
		}
		if err := c.exec(`DELETE FROM joins WHERE a = $1`, n.member); err != nil {
			return err
		}
		if err := c.exec(`DELETE FROM members WHERE member = $1`, n.member); err != nil {
			return err
		}
	}
	return nil
}

// join notes that members are of one part. entry is the decision that says so; 0
// if it is the comparison.
func (c *comparison) join(pairs []pair, entry int) error {
	var rows [][]any
	for _, p := range pairs {
		rows = append(rows, []any{p[0], p[1], entry}, []any{p[1], p[0], entry})
	}
	c.joined = append(c.joined, pairs...)
	return c.insertNew(`joins (a, b, entry)`, rows)
}

// part takes back that the comparison has joined two members.
func (c *comparison) part(p pair) error {
	c.cut = append(c.cut, p)
	if err := c.exec(`DELETE FROM joins WHERE a = $1 AND b = $2 AND entry = 0`, p[0], p[1]); err != nil {
		return err
	}
	return c.exec(`DELETE FROM joins WHERE a = $1 AND b = $2 AND entry = 0`, p[1], p[0])
}

// decide asks same about the pairs of a kind that are to be looked at. prepare
// is told the members first.
func (c *comparison) decide(kind int, prepare func(map[int64]*member) error, same func(a, b *member) bool) error {
	pairs, err := c.pairs(kind, c.listedMembers, c.areJoined, c.part)
	if err != nil {
		return err
	}
	members, err := c.members(ofPairs(pairs))
	if err != nil {
		return err
	}
	if err := prepare(members); err != nil {
		return err
	}
	var joined []pair
	for _, p := range pairs {
		if a, b := members[p[0]], members[p[1]]; a != nil && b != nil && same(a, b) {
			joined = append(joined, p)
		}
	}
	return c.join(joined, 0)
}

func (c *comparison) listedMembers(ids []int64) (map[int64]listed, error) {
	members, err := c.members(ids)
	out := map[int64]listed{}
	for id, n := range members {
		out[id] = n.listed
	}
	return out, err
}

// areJoined returns those of some pairs that the comparison has joined.
func (c *comparison) areJoined(pairs []pair) (map[pair]bool, error) {
	return c.which(pairs, `joins j WHERE j.a = p.a AND j.b = p.b AND j.entry = 0`)
}

// ofPairs returns the members of pairs, in order.
func ofPairs(pairs []pair) (members []int64) {
	for _, p := range pairs {
		members = append(members, p[0], p[1])
	}
	slices.Sort(members)
	return slices.Compact(members)
}

// A forest says which members hang together.
type forest map[int64]int64

// root returns what stands for all that hang together with n.
func (f forest) root(n int64) int64 {
	up, ok := f[n]
	if !ok {
		f[n] = n
		return n
	}
	if up == n {
		return n
	}
	r := f.root(up)
	f[n] = r
	return r
}

func (f forest) union(a, b int64) { f[f.root(a)] = f.root(b) }

// reform forms anew the parts that joins came to or went from. A part that only
// grew is taken as a whole; one that lost something is put together again from
// its members and their joins.
func (c *comparison) reform() error {
	if err := c.partCut(); err != nil {
		return err
	}
	members, err := c.members(ofPairs(c.joined))
	if err != nil {
		return err
	}
	trees := forest{}
	loose := map[int64]*member{} // the members of the parts that are put together again
	for part := range c.parted {
		if err := c.scatter(part, trees, loose); err != nil {
			return err
		}
	}
	whole := map[int64]bool{}
	for part := range c.moved {
		if !c.parted[part] {
			whole[part] = true
		}
	}
	stands := func(n int64) int64 { // for n in the forest: itself, or its part as a whole
		if loose[n] != nil || members[n] == nil {
			return n
		}
		whole[members[n].part] = true
		return members[n].part
	}
	for _, p := range c.joined {
		if members[p[0]] != nil && members[p[1]] != nil {
			trees.union(stands(p[0]), stands(p[1]))
		}
	}
	return c.regroup(trees, loose, whole)
}

// partCut finds the parts that may fall apart where joins were taken back. Two
// that both are joined to a third stay together.
func (c *comparison) partCut() error {
	members, err := c.members(ofPairs(c.cut))
	if err != nil {
		return err
	}
	for _, p := range c.cut {
		var third int
		err := c.one(`SELECT count(*) FROM (SELECT 1 FROM joins x JOIN joins y ON y.a = x.b WHERE x.a = $1 AND y.b = $2 LIMIT 1) t`, []any{p[0], p[1]}, &third)
		if err != nil {
			return err
		}
		if n := members[p[0]]; n != nil && third == 0 {
			c.parted[n.part] = true
		}
	}
	return nil
}

// scatter takes a part to pieces and lays them out in trees by their joins.
func (c *comparison) scatter(part int64, trees forest, loose map[int64]*member) error {
	var ids []int64
	err := c.each(func(scan func(...any) error) error {
		n, err := scanMember(scan)
		loose[n.member] = &n
		ids = append(ids, n.member)
		trees.root(n.member)
		return err
	}, `SELECT `+memberColumns+` FROM members WHERE part = $1`, part)
	if err != nil {
		return err
	}
	return c.eachOf(ids, func(scan func(...any) error) error {
		var a, b int64
		err := scan(&a, &b)
		if loose[b] != nil {
			trees.union(a, b)
		}
		return err
	}, `SELECT a, b FROM joins WHERE a`, ``)
}

// A growing is what is to become one part: members, and parts as a whole.
type growing struct {
	loose []*member
	whole []int64
}

// regroup writes down the parts that trees describe.
func (c *comparison) regroup(trees forest, loose map[int64]*member, whole map[int64]bool) error {
	grown := map[int64]*growing{}
	at := func(n int64) *growing {
		r := trees.root(n)
		if grown[r] == nil {
			grown[r] = &growing{}
		}
		return grown[r]
	}
	for _, n := range loose {
		g := at(n.member)
		g.loose = append(g.loose, n)
	}
	for part := range whole {
		g := at(part)
		g.whole = append(g.whole, part)
	}
	if err := c.unsettlePersons(grown); err != nil {
		return err
	}
	for _, g := range grown {
		if err := c.group(g); err != nil {
			return err
		}
	}
	return nil
}

// group makes one part of g, named by its earliest member.
func (c *comparison) group(g *growing) error {
	head, err := c.earliest(g)
	if err != nil || head == nil {
		return err
	}
	for _, n := range g.loose {
		if n.part == head.member {
			continue
		}
		if err := c.exec(`UPDATE members SET part = $2 WHERE member = $1`, n.member, head.member); err != nil {
			return err
		}
	}
	for _, part := range g.whole {
		if part == head.member {
			continue
		}
		if err := c.exec(`UPDATE members SET part = $2 WHERE part = $1`, part, head.member); err != nil {
			return err
		}
		c.parted[part] = true // is no more
	}
	c.moved[head.member] = true
	return nil
}

// earliest returns the earliest member of g, nil if it has none.
func (c *comparison) earliest(g *growing) (*member, error) {
	all := slices.Clone(g.loose)
	for _, part := range g.whole {
		err := c.each(func(scan func(...any) error) error {
			n, err := scanMember(scan)
			all = append(all, &n)
			return err
		}, `SELECT `+memberColumns+` FROM members WHERE part = $1 ORDER BY at, story, place, member LIMIT 1`, part)
		if err != nil {
			return nil, err
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	return slices.MinFunc(all, earlier), nil
}

// earlier compares two members by publication, story and place in the text.
func earlier(a, b *member) int {
	return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.story, b.story), cmp.Compare(a.place, b.place), cmp.Compare(a.member, b.member))
}
