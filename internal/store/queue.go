package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"github.com/onrecord/onrecord/internal/compare"
)

// The tables of sources and visits say what is due and when. What is due goes
// into a queue, River's, from which any number of processes take it. A job may
// run more than once and does no harm if it does; there is never more than one
// about the same thing in the queue. What is due is put off as it is queued, not
// taken away, so that even a job that is lost comes again.

// Jobs are what a process does with what it takes from the queue. An error means
// that the job is to be tried again; what went wrong with a source or a page
// is none, but is noted.
type Jobs struct {
	Poll  func(ctx context.Context, source string) error
	Visit func(ctx context.Context, address string) (Ref, error) // the revision to be read; zero if none
	Read  func(ctx context.Context, ref Ref) error
	// Trouble is told when the queue or a job fails, and with nil when work goes
	// on.
	Trouble func(error)
	// Lost is how long a job may take before its process is taken for dead and
	// another one does it.
	Lost time.Duration
}

// LostAfter is what Lost should be, well above what the slowest job takes.
const LostAfter = 5 * time.Minute

// A LaterError says that a job is to be done later. It did not fail.
type LaterError struct{ For time.Duration }

func (e *LaterError) Error() string { return "later, in " + e.For.String() }

const (
	fetchers    = 16 // jobs at a time that wait for servers
	requeue     = 10 * time.Minute
	lookEvery   = time.Second
	unreadEvery = time.Minute
	stopTime    = 10 * time.Second // that jobs get to finish
)

// The arguments of jobs; what they are about makes them unique.
type (
	pollArgs  struct{ Source string }
	visitArgs struct{ Address string }
	readArgs  struct {
		Story    string
		Revision int
	}
)

func (pollArgs) Kind() string  { return "poll" }
func (visitArgs) Kind() string { return "visit" }
func (readArgs) Kind() string  { return "read" }

const (
	queueFetch = "fetch"
	queueRead  = "read"
)

// once has at most one job about the same thing in the queue.
func once(queue string) river.InsertOpts {
	return river.InsertOpts{Queue: queue, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled}}}
}

func (pollArgs) InsertOpts() river.InsertOpts  { return once(queueFetch) }
func (visitArgs) InsertOpts() river.InsertOpts { return once(queueFetch) }
func (readArgs) InsertOpts() river.InsertOpts  { return once(queueRead) }

// A queue is River's on either database.
type queue interface {
	Start(context.Context) error
	Stopped() <-chan struct{}
	InsertMany(context.Context, []river.InsertManyParams) ([]*rivertype.JobInsertResult, error)
}

// newQueue returns the queue, to be started.
func (db *DB) newQueue(c *river.Config) (queue, error) {
	if db.pool != nil {
		return asQueue(riverpgxv5.New(db.pool), c)
	}
	c.PollOnly = true
	c.FetchPollInterval = 250 * time.Millisecond
	return asQueue(riversqlite.New(db.sql), c)
}

func asQueue[TTx any](driver riverdriver.Driver[TTx], c *river.Config) (queue, error) {
	return river.NewClient(driver, c)
}

// migrateQueue brings River's tables up to date.
func (db *DB) migrateQueue(ctx context.Context) error {
	if db.pool == nil {
		return migrateWith(ctx, riversqlite.New(db.sql))
	}
	c, err := db.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer c.Release()
	if _, err := c.Exec(ctx, `SELECT pg_advisory_lock($1)`, queueLock); err != nil {
		return err
	}
	defer c.Exec(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, queueLock)
	return migrateWith[pgx.Tx](ctx, riverpgxv5.New(db.pool))
}

// queueLock is held by who migrates River's tables on PostgreSQL.
const queueLock = int64(logLock) + 1

func migrateWith[TTx any](ctx context.Context, driver riverdriver.Driver[TTx]) error {
	m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// Work takes jobs from the queue and does them until ctx ends. Then it takes no
// more, lets those at hand finish, or puts them back if that takes long.
func (db *DB) Work(ctx context.Context, jobs Jobs) error {
	w := &working{db: db, jobs: jobs}
	workers := river.NewWorkers()
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, j *river.Job[pollArgs]) error {
		return w.done(ctx, jobs.Poll(ctx, j.Args.Source))
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, j *river.Job[visitArgs]) error {
		ref, err := jobs.Visit(ctx, j.Args.Address)
		if err == nil && ref.Revision > 0 {
			err = w.insert(ctx, []river.InsertManyParams{{Args: readArgs(ref)}})
		}
		return w.done(ctx, err)
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, j *river.Job[readArgs]) error {
		err := jobs.Read(ctx, Ref(j.Args))
		if errors.Is(err, ErrNotFound) || errors.Is(err, ErrRedacted) {
			err = nil // erased meanwhile
		}
		return w.done(ctx, err)
	}))
	var err error
	w.queue, err = db.newQueue(&river.Config{
		Queues:     map[string]river.QueueConfig{queueFetch: {MaxWorkers: fetchers}, queueRead: {MaxWorkers: 2 * runtime.GOMAXPROCS(0), FetchCooldown: 10 * time.Millisecond}},
		Workers:    workers,
		JobTimeout: jobs.Lost * 3 / 5, RescueStuckJobsAfter: jobs.Lost,
		SoftStopTimeout: stopTime, CompletedJobRetentionPeriod: requeue,
		FetchCooldown: 50 * time.Millisecond, MaxAttempts: 1000,
		RetryPolicy: retries{}, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return fmt.Errorf("opening the queue: %w", err)
	}
	if err := w.queue.Start(ctx); err != nil {
		return fmt.Errorf("starting the queue: %w", err)
	}
	w.look(ctx)
	<-w.queue.Stopped()
	return nil
}

// retries has a job that failed tried again soon, then later, at most an hour.
type retries struct{}

func (retries) NextRetry(j *rivertype.JobRow) time.Time {
	d := min(time.Second<<min(len(j.Errors), 12), time.Hour)
	return time.Now().Add(jittered(d))
}

// A working is a process at work.
type working struct {
	db    *DB
	jobs  Jobs
	queue queue
	mu    sync.Mutex
	ill   bool // Trouble was told
}

// done tells River what came of a job.
func (w *working) done(ctx context.Context, err error) error {
	var later *LaterError
	switch {
	case errors.As(err, &later):
		return river.JobSnooze(later.For + rand.N(later.For+1))
	case err != nil && ctx.Err() != nil:
		return river.JobSnooze(0) // stopped: another process is to do it
	case err != nil:
		w.trouble(err)
	}
	return err
}

func (w *working) trouble(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ill != (err != nil) || err != nil {
		w.jobs.Trouble(err)
	}
	w.ill = err != nil
}

// look puts what is due into the queue until ctx ends.
func (w *working) look(ctx context.Context) {
	var unread time.Time
	for ctx.Err() == nil {
		now := time.Now()
		err := w.due(ctx, now)
		if err == nil && now.Sub(unread) >= unreadEvery {
			if err = w.unread(ctx); err == nil {
				unread = now
			}
		}
		if ctx.Err() == nil {
			w.trouble(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(jittered(lookEvery)):
		}
	}
}

// due queues the sources and visits that are due.
func (w *working) due(ctx context.Context, now time.Time) error {
	sources, err := w.db.takeDue(ctx, `sources`, `paused = 0`, now)
	if err != nil {
		return err
	}
	visits, err := w.db.takeDue(ctx, `visits`, `source NOT IN (SELECT address FROM sources WHERE paused = 1)`, now)
	if err != nil {
		return err
	}
	var list []river.InsertManyParams
	for _, s := range sources {
		list = append(list, river.InsertManyParams{Args: pollArgs{s}})
	}
	for _, v := range visits {
		list = append(list, river.InsertManyParams{Args: visitArgs{v}})
	}
	return w.insert(ctx, list)
}

// takeDue returns what is due in a table and puts it off.
func (db *DB) takeDue(ctx context.Context, table, where string, now time.Time) (out []string, err error) {
	skip := ""
	if db.pool != nil {
		skip = ` FOR UPDATE SKIP LOCKED`
	} else if n := 0; true { // do not hold up who writes for nothing
		err := db.sql.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM `+table+` WHERE due <> '' AND due <= $1 AND `+where+` LIMIT 1)`, stamp(now)).Scan(&n)
		if err != nil || n == 0 {
			return nil, err
		}
		db.writing.Lock()
		defer db.writing.Unlock()
	}
	err = db.rows(ctx, func(scan func(...any) error) error {
		var address string
		err := scan(&address)
		out = append(out, address)
		return err
	}, `UPDATE `+table+` SET due = $2 WHERE address IN (SELECT address FROM `+table+` WHERE due <> '' AND due <= $1 AND `+where+` ORDER BY due LIMIT 200`+skip+`) RETURNING address`,
		stamp(now), stamp(now.Add(requeue)))
	return out, err
}

// unread queues revisions that nobody has read or compared, as where a process
// died just after it kept one.
func (w *working) unread(ctx context.Context) error {
	var list []river.InsertManyParams
	err := w.db.rows(ctx, func(scan func(...any) error) error {
		var a readArgs
		err := scan(&a.Story, &a.Revision)
		list = append(list, river.InsertManyParams{Args: a})
		return err
	}, `SELECT story_id, revision FROM revisions WHERE reader = '' AND text IS NOT NULL ORDER BY story_id, revision LIMIT 500`)
	if err != nil {
		return err
	}
	refs, err := w.db.uncomparedAfter(ctx, Ref{}, 500)
	if err != nil {
		return err
	}
	for _, ref := range refs {
		list = append(list, river.InsertManyParams{Args: readArgs(ref)})
	}
	return w.insert(ctx, list)
}

func (w *working) insert(ctx context.Context, list []river.InsertManyParams) error {
	if len(list) == 0 {
		return nil
	}
	if w.db.pool == nil {
		w.db.writing.Lock()
		defer w.db.writing.Unlock()
	}
	_, err := w.queue.InsertMany(ctx, list)
	return err
}

// A Length is how many jobs of one kind are in the queue.
type Length struct {
	Kind                     string // "poll", "visit", "read"
	Waiting, Running, Failed int    // Failed are to be tried again
}

// String says how much there is to do: "3 sources to fetch (and 1 to try again)".
func (l Length) String() string {
	words := map[string]string{"poll": "sources to fetch", "visit": "stories to fetch", "read": "revisions to read"}
	out := compare.Number(float64(l.Waiting+l.Running)) + " " + words[l.Kind]
	if l.Failed > 0 {
		out += " (and " + compare.Number(float64(l.Failed)) + " to try again)"
	}
	return out
}

// Queue returns how long the queue is.
func (db *DB) Queue(ctx context.Context) ([]Length, error) {
	out := []Length{{Kind: "poll"}, {Kind: "visit"}, {Kind: "read"}}
	err := db.rows(ctx, func(scan func(...any) error) error {
		var kind, state string
		var n int
		if err := scan(&kind, &state, &n); err != nil {
			return err
		}
		for i := range out {
			if out[i].Kind != kind {
				continue
			}
			switch state {
			case "running":
				out[i].Running += n
			case "retryable":
				out[i].Failed += n
			default:
				out[i].Waiting += n
			}
		}
		return nil
	}, `SELECT kind, CAST(state AS TEXT), count(*) FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled') GROUP BY kind, state`)
	return out, err
}
