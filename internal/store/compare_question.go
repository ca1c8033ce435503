package store

import (
	"cmp"
	"context"
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
