package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// The questions of more than one claim have a row each, so that they can be
// listed. Whether one is in dispute is looked at when it changes, in large ones
// when somebody asks.

// mostAtOnce is how many claims a question may have to be looked at as soon as
// it changes.
const mostAtOnce = 60

// unsettle brings the rows of the questions up to date that have changed.
func (c *comparison) unsettle() error {
	c.reading = map[int64]*comparedStory{}
	for _, story := range inOrderOf(c.linked) {
		err := c.exec(`UPDATE questions SET disputed = -1 WHERE question IN (SELECT part FROM members WHERE story = $1 AND kind = 2)`, story)
		if err != nil {
			return err
		}
	}
	changed := map[int64]bool{}
	for _, parts := range []map[int64]bool{c.parted, c.moved} {
		for p := range parts {
			changed[p] = true
		}
	}
	for _, part := range inOrderOf(changed) {
		if err := c.sumUp(part); err != nil {
			return err
		}
	}
	return nil
}

// sumUp writes the row of a question, if it is one and has more than one claim.
func (c *comparison) sumUp(part int64) error {
	var n, stories int
	var last int64
	var measure string
	err := c.one(`SELECT count(*), count(DISTINCT story), COALESCE(max(at), 0),
			COALESCE((SELECT measure FROM members WHERE part = $1 AND measure <> '' ORDER BY at, story, place, member LIMIT 1), '')
		FROM members WHERE part = $1 AND kind = $2`, []any{part, claims}, &n, &stories, &last, &measure)
	if err != nil {
		return err
	}
	if n < 2 {
		return c.exec(`DELETE FROM questions WHERE question = $1`, part)
	}
	state := -1
	if n <= mostAtOnce {
		q, err := c.question(part)
		if err != nil {
			return err
		}
		state = truth(disputed(q))
	}
	return c.exec(`INSERT INTO questions (question, measure, claims, stories, last, disputed) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (question) DO UPDATE SET measure = excluded.measure, claims = excluded.claims, stories = excluded.stories, last = excluded.last, disputed = excluded.disputed`,
		part, measure, n, stories, last, state)
}

// disputed reports whether claimants of a question do not agree: no number
// satisfies both, or only by an open end; or somebody denies.
func disputed(q *compare.Question) bool {
	for i := range q.Bands {
		for _, r := range q.Bands[i].Relations {
			if r.Kind == compare.Conflict || r.Kind == compare.Compatible {
				return true
			}
		}
	}
	return slices.ContainsFunc(q.Entries, func(e compare.Entry) bool { return e.Answer == compare.Denial })
}

// A claimPlace is where a claim stands: which one of a story.
type claimPlace struct {
	story int64
	item  int
}

// question assembles a question from the digests of its stories.
func (q querying) question(part int64) (*compare.Question, error) {
	places, stories, err := q.told(part)
	if err != nil {
		return nil, err
	}
	near, err := q.neighbours(places, stories)
	if err != nil {
		return nil, err
	}
	question := compare.NewQuestion(near.refs(places), near.digests, near.links)
	question.ID = questionID(part)
	return question, nil
}

// told returns the claims of a question, and the stories that they or answers to
// them stand in.
func (q querying) told(part int64) (places []claimPlace, stories map[int64]bool, err error) {
	keys := map[int64]bool{}
	stories = map[int64]bool{}
	err = q.each(func(scan func(...any) error) error {
		var p claimPlace
		var packed []byte
		err := scan(&p.story, &p.item, &packed)
		for _, k := range unpacked(packed) {
			keys[answerKey(k)] = true
		}
		stories[p.story] = true
		places = append(places, p)
		return err
	}, `SELECT story, item, keys FROM members WHERE part = $1 AND kind = $2 ORDER BY at, story, place, member`, part, claims)
	if err != nil {
		return nil, nil, err
	}
	open, err := q.answering(keys)
	for s := range open {
		stories[s] = true
	}
	return places, stories, err
}

// about returns what a question is about, which takes less than to assemble it.
func (q querying) about(part int64) (string, error) {
	places, stories, err := q.told(part)
	if err != nil {
		return "", err
	}
	if err := q.read(inOrderOf(stories)); err != nil {
		return "", err
	}
	n := newNeighbourhood()
	n.add(q, stories)
	return compare.About(n.refs(places), n.digests), nil
}

// A neighbourhood is stories and those that their claims were copied from, as far
// as that goes.
type neighbourhood struct {
	ids     map[int64]string
	digests map[string]*compare.Digest
	links   []compare.Link
}

func (n *neighbourhood) refs(places []claimPlace) (refs []compare.Ref) {
	for _, p := range places {
		refs = append(refs, compare.Ref{Story: n.ids[p.story], Claim: p.item})
	}
	return refs
}

func newNeighbourhood() *neighbourhood {
	return &neighbourhood{ids: map[int64]string{}, digests: map[string]*compare.Digest{}}
}

// add adds stories that were read.
func (n *neighbourhood) add(q querying, stories map[int64]bool) {
	for s := range stories {
		if d := q.reading[s].digest; d != nil {
			n.ids[s], n.digests[d.Story] = d.Story, d
		}
	}
}

// neighbours returns the neighbourhood of some stories with some claims.
func (q querying) neighbours(places []claimPlace, stories map[int64]bool) (*neighbourhood, error) {
	n := newNeighbourhood()
	var reached, to []int64
	next, before := stories, -1
	for len(next) > 0 || len(reached) > before {
		before = len(reached)
		if err := errors.Join(q.read(inOrderOf(next)), q.readLinks(reached)); err != nil {
			return nil, err
		}
		n.add(q, next)
		n.links, to = n.linksOf(q, reached)
		names, open := compare.Leads(n.refs(places), n.digests, n.links)
		reached = reached[:0]
		for _, id := range names {
			reached = append(reached, short(id))
		}
		next = map[int64]bool{}
		for _, i := range open {
			if s := q.reading[to[i]]; s == nil || s.digest != nil {
				next[to[i]] = true
			}
		}
	}
	n.links = slices.DeleteFunc(n.links, func(l compare.Link) bool { return l.To == "" })
	sortLinks(n.links)
	return n, q.readPersons(append(reached, inOrderOf(stories)...))
}

// linksOf returns the links of stories that were read, and where they lead. To is
// empty where that story is not of the neighbourhood.
func (n *neighbourhood) linksOf(q querying, stories []int64) (links []compare.Link, to []int64) {
	for _, s := range stories {
		links, to = append(links, q.reading[s].links...), append(to, q.reading[s].to...)
	}
	for i := range links {
		links[i].To = n.ids[to[i]]
	}
	return links, to
}

// A comparedStory is a story as it was compared, as far as it was read.
type comparedStory struct {
	digest        *compare.Digest // nil if it was not compared
	links         []compare.Link  // those that a claim may have come by, without To
	to            []int64         // where each of them leads
	named, linked bool            // its persons and links were read
}

// read reads the digests of stories, each once: questions of one event have many
// in common.
func (q querying) read(stories []int64) error {
	var unknown []int64
	for _, s := range stories {
		if q.reading[s] == nil {
			q.reading[s] = &comparedStory{}
			unknown = append(unknown, s)
		}
	}
	digests, err := q.digestsOf(unknown)
	for s, d := range digests {
		q.reading[s].digest = d
	}
	return err
}

// readPersons reads who the speakers of stories are that were read.
func (q querying) readPersons(stories []int64) error {
	digests := map[int64]*compare.Digest{}
	for _, s := range stories {
		if r := q.reading[s]; !r.named && r.digest != nil {
			digests[s] = r.digest
		}
		q.reading[s].named = true
	}
	return q.namePersons(digests)
}

// readLinks reads the links of stories that were read.
func (q querying) readLinks(stories []int64) error {
	var unknown []int64
	for _, s := range stories {
		if r := q.reading[s]; !r.linked && r.digest != nil {
			unknown = append(unknown, s)
		}
		q.reading[s].linked = true
	}
	return q.eachOf(unknown, func(scan func(...any) error) error {
		var from, to int64
		var l compare.Link
		if err := scanLink(scan, &from, &to, &l); err != nil {
			return err
		}
		s := q.reading[from]
		l.From = s.digest.Story
		s.links, s.to = append(s.links, l), append(s.to, to)
		return nil
	}, `SELECT `+linkColumns+` FROM links WHERE kind <> '`+string(compare.SharedQuote)+`' AND from_story`, ``)
}

func scanLink(scan func(...any) error, from, to *int64, l *compare.Link) error {
	var passages string
	if err := scan(from, to, &l.Kind, &l.Share, &l.Agency, &passages); err != nil {
		return err
	}
	var err error
	l.Passages, err = unpassages(passages)
	return err
}

func sortLinks(links []compare.Link) {
	slices.SortFunc(links, func(a, b compare.Link) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
}

// namePersons fills in who the speakers of digests are across stories.
func (q querying) namePersons(digests map[int64]*compare.Digest) error {
	stories := map[int64]bool{}
	for s := range digests {
		stories[s] = true
	}
	return q.eachOf(inOrderOf(stories), func(scan func(...any) error) error {
		var story, part int64
		var i, elsewhere int
		if err := scan(&story, &i, &part, &elsewhere); err != nil {
			return err
		}
		if elsewhere == 1 && i < len(digests[story].Speakers) {
			digests[story].Speakers[i].Person = personID(part)
		}
		return nil
	}, `SELECT a.story, a.speaker, n.part, CASE WHEN EXISTS (SELECT 1 FROM members m JOIN appearances b ON b.member = m.member WHERE m.part = n.part AND b.story <> a.story) THEN 1 ELSE 0 END
		FROM appearances a JOIN members n ON n.member = a.member WHERE a.story`, ``)
}

// partOf returns the part of the member that an ID names, or so much of it as
// names the members of one part alone: six digits at least.
func (q querying) partOf(kind int, id string) (int64, error) {
	low, high, ok := idRange(kind, id)
	parts := map[int64]bool{}
	if ok {
		err := q.each(func(scan func(...any) error) error {
			var part int64
			err := scan(&part)
			parts[part] = true
			return err
		}, `SELECT DISTINCT part FROM members WHERE member >= $1 AND member <= $2 AND kind = $3 LIMIT 2`, low, high, kind)
		if err != nil {
			return 0, err
		}
	}
	if len(parts) > 1 {
		return 0, fmt.Errorf("%s: %w", id, ErrAmbiguous)
	}
	for part := range parts {
		return part, nil
	}
	return 0, fmt.Errorf("%s: %w", id, ErrNotFound)
}

// idRange returns the members whose IDs begin so, with or without the letter.
func idRange(kind int, id string) (low, high int64, ok bool) {
	digits := strings.TrimPrefix(id, map[int]string{claims: "q", descriptions: "p"}[kind])
	if !hexDigits(digits) || len(digits) > 16 {
		return 0, 0, false
	}
	n, err := strconv.ParseUint(digits+strings.Repeat("0", 16-len(digits)), 16, 64)
	if err != nil {
		return 0, 0, false
	}
	rest := uint64(1)<<(4*(16-len(digits))) - 1
	return int64(n), int64(n | rest), true
}

// Question returns the question that an ID names: its own or that of any of its
// claims, or the first six digits or more of it, with or without its q.
func (db *DB) Question(ctx context.Context, id string) (*compare.Question, error) {
	return db.querying(ctx).questionNamed(id)
}

func (q querying) questionNamed(id string) (*compare.Question, error) {
	part, err := q.partOf(claims, id)
	if err != nil {
		return nil, fmt.Errorf("question %w", err)
	}
	return q.question(part)
}

// QuestionsOf returns the questions that a story has claims of, by the index of
// the claim in its digest.
func (db *DB) QuestionsOf(ctx context.Context, story string) (map[int]string, error) {
	out := map[int]string{}
	err := db.querying(ctx).each(func(scan func(...any) error) error {
		var i int
		var part int64
		err := scan(&i, &part)
		out[i] = questionID(part)
		return err
	}, `SELECT item, part FROM members WHERE story = $1 AND kind = $2`, short(story), claims)
	return out, err
}

// Points returns what converts offsets in the latest revisions of stories. A story
// that can't be loaded has offsets as they are.
func (db *DB) Points(ctx context.Context) compare.Points {
	held := map[string]onrecord.CodePoints{}
	return func(story string) onrecord.CodePoints {
		p, ok := held[story]
		if !ok {
			if s, ref, err := db.Find(ctx, story); err == nil && s.Redacted == "" {
				if rev, err := db.Revision(ctx, ref); err == nil {
					p = onrecord.CountCodePoints(rev.Text)
				}
			}
			held[story] = p
		}
		return p
	}
}

// mostBeside is how many questions Beside returns at most.
const mostBeside = 8

// QuestionAndBeside returns the question that an ID names, as Question does, and
// those about what else was counted at the same event: the first few by their IDs.
func (db *DB) QuestionAndBeside(ctx context.Context, id string) (*compare.Question, []*compare.Question, error) {
	reading := db.querying(ctx)
	q, err := reading.questionNamed(id)
	if err != nil {
		return nil, nil, err
	}
	beside, err := reading.beside(q)
	return q, beside, err
}

func (q querying) beside(of *compare.Question) ([]*compare.Question, error) {
	if !compare.IsToll(of.Measure) {
		return nil, nil
	}
	parts, err := q.tollsOf(of)
	if err != nil {
		return nil, err
	}
	var out []*compare.Question
	for _, part := range parts {
		about, err := q.about(part)
		if err != nil {
			return nil, err
		}
		if about != of.About() {
			continue
		}
		o, err := q.question(part)
		if err != nil {
			return nil, err
		}
		if !compare.Beside(of, o) {
			continue
		}
		if out = append(out, o); len(out) == mostBeside {
			break
		}
	}
	return out, nil
}

// tollsOf returns other questions that the stories of a question tell of, and that
// may be of its event: some dozens, in the order of their IDs.
func (q querying) tollsOf(of *compare.Question) ([]int64, error) {
	var parts []int64
	for _, s := range of.Stories {
		err := q.each(func(scan func(...any) error) error {
			var part int64
			var measure string
			err := scan(&part, &measure)
			if questionID(part) != of.ID && compare.IsToll(measure) && !slices.Contains(parts, part) {
				parts = append(parts, part)
			}
			return err
		}, `SELECT part, measure FROM members WHERE story = $1 AND kind = $2 ORDER BY place, member`, short(s), claims)
		if err != nil {
			return nil, err
		}
		if len(parts) > 6*mostBeside {
			break
		}
	}
	slices.SortFunc(parts, func(a, b int64) int { return cmp.Compare(uint64(a), uint64(b)) })
	return parts, nil
}

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
