package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strconv"
	"time"

	"github.com/onrecord/onrecord"
)

// What a person said is found by who is in which story: descriptions, the stories
// that have them (appearances), and the statements of those speakers there. Stories
// that people decided about are left out of that, and gone through one by one as
// they are decided: somebody else may be their speaker.

// A SaidFilter says which statements or figures of a person are wanted. Empty means
// all.
type SaidFilter struct {
	Act     onrecord.Act // of statements only
	Measure string
}

// saidBy is the statements of the person that the first argument names, in the
// stories that nothing was decided about.
const saidBy = ` FROM members m JOIN appearances a ON a.member = m.member JOIN digests g ON g.story = a.story
	JOIN statement_speakers b ON b.story_id = g.story_id AND b.revision = g.revision AND b.speaker = a.speaker + 1
	JOIN indexed i ON i.story_id = b.story_id AND i.revision = b.revision AND i.statement = b.statement`

// undecided leaves the stories out that people decided about.
const undecided = ` WHERE m.part = $1 AND g.story_id NOT IN (SELECT story_id FROM log)`

// Said returns the statements of a person, those that were said last first, n from
// the one with an index on; and how many there are.
func (db *DB) Said(ctx context.Context, person string, f SaidFilter, from, n int) ([]Hit, int, error) {
	q := db.querying(ctx)
	part, err := q.partOf(descriptions, person)
	if err != nil {
		return nil, 0, err
	}
	hits, err := q.said(part, f)
	if err != nil {
		return nil, 0, err
	}
	err = db.eachDecided(ctx, q, part, func(at string, r *onrecord.Record, ref Ref, mine []string) {
		for i := range r.Statements {
			s := &r.Statements[i]
			if among(s.Speakers, mine) && f.wants(r, s) {
				hits = append(hits, Hit{Ref: ref, Statement: number(s.ID), At: stampOr(s.Said.From, at)})
			}
		}
	})
	slices.SortFunc(hits, lastFirst)
	hits = slices.Compact(hits) // where a story has two speakers who are one person, both may be named
	return slice(hits, from, n), len(hits), err
}

func lastFirst(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(a.Story, b.Story), cmp.Compare(a.Statement, b.Statement))
}

// slice returns n of a list, from the one with an index on.
func slice[T any](list []T, from, n int) []T {
	from = min(max(from, 0), len(list))
	return list[from:min(from+n, len(list))]
}

// said returns all statements of a person among the stories that nothing was decided
// about. To sort them by time is quicker here than in the database, which knows no
// order of them.
func (q querying) said(part int64, f SaidFilter) (hits []Hit, err error) {
	where, args := "", []any{part}
	if f.Act != "" {
		args = append(args, string(f.Act))
		where += ` AND (SELECT s.act FROM statements s WHERE s.story_id = b.story_id AND s.revision = b.revision AND s.statement = b.statement) = $` + strconv.Itoa(len(args))
	}
	if f.Measure != "" {
		args = append(args, f.Measure)
		where += ` AND EXISTS (SELECT 1 FROM figures x WHERE x.story_id = b.story_id AND x.revision = b.revision AND x.statement = b.statement AND x.measure = $` + strconv.Itoa(len(args)) + `)`
	}
	err = q.each(func(scan func(...any) error) error {
		var h Hit
		err := scan(&h.Story, &h.Revision, &h.Statement, &h.At)
		hits = append(hits, h)
		return err
	}, `SELECT b.story_id, b.revision, b.statement, i.at`+saidBy+undecided+where, args...)
	return hits, err
}

// eachDecided calls f with each story of a person that people decided about, as it
// is decided, and the IDs that the person has there.
func (db *DB) eachDecided(ctx context.Context, q querying, part int64, f func(at string, r *onrecord.Record, ref Ref, mine []string)) error {
	type decided struct {
		ref  Ref
		at   int64
		mine []string
	}
	var list []*decided
	err := q.each(func(scan func(...any) error) error {
		var d decided
		var speaker int
		if err := scan(&d.ref.Story, &d.ref.Revision, &d.at, &speaker); err != nil {
			return err
		}
		if n := len(list); n == 0 || list[n-1].ref != d.ref {
			list = append(list, &d)
		}
		last := list[len(list)-1]
		last.mine = append(last.mine, id('k', speaker+1))
		return nil
	}, `SELECT g.story_id, g.revision, g.at, a.speaker FROM members m JOIN appearances a ON a.member = m.member JOIN digests g ON g.story = a.story
		WHERE m.part = $1 AND g.story_id IN (SELECT story_id FROM log) ORDER BY g.story_id, a.speaker`, part)
	if err != nil {
		return err
	}
	for _, d := range list {
		r, err := db.Decided(ctx, d.ref)
		if err != nil {
			return err
		}
		f(stamp(time.UnixMilli(d.at)), r, d.ref, d.mine)
	}
	return nil
}

func among(ids, mine []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(mine, id) })
}

// wants reports whether a statement of a record passes.
func (f *SaidFilter) wants(r *onrecord.Record, s *onrecord.Statement) bool {
	return (f.Act == "" || f.Act == s.Act) && (f.Measure == "" ||
		slices.ContainsFunc(r.Figures, func(x onrecord.Figure) bool { return x.Statement == s.ID && x.Measure == f.Measure }))
}

// A Given is a figure that a person gave.
type Given struct {
	Hit
	onrecord.Figure
	Words    string
	Question string // its ID; empty if nobody else gave one to compare with, nor the same at another time
}

// Given returns the figures that a person gave, the last ones first, n from the one
// with an index on; and how many there are.
func (db *DB) Given(ctx context.Context, person string, f SaidFilter, from, n int) ([]Given, int, error) {
	q := db.querying(ctx)
	part, err := q.partOf(descriptions, person)
	if err != nil {
		return nil, 0, err
	}
	list, err := q.given(part, f)
	if err != nil {
		return nil, 0, err
	}
	err = db.eachDecided(ctx, q, part, func(at string, r *onrecord.Record, ref Ref, mine []string) {
		for i := range r.Figures {
			x := &r.Figures[i]
			s := slices.IndexFunc(r.Statements, func(s onrecord.Statement) bool { return s.ID == x.Statement })
			if s >= 0 && among(r.Statements[s].Speakers, mine) && (f.Measure == "" || f.Measure == x.Measure) {
				list = append(list, Given{Hit: Hit{Ref: ref, Statement: number(x.Statement), At: stampOr(r.Statements[s].Said.From, at)}, Figure: *x, Words: r.Text[x.Start:x.End]})
			}
		}
	})
	if err != nil {
		return nil, 0, err
	}
	slices.SortFunc(list, func(a, b Given) int {
		return cmp.Or(lastFirst(a.Hit, b.Hit), cmp.Compare(number(a.ID), number(b.ID)))
	})
	list = slices.CompactFunc(list, func(a, b Given) bool { return a.Ref == b.Ref && a.ID == b.ID })
	total := len(list)
	list = slices.Clone(slice(list, from, n))
	if err := db.fillGiven(ctx, list); err != nil {
		return nil, 0, err
	}
	return list, total, q.askedFor(list)
}

// given returns all figures of a person among the stories that nothing was decided
// about, but for what fillGiven adds.
func (q querying) given(part int64, f SaidFilter) (list []Given, err error) {
	where, args := "", []any{part}
	if f.Measure != "" {
		where, args = ` AND x.measure = $2`, append(args, f.Measure)
	}
	err = q.each(func(scan func(...any) error) error {
		var g Given
		var figure int
		err := scan(&g.Story, &g.Revision, &g.Hit.Statement, &g.At, &figure)
		g.ID = id('f', figure)
		list = append(list, g)
		return err
	}, `SELECT b.story_id, b.revision, b.statement, i.at, x.figure`+saidBy+`
		JOIN figures x ON x.story_id = b.story_id AND x.revision = b.revision AND x.statement = b.statement`+undecided+where, args...)
	return list, err
}

// fillGiven fills in figures of which the place alone is known.
func (db *DB) fillGiven(ctx context.Context, list []Given) error {
	var places []Hit
	var at []int
	for i := range list {
		if list[i].Words == "" {
			at, places = append(at, i), append(places, Hit{Ref: list[i].Ref, Statement: number(list[i].ID)})
		}
	}
	return db.rows(ctx, func(scan func(...any) error) error {
		var n, lowOpen, highOpen, approximate, cumulative int
		var g Given
		var low, high sql.NullFloat64
		var place string
		err := scan(&n, &place, &g.Words, &low, &high, &lowOpen, &highOpen, &approximate, &g.Measure, &g.Unit, &g.Of.Name, &cumulative, &g.Change, &g.Status)
		if err != nil {
			return err
		}
		to := &list[at[n-1]]
		g.Hit, g.ID = to.Hit, to.ID
		g.Figure.Statement = id('s', g.Hit.Statement)
		g.Low, g.High = unbound(low, -1), unbound(high, 1)
		g.LowOpen, g.HighOpen, g.Approximate, g.Cumulative = lowOpen == 1, highOpen == 1, approximate == 1, cumulative == 1
		*to = g
		return unspan(place, &to.Span)
	}, db.hitsTable()+`SELECT h.n, x.at, x.words, x.low, x.high, x.low_open, x.high_open, x.approximate, x.measure, x.unit, x.of_name, x.cumulative, x.change, x.status
		FROM h JOIN figures x ON x.story_id = h.story_id AND x.revision = h.revision AND x.figure = h.statement`, hitsJSON(places))
}

// askedFor fills in the questions that figures answer.
func (q querying) askedFor(list []Given) error {
	type place struct{ story, at int64 }
	stories := map[int64]bool{}
	for i := range list {
		stories[short(list[i].Story)] = true
	}
	questions := map[place]string{}
	err := q.eachOf(inOrderOf(stories), func(scan func(...any) error) error {
		var p place
		var part int64
		err := scan(&p.story, &p.at, &part)
		questions[p] = questionID(part)
		return err
	}, `SELECT c.story, c.place, c.part FROM members c JOIN questions o ON o.question = c.part WHERE c.kind = 2 AND c.story`, ``)
	for i := range list {
		list[i].Question = questions[place{short(list[i].Story), int64(list[i].Start)}]
	}
	return err
}

// GaveSeveral returns the IDs of the questions to which a person gave more than one
// figure, n at most: those of which the person spoke last first.
func (db *DB) GaveSeveral(ctx context.Context, person string, n int) (ids []string, err error) {
	q := db.querying(ctx)
	part, err := q.partOf(descriptions, person)
	if err != nil {
		return nil, err
	}
	start := `json_extract(x.at, '$[0]')`
	if db.pool != nil {
		start = `CAST(CAST(x.at AS jsonb)->>0 AS bigint)`
	}
	err = q.each(func(scan func(...any) error) error {
		var part int64
		err := scan(&part)
		ids = append(ids, questionID(part))
		return err
	}, `SELECT c.part`+saidBy+`
		JOIN figures x ON x.story_id = b.story_id AND x.revision = b.revision AND x.statement = b.statement
		JOIN members c ON c.story = a.story AND c.kind = 2 AND c.place = `+start+undecided+`
		GROUP BY c.part HAVING count(DISTINCT a.story) > 1 AND (min(x.low) <> max(x.low) OR min(x.high) <> max(x.high) OR min(x.low_open) <> max(x.low_open) OR min(x.high_open) <> max(x.high_open)
			OR count(x.low) BETWEEN 1 AND count(*) - 1 OR count(x.high) BETWEEN 1 AND count(*) - 1)
		ORDER BY max(a.at) DESC, c.part LIMIT $2`, part, n)
	return ids, err
}

// A Role is what stories call a speaker, and which stories do.
type Role struct {
	Name        string
	Stories     int
	First, Last time.Time // when they were published
	Outlets     []string  // those of most stories first
}

// Roles returns the roles of a person, the latest first.
func (db *DB) Roles(ctx context.Context, person string) ([]Role, error) {
	q := db.querying(ctx)
	part, err := q.partOf(descriptions, person)
	if err != nil {
		return nil, err
	}
	of := map[string]*Role{}
	outlets := map[string]map[string]int{}
	err = q.each(func(scan func(...any) error) error {
		var b, outlet string
		var stories int
		var first, last int64
		if err := scan(&b, &outlet, &stories, &first, &last); err != nil {
			return err
		}
		k, err := speakerOf(b)
		if err != nil {
			return err
		}
		for _, name := range k.Roles {
			if of[name] == nil {
				of[name], outlets[name] = &Role{Name: name, First: time.UnixMilli(first)}, map[string]int{}
			}
			of[name].add(stories, time.UnixMilli(first), time.UnixMilli(last))
			outlets[name][outlet] += stories
		}
		return nil
	}, `SELECT d.speaker, z.outlet, z.stories, z.first, z.last FROM (
			SELECT a.member, s.outlet, count(*) AS stories, min(a.at) AS first, max(a.at) AS last
			FROM members m JOIN appearances a ON a.member = m.member JOIN digests g ON g.story = a.story JOIN stories s ON s.story_id = g.story_id
			WHERE m.part = $1 GROUP BY a.member, s.outlet) z
		JOIN descriptions d ON d.member = z.member`, part)
	var out []Role
	for name, r := range of {
		r.Outlets = mostFirst(outlets[name])
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Role) int {
		return cmp.Or(b.Last.Compare(a.Last), cmp.Compare(b.Stories, a.Stories), cmp.Compare(a.Name, b.Name))
	})
	return out, err
}

func (r *Role) add(stories int, first, last time.Time) {
	r.Stories += stories
	if first.Before(r.First) {
		r.First = first
	}
	if last.After(r.Last) {
		r.Last = last
	}
}
