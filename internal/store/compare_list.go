package store

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/internal/compare"
)

// A QuestionFilter says which questions are wanted. Empty means all.
type QuestionFilter struct {
	Query    string // a search, as Search takes it: those with claims in the stories found
	Measure  string
	Disputed bool // only those in dispute
}

// Questions returns the n questions that match and were told of last. Those that
// one story alone tells of are among them only if they are in dispute.
func (db *DB) Questions(ctx context.Context, f QuestionFilter, n int) ([]*compare.Question, error) {
	within, err := db.partsFound(ctx, f.Query)
	if err != nil {
		return nil, err
	}
	q := db.querying(ctx)
	var out []*compare.Question
	next := q.rowsByTime
	if within != nil {
		next = rowsOnce(q, within)
	}
	for after := (questionRow{last: math.MaxInt64}); len(out) < n; {
		rows, err := next(after)
		if err != nil || len(rows) == 0 {
			return out, err
		}
		after = rows[len(rows)-1]
		for _, r := range rows {
			if len(out) == n || !f.mayMatch(&r) {
				continue
			}
			question, err := q.question(r.part)
			if err != nil {
				return nil, err
			}
			if (!f.Disputed && r.stories > 1) || disputed(question) {
				out = append(out, question)
			}
		}
	}
	return out, nil
}

// mayMatch reports whether a question can match, by its row.
func (f *QuestionFilter) mayMatch(r *questionRow) bool {
	return (f.Measure == "" || f.Measure == r.measure) && (r.disputed != 0 || !f.Disputed && r.stories > 1)
}

// partsFound returns the questions with claims in the stories that a query
// finds; nil without a query.
func (db *DB) partsFound(ctx context.Context, query string) (map[int64]bool, error) {
	if strings.TrimSpace(query) == "" {
		return nil, nil
	}
	hits, err := db.matches(ctx, query, false)
	if err != nil {
		return nil, err
	}
	stories := map[int64]bool{}
	for _, h := range hits {
		stories[short(h.Story)] = true
	}
	out := map[int64]bool{}
	err = db.querying(ctx).eachOf(inOrderOf(stories), func(scan func(...any) error) error {
		var part int64
		err := scan(&part)
		out[part] = true
		return err
	}, `SELECT DISTINCT part FROM members WHERE kind = 2 AND story`, ``)
	return out, err
}

// A questionRow is a question as it is listed.
type questionRow struct {
	part, last        int64
	measure           string
	stories, disputed int
}

const questionColumns = `question, last, measure, stories, disputed`

func scanQuestionRow(scan func(...any) error) (r questionRow, err error) {
	err = scan(&r.part, &r.last, &r.measure, &r.stories, &r.disputed)
	return r, err
}

// rowsByTime returns the next questions after one, those told of last first.
func (q querying) rowsByTime(after questionRow) (rows []questionRow, err error) {
	err = q.each(func(scan func(...any) error) error {
		r, err := scanQuestionRow(scan)
		rows = append(rows, r)
		return err
	}, `SELECT `+questionColumns+` FROM questions WHERE (last, question) < ($1, $2) ORDER BY last DESC, question DESC LIMIT 500`, after.last, after.part)
	return rows, err
}

// rowsOnce returns what gives some questions, those told of last first, and
// nothing when it is called again.
func rowsOnce(q querying, within map[int64]bool) func(questionRow) ([]questionRow, error) {
	done := false
	return func(questionRow) (rows []questionRow, err error) {
		if done {
			return nil, nil
		}
		done = true
		err = q.eachOf(inOrderOf(within), func(scan func(...any) error) error {
			r, err := scanQuestionRow(scan)
			rows = append(rows, r)
			return err
		}, `SELECT `+questionColumns+` FROM questions WHERE question`, ``)
		slices.SortFunc(rows, func(a, b questionRow) int { return cmp.Or(cmp.Compare(b.last, a.last), cmp.Compare(b.part, a.part)) })
		return rows, err
	}
}
