package store

import (
	"cmp"
	"context"
	"fmt"
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
	listed, err := db.QuestionsAfter(ctx, f, "", n)
	var out []*compare.Question
	for _, l := range listed {
		out = append(out, l.Question)
	}
	return out, err
}

// A ListedQuestion is a question and its place in the list of all.
type ListedQuestion struct {
	*compare.Question
	Key string
}

// QuestionsAfter returns what Questions would behind the question with a key; all
// if that is empty.
func (db *DB) QuestionsAfter(ctx context.Context, f QuestionFilter, key string, n int) (out []ListedQuestion, err error) {
	after := questionRow{last: math.MaxInt64}
	if key != "" {
		if _, err := fmt.Sscanf(key, "%d.%d", &after.last, &after.part); err != nil {
			return nil, fmt.Errorf("place %q among questions: %w", key, ErrNotFound)
		}
	}
	within, err := db.partsFound(ctx, f.Query)
	if err != nil {
		return nil, err
	}
	q := db.querying(ctx)
	next := q.rowsByTime
	if within != nil {
		next = rowsOnce(q, within)
	}
	for len(out) < n {
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
				out = append(out, ListedQuestion{question, fmt.Sprintf("%d.%d", r.last, r.part)})
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

// rowsOnce returns what gives those of some questions that are after one, those told
// of last first, and nothing when it is called again.
func rowsOnce(q querying, within map[int64]bool) func(questionRow) ([]questionRow, error) {
	done := false
	return func(after questionRow) (rows []questionRow, err error) {
		if done {
			return nil, nil
		}
		done = true
		err = q.eachOf(inOrderOf(within), func(scan func(...any) error) error {
			r, err := scanQuestionRow(scan)
			rows = append(rows, r)
			return err
		}, `SELECT `+questionColumns+` FROM questions WHERE question`, ``)
		byTime := func(a, b questionRow) int { return cmp.Or(cmp.Compare(b.last, a.last), cmp.Compare(b.part, a.part)) }
		rows = slices.DeleteFunc(rows, func(r questionRow) bool { return byTime(r, after) <= 0 })
		slices.SortFunc(rows, byTime)
		return rows, err
	}
}
