package store

import (
	"context"
	"database/sql"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/onrecord/onrecord"
)

// An entry of the index is what a revision or one of its statements is found by.
type indexEntry struct {
	statement               int // 0 for the revision
	at                      string
	words, speakers, outlet string
	marks                   string // acts and measures, see mark
}

// index makes a revision findable, and its statements unless a later revision is
// in the index already; those of earlier ones are then found no more.
func (db *DB) index(ctx context.Context, tx *sql.Tx, ref Ref, r *onrecord.Record) error {
	var published, seen string
	if err := tx.QueryRowContext(ctx, `SELECT published, seen FROM revisions WHERE story_id = $1 AND revision = $2`, ref.Story, ref.Revision).Scan(&published, &seen); err != nil {
		return err
	}
	day := published
	if day == "" {
		day = stampOr(r.Published, seen)
	}
	entries := indexEntries(r, day)
	last, err := db.supersede(ctx, tx, ref)
	if err != nil {
		return err
	}
	if !last {
		entries = entries[:1]
	}
	for _, e := range entries {
		if err := db.indexOne(ctx, tx, ref, e); err != nil {
			return err
		}
	}
	return nil
}

// indexEntries returns what a record and its statements are found by. A statement
// of which nobody says when it was made is taken to be of the day given.
func indexEntries(r *onrecord.Record, day string) []indexEntry {
	outlet := stemmed(r.Outlet)
	var all strings.Builder
	named := make([]string, len(r.Speakers))
	for i := range r.Speakers {
		named[i] = stemmed(r.Speakers[i].Name + " " + strings.Join(r.Speakers[i].Roles, " "))
		all.WriteString(named[i])
	}
	marks := marksOf(r)
	entries := []indexEntry{{0, day, stemmed(r.Text), all.String(), outlet, strings.Join(marks, " ")}}
	for i := range r.Statements {
		s := &r.Statements[i]
		e := indexEntry{number(s.ID), stampOr(s.Said.From, day), stemmed(words(r, s.Content)), stemmed(words(r, s.Source)), outlet, marks[i]}
		for _, k := range s.Speakers {
			if n := number(k) - 1; n >= 0 && n < len(named) {
				e.speakers += named[n]
			}
		}
		entries = append(entries, e)
	}
	return entries
}

// supersede takes the statements of earlier revisions out of the index, and
// reports whether no later one is in it. It holds the story until tx ends.
func (db *DB) supersede(ctx context.Context, tx *sql.Tx, ref Ref) (last bool, err error) {
	if _, err := tx.ExecContext(ctx, `UPDATE stories SET latest = latest WHERE story_id = $1`, ref.Story); err != nil {
		return false, err
	}
	var later int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM indexed WHERE story_id = $1 AND revision > $2`, ref.Story, ref.Revision).Scan(&later); err != nil {
		return false, err
	}
	if later > 0 || ref.Revision == 1 {
		return later == 0, nil
	}
	const these = ` WHERE story_id = $1 AND revision < $2 AND statement > 0`
	if db.pool == nil {
		if _, err := tx.ExecContext(ctx, `DELETE FROM statement_words WHERE rowid IN (SELECT row_id FROM indexed`+these+`)`, ref.Story, ref.Revision); err != nil {
			return false, err
		}
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM indexed`+these, ref.Story, ref.Revision)
	return true, err
}

// marksOf returns the marks of each statement: its act and the measures of its
// figures. Behind them are those of the figures that are nobody's.
func marksOf(r *onrecord.Record) []string {
	marks := make([]string, len(r.Statements)+1)
	for i := range r.Statements {
		marks[i] = mark("act", string(r.Statements[i].Act)) + " "
	}
	for i := range r.Figures {
		n := number(r.Figures[i].Statement) - 1
		if n < 0 || n >= len(r.Statements) {
			n = len(r.Statements)
		}
		marks[n] += mark("measure", r.Figures[i].Measure) + " "
	}
	return marks
}

// mark returns the word that stands in the index for an act or a measure.
func mark(field, value string) string {
	return field + strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(value))
}

// stampOr returns t as the tables hold times, or another stamp if it is zero.
func stampOr(t time.Time, other string) string {
	if t.IsZero() {
		return other
	}
	return stamp(t)
}

func (db *DB) indexOne(ctx context.Context, tx *sql.Tx, ref Ref, e indexEntry) error {
	if db.pool != nil {
		_, err := tx.ExecContext(ctx, `INSERT INTO indexed (story_id, revision, statement, at, stems) VALUES ($1, $2, $3, $4, CAST($5 AS text)::tsvector)`,
			ref.Story, ref.Revision, e.statement, e.at, vector(&e))
		return err
	}
	done, err := tx.ExecContext(ctx, `INSERT INTO indexed (story_id, revision, statement, at) VALUES ($1, $2, $3, $4)`, ref.Story, ref.Revision, e.statement, e.at)
	if err != nil {
		return err
	}
	row, err := done.LastInsertId()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, wordsInto(e.statement > 0), row, e.words, e.speakers, e.outlet, e.marks)
	return err
}

// wordsTable returns the table that SQLite keeps the words of stories or
// statements in.
func wordsTable(statements bool) string {
	if statements {
		return "statement_words"
	}
	return "story_words"
}

// wordsInto returns the command that puts words there.
func wordsInto(statements bool) string {
	return `INSERT INTO ` + wordsTable(statements) + ` (rowid, words, speakers, outlet, marks) VALUES ($1, $2, $3, $4, $5)`
}

// unindex takes a story out of the index: one revision of it, or all if that
// is 0.
func (db *DB) unindex(ctx context.Context, tx *sql.Tx, ref Ref) error {
	const these = ` WHERE story_id = $1 AND ($2 = 0 OR revision = $2)`
	if db.pool == nil {
		for _, q := range []string{
			`DELETE FROM story_words WHERE rowid IN (SELECT row_id FROM indexed` + these + ` AND statement = 0)`,
			`DELETE FROM statement_words WHERE rowid IN (SELECT row_id FROM indexed` + these + ` AND statement > 0)`,
		} {
			if _, err := tx.ExecContext(ctx, q, ref.Story, ref.Revision); err != nil {
				return err
			}
		}
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM indexed`+these, ref.Story, ref.Revision)
	return err
}

// forgetWords has SQLite rewrite the index, which marks what is deleted and
// holds on to its words otherwise.
func (db *DB) forgetWords(ctx context.Context) error {
	for _, table := range []string{wordsTable(false), wordsTable(true)} {
		if _, err := db.sql.ExecContext(ctx, `INSERT INTO `+table+` (`+table+`) VALUES ('optimize')`); err != nil {
			return err
		}
	}
	return nil
}
