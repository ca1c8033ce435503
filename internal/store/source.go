package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"time"
)

// A Source is where stories are announced: a feed, a sitemap or a site that
// names some.
type Source struct {
	Address  string
	Kind     string // "" until it was fetched
	Outlet   string
	FoundOn  string // the site whose page names it
	Every    time.Duration
	Paused   bool
	Added    time.Time
	Due      time.Time
	ETag     string
	Modified string // the Last-Modified header, as it came

	Tried, Succeeded time.Time // zero if never
	Failures         int       // in a row
	Error            string    // in words; empty if the last fetch went well

	// Counts over the addresses that it announced.
	Entries  int // addresses
	Stories  int // of which stories are in the ledger
	Empty    int // pages without a text
	Shrunken int // pages with less than half of the text before
	Failing  int // addresses that could not be fetched when last tried
}

// longestRest is the most that passes until a source that fails is tried again.
const longestRest = 24 * time.Hour

// AddSource adds a source, to be fetched at once and then again and again. It
// reports whether the ledger did not have it yet; if it did, nothing changes.
func (db *DB) AddSource(ctx context.Context, s Source, now time.Time) (added bool, err error) {
	err = db.write(ctx, func(tx *sql.Tx) error {
		added, err = addSource(ctx, tx, s, now)
		return err
	})
	return added, err
}

func addSource(ctx context.Context, tx *sql.Tx, s Source, now time.Time) (bool, error) {
	done, err := tx.ExecContext(ctx, `INSERT INTO sources (address, kind, outlet, found_on, every, paused, added, due, etag, last_modified, tried, succeeded, failures, error)
		VALUES ($1, '', '', $2, $3, 0, $4, $4, '', '', '', '', 0, '') ON CONFLICT (address) DO NOTHING`,
		plain(s.Address), plain(s.FoundOn), int64(s.Every/time.Second), stamp(now))
	if err != nil {
		return false, fmt.Errorf("adding %s: %w", s.Address, err)
	}
	n, err := done.RowsAffected()
	return n == 1, err
}

const sourceColumns = `address, kind, outlet, found_on, every, paused, added, due, etag, last_modified, tried, succeeded, failures, error`

func scanSource(scan func(...any) error) (s Source, err error) {
	var every int64
	var paused int
	var added, due, tried, succeeded string
	err = scan(&s.Address, &s.Kind, &s.Outlet, &s.FoundOn, &every, &paused, &added, &due, &s.ETag, &s.Modified, &tried, &succeeded, &s.Failures, &s.Error)
	s.Every, s.Paused = time.Duration(every)*time.Second, paused == 1
	s.Added, s.Due, s.Tried, s.Succeeded = unstamp(added), unstamp(due), unstamp(tried), unstamp(succeeded)
	return s, err
}

// Source returns a source without its counts.
func (db *DB) Source(ctx context.Context, address string) (Source, error) {
	s, err := scanSource(db.sql.QueryRowContext(ctx, `SELECT `+sourceColumns+` FROM sources WHERE address = $1`, address).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("source %s: %w", address, ErrNotFound)
	}
	return s, err
}

// Sources lists all sources in the order of their addresses.
func (db *DB) Sources(ctx context.Context) ([]Source, error) {
	return db.SourcesAfter(ctx, "", math.MaxInt32)
}

// SourcesAfter lists the next n sources behind an address in the order of addresses.
func (db *DB) SourcesAfter(ctx context.Context, address string, n int) ([]Source, error) {
	var out []Source
	at := map[string]int{}
	err := db.rows(ctx, func(scan func(...any) error) error {
		s, err := scanSource(scan)
		at[s.Address] = len(out)
		out = append(out, s)
		return err
	}, `SELECT `+sourceColumns+` FROM sources WHERE address > $1 ORDER BY address LIMIT $2`, address, n)
	if err != nil || len(out) == 0 {
		return nil, err
	}
	err = db.rows(ctx, func(scan func(...any) error) error {
		var address string
		var s Source
		if err := scan(&address, &s.Entries, &s.Stories, &s.Empty, &s.Shrunken, &s.Failing); err != nil {
			return err
		}
		if i, ok := at[address]; ok {
			o := &out[i]
			o.Entries, o.Stories, o.Empty, o.Shrunken, o.Failing = s.Entries, s.Stories, s.Empty, s.Shrunken, s.Failing
		}
		return nil
	}, `SELECT source, count(*), count(DISTINCT CASE WHEN story_id <> '' AND succeeded <> '' THEN story_id END), sum(empty), sum(shrunken), sum(CASE WHEN error <> '' THEN 1 ELSE 0 END)
		FROM visits WHERE source >= $1 AND source <= $2 GROUP BY source`, out[0].Address, out[len(out)-1].Address)
	return out, err
}

// Failing lists the sources that could not be fetched when they last were, but for
// those that are paused, without their counts.
func (db *DB) Failing(ctx context.Context) ([]Source, error) {
	var out []Source
	err := db.rows(ctx, func(scan func(...any) error) error {
		s, err := scanSource(scan)
		out = append(out, s)
		return err
	}, `SELECT `+sourceColumns+` FROM sources WHERE failures > 0 AND paused = 0 ORDER BY address`)
	return out, err
}

// rows calls f with each row of a query.
func (db *DB) rows(ctx context.Context, f func(scan func(...any) error) error, query string, args ...any) error {
	return db.querying(ctx).each(f, query, args...)
}

// PauseSource has a source, and the stories that it announced, left alone.
func (db *DB) PauseSource(ctx context.Context, address string) error {
	return db.changeSource(ctx, address, `UPDATE sources SET paused = 1 WHERE address = $1`, address)
}

// ResumeSource has a source fetched again, at once.
func (db *DB) ResumeSource(ctx context.Context, address string, now time.Time) error {
	return db.changeSource(ctx, address, `UPDATE sources SET paused = 0, failures = 0, due = $2 WHERE address = $1`, address, stamp(now))
}

// RemoveSource forgets a source. Its stories stay; they are not looked at again.
func (db *DB) RemoveSource(ctx context.Context, address string) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE visits SET due = '' WHERE source = $1`, address); err != nil {
			return err
		}
		return change(ctx, tx, address, `DELETE FROM sources WHERE address = $1`, address)
	})
}

func (db *DB) changeSource(ctx context.Context, address, query string, args ...any) error {
	return db.write(ctx, func(tx *sql.Tx) error { return change(ctx, tx, address, query, args...) })
}

func change(ctx context.Context, tx *sql.Tx, address, query string, args ...any) error {
	done, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("source %s: %w", address, ErrNotFound))
	}
	return nil
}

// An Announced is a story that a source tells of.
type Announced struct {
	URL, GUID           string
	Published, Modified time.Time // zero if the source does not tell
}

// A Poll is what came of fetching a source.
type Poll struct {
	Kind, Outlet   string
	ETag, Modified string
	NotModified    bool // nothing else is filled in then
	Entries        []Announced
	More           []string // sources that this one names
	// Error says in words why it could not be fetched; then nothing else counts
	// but RetryAfter, how long it wants to be left alone.
	Error      string
	RetryAfter time.Duration
}

// FinishPoll notes what came of fetching a source: the new stories are to be
// fetched, apart by the time given, those that the source says have changed are
// too, and the source itself is to be fetched when it is due again; if it fails,
// later and later.
func (db *DB) FinishPoll(ctx context.Context, address string, p *Poll, apart time.Duration, now time.Time) error {
	return db.write(ctx, func(tx *sql.Tx) error {
		s, err := scanSource(tx.QueryRowContext(ctx, `SELECT `+sourceColumns+` FROM sources WHERE address = $1`, address).Scan)
		if errors.Is(err, sql.ErrNoRows) {
			return nil // removed meanwhile
		}
		if err != nil {
			return err
		}
		if p.Error != "" {
			due := now.Add(max(backoff(s.Every, s.Failures), p.RetryAfter))
			_, err := tx.ExecContext(ctx, `UPDATE sources SET tried = $2, due = $3, failures = failures + 1, error = $4 WHERE address = $1`, address, stamp(now), stamp(due), plain(p.Error))
			return err
		}
		due := stamp(now.Add(jittered(s.Every)))
		if p.NotModified {
			_, err := tx.ExecContext(ctx, `UPDATE sources SET tried = $2, succeeded = $2, due = $3, failures = 0, error = '' WHERE address = $1`, address, stamp(now), due)
			return err
		}
		for i, e := range p.Entries {
			if err := announce(ctx, tx, address, e, now, now.Add(time.Duration(i)*apart)); err != nil {
				return err
			}
		}
		for _, more := range p.More {
			if _, err := addSource(ctx, tx, Source{Address: more, FoundOn: address, Every: s.Every}, now); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `UPDATE sources SET kind = $4, outlet = $5, etag = $6, last_modified = $7, tried = $2, succeeded = $2, due = $3, failures = 0, error = '' WHERE address = $1`,
			address, stamp(now), due, p.Kind, plain(p.Outlet), plain(p.ETag), plain(p.Modified))
		return err
	})
}

// announce notes an address to be visited, unless it is known; one that the
// source says has changed is visited again.
func announce(ctx context.Context, tx *sql.Tx, source string, e Announced, now, due time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO visits (address, url, source, guid, published, modified, first_seen, since, due, etag, last_modified, succeeded, failures, error, story_id, empty, shrunken)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, '', '', '', 0, '', '', 0, 0)
		ON CONFLICT (address) DO UPDATE SET due = excluded.due, modified = excluded.modified WHERE visits.modified < excluded.modified`,
		plain(NormalURL(e.URL)), plain(e.URL), source, plain(e.GUID), stamp(e.Published), stamp(e.Modified), stamp(now), stamp(due))
	return err
}

// backoff returns how long to rest after so many failures before this one.
func backoff(every time.Duration, failures int) time.Duration {
	d := every << min(failures, 20)
	if d <= 0 || d > longestRest {
		d = longestRest
	}
	return jittered(d)
}

// jittered returns d, a tenth more or less, so that not everything falls due at
// once.
func jittered(d time.Duration) time.Duration { return d*9/10 + rand.N(d/5+1) }
