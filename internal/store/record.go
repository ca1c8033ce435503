package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
)

// Reader names what a record was read with: the program's version and the
// weights. Records by the same reader are the same.
func Reader(english string) string { return onrecord.Version + " " + english }

// PutRecord keeps what a revision was read as, in place of what it was read as
// before. It does nothing if the revision's text is not the record's.
func (db *DB) PutRecord(ctx context.Context, ref Ref, r *onrecord.Record) error {
	err := db.write(ctx, func(tx *sql.Tx) error { return db.putRecord(ctx, tx, ref, r) })
	if err != nil {
		return fmt.Errorf("keeping the record of %s: %w", ref, err)
	}
	return nil
}

func (db *DB) putRecord(ctx context.Context, tx *sql.Tx, ref Ref, r *onrecord.Record) error {
	if err := db.clear(ctx, tx, ref); err != nil {
		return err
	}
	done, err := tx.ExecContext(ctx, `UPDATE revisions SET reader = $3, unread = '', language = $4, layout = $5, compared = 0
		WHERE story_id = $1 AND revision = $2 AND text_sha256 = $6 AND text IS NOT NULL`,
		ref.Story, ref.Revision, Reader(r.English), r.Language, layoutJSON(&r.Layout), digest([]byte(r.Text)))
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, ErrNotFound)
	}
	if err := putRows(ctx, tx, ref, r); err != nil {
		return err
	}
	if err := db.index(ctx, tx, ref, r); err != nil {
		return err
	}
	sum, err := readingDigest(ctx, tx, ref)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE revisions SET record_sha256 = $3 WHERE story_id = $1 AND revision = $2`, ref.Story, ref.Revision, sum)
	return err
}

// PutUnread notes that a revision could not be read, and why in words. Its
// text is found by search nevertheless.
func (db *DB) PutUnread(ctx context.Context, ref Ref, english, why string) error {
	rev, err := db.Revision(ctx, ref)
	if err != nil {
		return err
	}
	return db.comparing(ctx, func(c *comparison) error {
		tx := c.tx
		if err := c.supersede(ref); err != nil {
			return err
		}
		if err := db.clear(ctx, tx, ref); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE revisions SET reader = $3, unread = $4, language = '', layout = '', record_sha256 = '' WHERE story_id = $1 AND revision = $2`,
			ref.Story, ref.Revision, Reader(english), plain(why))
		if err != nil {
			return err
		}
		return db.index(ctx, tx, ref, &onrecord.Record{Revision: *rev})
	})
}

// readings are the tables that hold what a revision was read as, with their
// columns behind story_id and revision, the rest of the key first.
var readings = []struct{ table, key, columns string }{
	{"speakers", "speaker", "speaker, kind, name, country, roles, plural, mentions_at"},
	{"statements", "statement", "statement, kind, act, source, cue, content, source_at, cue_at, content_at, said_at, said_from, said_to, venue_at, to_at, hedges_at, continues, within, confidence"},
	{"statement_speakers", "statement, place", "statement, place, speaker"},
	{"figures", "figure", "figure, at, words, low, high, low_open, high_open, approximate, measure, unit, of_at, of_name, place_at, period_at, period_from, period_to, cumulative, part_of, change, status, statement"},
	{"notes", "note", "note, kind, at, words, by_name, covers_at"},
}

// readingDigest returns the SHA-256 of the rows that a revision was read as.
func readingDigest(ctx context.Context, q querier, ref Ref) (string, error) {
	sum := sha256.New()
	for _, r := range readings {
		rows, err := q.QueryContext(ctx, `SELECT `+r.columns+` FROM `+r.table+` WHERE story_id = $1 AND revision = $2 ORDER BY `+r.key, ref.Story, ref.Revision)
		if err != nil {
			return "", err
		}
		err = digestRows(sum, r.table, rows)
		rows.Close()
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// digestRows adds rows to a sum, each value quoted so that none runs into the next.
func digestRows(sum hash.Hash, table string, rows *sql.Rows) error {
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, at := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		at[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(at...); err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s", table)
		for _, v := range values {
			fmt.Fprintf(sum, " %q", fmt.Sprint(v))
		}
		fmt.Fprintln(sum)
	}
	return rows.Err()
}

// A querier is the database, or a transaction on it.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// clear removes what a revision was read as.
func (db *DB) clear(ctx context.Context, tx *sql.Tx, ref Ref) error {
	if err := db.unindex(ctx, tx, ref); err != nil {
		return err
	}
	for _, r := range readings {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+r.table+` WHERE story_id = $1 AND revision = $2`, ref.Story, ref.Revision); err != nil {
			return err
		}
	}
	return nil
}

// putRows fills the tables of readings.
func putRows(ctx context.Context, tx *sql.Tx, ref Ref, r *onrecord.Record) error {
	key := []any{ref.Story, ref.Revision}
	row := func(values ...any) []any { return append(key[:2:2], values...) }
	var speakers, statements, by, figures, notes [][]any
	for i := range r.Speakers {
		k := &r.Speakers[i]
		speakers = append(speakers, row(number(k.ID), string(k.Kind), plain(k.Name), k.Country, jsonList(k.Roles), truth(k.Plural), spansJSON(k.Mentions)))
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		statements = append(statements, row(number(s.ID), string(s.Kind), string(s.Act), words(r, s.Source), words(r, s.Cue), words(r, s.Content),
			spansJSON(s.Source), spansJSON(s.Cue), spansJSON(s.Content), spanJSON(s.Said.Span), day(s.Said.From), day(s.Said.To),
			spanJSON(s.Venue), spanJSON(s.To), spansJSON(s.Hedges), number(s.Continues), number(s.Within), s.Confidence))
		for place, k := range s.Speakers {
			by = append(by, row(number(s.ID), place+1, number(k)))
		}
	}
	for i := range r.Figures {
		f := &r.Figures[i]
		figures = append(figures, row(number(f.ID), spanJSON(f.Span), words(r, []onrecord.Span{f.Span}), bound(f.Low), bound(f.High), truth(f.LowOpen), truth(f.HighOpen),
			truth(f.Approximate), plain(f.Measure), f.Unit, spanJSON(f.Of.Span), plain(f.Of.Name), spanJSON(f.Place), spanJSON(f.Period.Span),
			day(f.Period.From), day(f.Period.To), truth(f.Cumulative), number(f.PartOf), string(f.Change), string(f.Status), number(f.Statement)))
	}
	for i, n := range r.Notes {
		notes = append(notes, row(i+1, string(n.Kind), spanJSON(n.Span), words(r, []onrecord.Span{n.Span}), plain(n.By), spanJSON(n.Covers)))
	}
	for i, rows := range [][][]any{speakers, statements, by, figures, notes} {
		if err := insert(ctx, tx, readings[i].table+` (story_id, revision, `+readings[i].columns+`)`, rows); err != nil {
			return err
		}
	}
	return nil
}

// insert adds rows to a table, many with one command. The numbers of rows that
// a command takes are few, so that the database can keep its plans.
func insert(ctx context.Context, tx *sql.Tx, into string, rows [][]any) error {
	return insertRows(func(query string, args ...any) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	}, into, "", rows)
}

// insertRows is insert by a function that runs a command, with what is to be done
// where a row is there already.
func insertRows(exec func(string, ...any) error, into, conflict string, rows [][]any) error {
	for _, n := range []int{32, 8, 1} {
		for len(rows) >= n {
			var args []any
			for _, row := range rows[:n] {
				args = append(args, row...)
			}
			if err := exec(`INSERT INTO `+into+` VALUES `+places(n, len(rows[0]))+conflict, args...); err != nil {
				return err
			}
			rows = rows[n:]
		}
	}
	return nil
}

// places returns the placeholders of so many rows: "($1,$2),($3,$4)".
func places(rows, columns int) string {
	var b strings.Builder
	for i := range rows * columns {
		switch {
		case i == 0:
			b.WriteByte('(')
		case i%columns == 0:
			b.WriteString("),(")
		default:
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(i + 1))
	}
	b.WriteByte(')')
	return b.String()
}

// Record returns what a revision was read as. Its Document is nil. If nothing
// has read it yet, it has no statements and an empty English.
func (db *DB) Record(ctx context.Context, ref Ref) (*onrecord.Record, error) {
	return db.querying(ctx).record(ref)
}

func (q querying) record(ref Ref) (*onrecord.Record, error) {
	r := &onrecord.Record{}
	var layout string
	rev, err := q.revision(ref, &r.English, &r.Language, &layout)
	if err != nil {
		return nil, err
	}
	r.Revision = *rev
	if err := unlayout(layout, &r.Layout); err != nil {
		return nil, err
	}
	if r.Published.IsZero() {
		r.Published = r.Layout.Published
	}
	r.Problems = onrecord.InvalidBytes(r.Text)
	return r, errors.Join(q.addSpeakers(ref, r), q.addStatements(ref, r), q.addFigures(ref, r), q.addNotes(ref, r))
}

// Revision returns a revision as it was kept, to be read. Its text is empty if
// it was redacted.
func (db *DB) Revision(ctx context.Context, ref Ref) (*onrecord.Revision, error) {
	var english, language, layout string
	return db.querying(ctx).revision(ref, &english, &language, &layout)
}

// revision returns a revision, and what the reader found of it as a whole.
func (q querying) revision(ref Ref, english, language, layout *string) (*onrecord.Revision, error) {
	r := &onrecord.Revision{}
	var text []byte
	var byline, related, published, modified, reader string
	var teaser int
	err := q.one(`SELECT text, title, byline, outlet, url, canonical, guid, declared, related, teaser,
			published, published_by, modified, modified_by, reader, language, layout
		FROM revisions WHERE story_id = $1 AND revision = $2`, []any{ref.Story, ref.Revision},
		&text, &r.Title, &byline, &r.Outlet, &r.URL, &r.Canonical, &r.GUID, &r.Declared, &related, &teaser,
		&published, &r.PublishedBy, &modified, &r.ModifiedBy, &reader, language, layout)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%s: %w", ref, ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	r.Text, r.Teaser = string(text), teaser == 1
	r.Published, r.Modified = unstamp(published), unstamp(modified)
	_, *english, _ = strings.Cut(reader, " ")
	return r, errors.Join(unlist(byline, &r.Byline), unlist(related, &r.Related))
}

func (q querying) addSpeakers(ref Ref, r *onrecord.Record) error {
	return q.each(func(scan func(...any) error) error {
		var k onrecord.Speaker
		var n, plural int
		var roles, mentions string
		if err := scan(&n, &k.Kind, &k.Name, &k.Country, &roles, &plural, &mentions); err != nil {
			return err
		}
		k.ID, k.Plural = id('k', n), plural == 1
		err := errors.Join(unlist(roles, &k.Roles), unspans(mentions, &k.Mentions))
		r.Speakers = append(r.Speakers, k)
		return err
	}, `SELECT speaker, kind, name, country, roles, plural, mentions_at FROM speakers
		WHERE story_id = $1 AND revision = $2 ORDER BY speaker`, ref.Story, ref.Revision)
}

func (q querying) addStatements(ref Ref, r *onrecord.Record) error {
	err := q.each(func(scan func(...any) error) error {
		var s onrecord.Statement
		var n, continues, within int
		var source, cue, content, said, from, to, venue, addressee, hedges string
		if err := scan(&n, &s.Kind, &s.Act, &source, &cue, &content, &said, &from, &to, &venue, &addressee, &hedges, &continues, &within, &s.Confidence); err != nil {
			return err
		}
		s.ID, s.Continues, s.Within = id('s', n), id('s', continues), id('s', within)
		s.Said.From, s.Said.To = unday(from), unday(to)
		err := errors.Join(unspans(source, &s.Source), unspans(cue, &s.Cue), unspans(content, &s.Content), unspan(said, &s.Said.Span),
			unspan(venue, &s.Venue), unspan(addressee, &s.To), unspans(hedges, &s.Hedges))
		r.Statements = append(r.Statements, s)
		return err
	}, `SELECT statement, kind, act, source_at, cue_at, content_at, said_at, said_from, said_to, venue_at, to_at, hedges_at, continues, within, confidence
		FROM statements WHERE story_id = $1 AND revision = $2 ORDER BY statement`, ref.Story, ref.Revision)
	if err != nil {
		return err
	}
	return q.each(func(scan func(...any) error) error {
		var statement, k int
		if err := scan(&statement, &k); err != nil {
			return err
		}
		if statement < 1 || statement > len(r.Statements) {
			return fmt.Errorf("%s: a speaker for s%d, which is not there", ref, statement)
		}
		s := &r.Statements[statement-1]
		s.Speakers = append(s.Speakers, id('k', k))
		return nil
	}, `SELECT statement, speaker FROM statement_speakers
		WHERE story_id = $1 AND revision = $2 ORDER BY statement, place`, ref.Story, ref.Revision)
}

func (q querying) addFigures(ref Ref, r *onrecord.Record) error {
	return q.each(func(scan func(...any) error) error {
		var f onrecord.Figure
		var n, lowOpen, highOpen, approximate, cumulative, partOf, statement int
		var low, high sql.NullFloat64
		var at, of, place, period, from, to string
		err := scan(&n, &at, &low, &high, &lowOpen, &highOpen, &approximate, &f.Measure, &f.Unit, &of, &f.Of.Name, &place, &period, &from, &to,
			&cumulative, &partOf, &f.Change, &f.Status, &statement)
		if err != nil {
			return err
		}
		f.ID, f.PartOf, f.Statement = id('f', n), id('f', partOf), id('s', statement)
		f.Low, f.High = unbound(low, -1), unbound(high, 1)
		f.LowOpen, f.HighOpen, f.Approximate, f.Cumulative = lowOpen == 1, highOpen == 1, approximate == 1, cumulative == 1
		f.Period.From, f.Period.To = unday(from), unday(to)
		err = errors.Join(unspan(at, &f.Span), unspan(of, &f.Of.Span), unspan(place, &f.Place), unspan(period, &f.Period.Span))
		r.Figures = append(r.Figures, f)
		return err
	}, `SELECT figure, at, low, high, low_open, high_open, approximate, measure, unit, of_at, of_name, place_at, period_at, period_from, period_to, cumulative, part_of, change, status, statement
		FROM figures WHERE story_id = $1 AND revision = $2 ORDER BY figure`, ref.Story, ref.Revision)
}

func (q querying) addNotes(ref Ref, r *onrecord.Record) error {
	return q.each(func(scan func(...any) error) error {
		var n onrecord.Note
		var at, covers string
		if err := scan(&n.Kind, &at, &n.By, &covers); err != nil {
			return err
		}
		err := errors.Join(unspan(at, &n.Span), unspan(covers, &n.Covers))
		r.Notes = append(r.Notes, n)
		return err
	}, `SELECT kind, at, by_name, covers_at FROM notes
		WHERE story_id = $1 AND revision = $2 ORDER BY note`, ref.Story, ref.Revision)
}
