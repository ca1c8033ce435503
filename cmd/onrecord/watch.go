package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/ingest"
	"github.com/onrecord/onrecord/internal/store"
)

// stopping is what an interrupt does while a command runs that puts its work
// away before it ends. If it is nil, the program ends at once.
var stopping atomic.Pointer[context.CancelFunc]

// A watcher does the jobs of the queue.
type watcher struct {
	db      *store.DB
	client  *ingest.Client
	english string
	delay   time.Duration // between two requests to one host
	mu      sync.Mutex    // held while a line is printed
}

// networkFlags are what the commands that fetch have in common.
type networkFlags struct {
	delay   *time.Duration
	private *bool
}

func addNetworkFlags(cmd *cobra.Command) networkFlags {
	return networkFlags{cmd.Flags().Duration("delay", 2*time.Second, flagDelay), cmd.Flags().Bool("allow-private", false, flagPrivate)}
}

func (f networkFlags) client() *ingest.Client { return ingest.NewClient(*f.delay, *f.private) }

func watchCommand() *cobra.Command {
	var every *time.Duration
	var network networkFlags
	var lost *time.Duration
	cmd := ledgerCommand(watchUse, watchShort, watchLong, cobra.ArbitraryArgs, func(cmd *cobra.Command, db *store.DB, args []string) error {
		if err := addSources(cmd.Context(), db, args, *every); err != nil {
			return err
		}
		known, err := db.Sources(cmd.Context())
		if err != nil {
			return err
		}
		if len(known) == 0 {
			return nothingToWatch()
		}
		return work(cmd.Context(), db, network, *lost)
	})
	every = cmd.Flags().Duration("every", 15*time.Minute, flagEvery)
	network, lost = addNetworkFlags(cmd), addLostFlag(cmd)
	cmd.Example = watchExample
	return cmd
}

// addSources adds what args name to the sources of the ledger.
func addSources(ctx context.Context, db *store.DB, args []string, every time.Duration) error {
	if every < time.Second {
		return tooOften()
	}
	for _, arg := range args {
		address, err := ingest.SourceAddress(arg)
		if err != nil {
			return notASource(arg, err)
		}
		if _, err := db.AddSource(ctx, store.Source{Address: address, Every: every}, time.Now()); err != nil {
			return err
		}
	}
	return nil
}

// addLostFlag adds the time after which a job's process is taken for dead. No
// user needs to know it; tests do.
func addLostFlag(cmd *cobra.Command) *time.Duration {
	lost := cmd.Flags().Duration("lost", store.LostAfter, "")
	cmd.Flags().MarkHidden("lost")
	return lost
}

func workCommand() *cobra.Command {
	var network networkFlags
	var lost *time.Duration
	cmd := ledgerCommand(workUse, workShort, workLong, cobra.NoArgs, func(cmd *cobra.Command, db *store.DB, _ []string) error {
		return work(cmd.Context(), db, network, *lost)
	})
	network, lost = addNetworkFlags(cmd), addLostFlag(cmd)
	return cmd
}

// newWatcher returns what does the jobs of a ledger.
func newWatcher(db *store.DB, network networkFlags) (*watcher, error) {
	english, err := onrecord.English()
	if err != nil {
		return nil, broken(err)
	}
	return &watcher{db: db, client: network.client(), english: english, delay: *network.delay}, nil
}

// work does jobs until the program is told to stop.
func work(ctx context.Context, db *store.DB, network networkFlags, lost time.Duration) error {
	w, err := newWatcher(db, network)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	stopping.Store(&stop)
	defer stopping.Store(nil)
	return w.run(ctx, lost)
}

// run does jobs until ctx ends.
func (w *watcher) run(ctx context.Context, lost time.Duration) error {
	return w.db.Work(ctx, store.Jobs{Poll: w.poll, Visit: w.visit, Read: w.read, Trouble: w.trouble, Lost: lost})
}

// tell prints a line. That standard output is closed does not end the work.
func (w *watcher) tell(line string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Fprintln(os.Stdout, line)
}

func (w *watcher) trouble(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Fprintln(os.Stderr, inTrouble(err))
}

// later returns an error that puts a job off, if err says that it has to wait or
// that the program is to end.
func later(ctx context.Context, err error) error {
	var busy *ingest.BusyError
	if errors.As(err, &busy) {
		return &store.LaterError{For: busy.For}
	}
	return ctx.Err()
}

// asked returns how long a server wants to be left alone.
func asked(err error) time.Duration {
	var status *ingest.StatusError
	if errors.As(err, &status) {
		return status.RetryAfter
	}
	return 0
}

// poll fetches a source and notes the stories that it announces.
func (w *watcher) poll(ctx context.Context, address string) error {
	s, err := w.db.Source(ctx, address)
	if errors.Is(err, store.ErrNotFound) || s.Paused {
		return nil
	}
	if err != nil {
		return err
	}
	feed, a, err := w.client.Feed(ctx, ingest.Request{URL: s.Address, ETag: s.ETag, LastModified: s.Modified})
	if off := later(ctx, err); err != nil && off != nil {
		return off
	}
	p := &store.Poll{}
	switch {
	case err != nil:
		p.Error, p.RetryAfter = err.Error(), asked(err)
		if s.Error != p.Error {
			w.trouble(sourceFails(address, err))
		}
	case feed == nil:
		p.NotModified = true
	default:
		p.Kind, p.Outlet, p.ETag, p.Modified = feed.Kind, feed.Title, a.ETag, a.LastModified
		if feed.Kind == ingest.KindSite {
			p.More = feed.More
		}
		for _, e := range feed.Entries {
			p.Entries = append(p.Entries, store.Announced{URL: e.URL, GUID: e.GUID, Published: e.Published, Modified: e.Modified})
		}
	}
	if err == nil && s.Error != "" {
		w.tell(recovered(address))
	}
	return w.db.FinishPoll(ctx, address, p, w.delay, time.Now())
}

// visit fetches a story and keeps it. It returns the revision that is to be
// read, if there is one.
func (w *watcher) visit(ctx context.Context, address string) (store.Ref, error) {
	v, err := w.db.Visit(ctx, address)
	if errors.Is(err, store.ErrNotFound) {
		return store.Ref{}, nil
	}
	if err != nil {
		return store.Ref{}, err
	}
	a, err := w.client.Fetch(ctx, ingest.Request{URL: v.URL, ETag: v.ETag, LastModified: v.Modified})
	if off := later(ctx, err); err != nil && off != nil {
		return store.Ref{}, off
	}
	f := &store.Fetched{Story: v.Story, ETag: v.ETag, Modified: v.Modified}
	var ref store.Ref
	switch {
	case err != nil:
		f.Error, f.RetryAfter, f.Gone = err.Error(), asked(err), isGone(err)
	case !a.NotModified:
		if ref, err = w.keep(ctx, v, a, f); err != nil {
			return ref, err
		}
	}
	return ref, w.db.FinishVisit(ctx, v, f, time.Now())
}

// isGone reports whether asking sooner would be in vain.
func isGone(err error) bool {
	var status *ingest.StatusError
	if errors.As(err, &status) {
		return status.Status >= 400 && status.Status < 500 && status.Status != 429 && status.Status != 408
	}
	return errors.Is(err, ingest.ErrRobots) || errors.Is(err, ingest.ErrMedia) || errors.Is(err, ingest.ErrTooLarge) || errors.Is(err, ingest.ErrPrivate) ||
		errors.Is(err, ingest.ErrBomb) || errors.Is(err, ingest.ErrRedirects)
}

// keep keeps what was fetched and notes in f what came of it.
func (w *watcher) keep(ctx context.Context, v *store.Visit, a *ingest.Answer, f *store.Fetched) (store.Ref, error) {
	f.ETag, f.Modified = a.ETag, a.LastModified
	page, err := ingest.Read(&a.Capture)
	if errors.Is(err, ingest.ErrEmpty) || errors.Is(err, ingest.ErrScript) {
		return store.Ref{}, w.keepEmpty(ctx, v, a, f)
	}
	if err != nil {
		f.Error, f.Gone = err.Error(), true
		return store.Ref{}, nil
	}
	page.Outlet, page.GUID = cmp.Or(page.Outlet, v.Outlet), cmp.Or(page.GUID, v.GUID)
	if page.Published.IsZero() && !v.Published.IsZero() {
		page.Published, page.PublishedBy = v.Published, publishedByFeed
	}
	k, err := w.db.Keep(ctx, &page.Revision, &page.Capture, "")
	if errors.Is(err, store.ErrRedacted) {
		f.Error, f.Over = err.Error(), true
		return store.Ref{}, nil
	}
	if err != nil {
		return store.Ref{}, err
	}
	f.Story, f.Changed = k.Story, k.NewRevision
	if f.Shrunken, err = w.shrunken(ctx, k); err != nil {
		return store.Ref{}, err
	}
	if k.NewRevision {
		w.tell(cameIn(k, v.URL, f.Shrunken))
		return k.Ref, nil
	}
	by, err := w.db.ReadBy(ctx, k.Ref) // kept by a process that died before it could say so
	if err != nil || by != "" {
		return store.Ref{}, err
	}
	return k.Ref, nil
}

func (w *watcher) shrunken(ctx context.Context, k store.Kept) (bool, error) {
	if !k.NewRevision {
		return false, nil
	}
	return w.db.Shrunken(ctx, k.Ref)
}

// keepEmpty keeps the bytes of a page without text.
func (w *watcher) keepEmpty(ctx context.Context, v *store.Visit, a *ingest.Answer, f *store.Fetched) error {
	story, err := w.db.KeepBytes(ctx, &a.Capture, v.Story)
	if errors.Is(err, store.ErrRedacted) {
		f.Error, f.Over = err.Error(), true
		return nil
	}
	if err != nil {
		return err
	}
	f.Story, f.Empty = story, true
	w.tell(cameEmpty(story, v.URL))
	return nil
}

// read reads a revision that was kept.
func (w *watcher) read(ctx context.Context, ref store.Ref) error { return readRevision(ctx, w.db, ref) }

func sourcesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: sourcesUse, Short: sourcesShort, Long: sourcesLong, Args: cobra.NoArgs, DisableFlagsInUseLine: true}
	for _, s := range []struct {
		use, short string
		do         func(ctx context.Context, db *store.DB, address string) error
		done       string
	}{
		{pauseUse, pauseShort, func(ctx context.Context, db *store.DB, a string) error { return db.PauseSource(ctx, a) }, wordPaused},
		{resumeUse, resumeShort, func(ctx context.Context, db *store.DB, a string) error { return db.ResumeSource(ctx, a, time.Now()) }, wordResumed},
		{removeUse, removeShort, func(ctx context.Context, db *store.DB, a string) error { return db.RemoveSource(ctx, a) }, wordRemoved},
	} {
		cmd.AddCommand(ledgerCommand(s.use, s.short, s.short+".", cobra.MinimumNArgs(1), func(cmd *cobra.Command, db *store.DB, args []string) error {
			for _, arg := range args {
				address, err := ingest.SourceAddress(arg)
				if err != nil {
					return notASource(arg, err)
				}
				if err := s.do(cmd.Context(), db, address); err != nil {
					return unknownSource(address, err)
				}
				if err := say(s.done + " " + visible(address)); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	return cmd
}

// A health is what "onrecord status --json" prints of a source.
type health struct {
	Address     string     `json:"address"`
	Kind        string     `json:"kind,omitempty"`
	Outlet      string     `json:"outlet,omitempty"`
	FoundOn     string     `json:"found_on,omitempty"`
	State       string     `json:"state"` // "ok", "new", "paused" or "failing"
	LastSuccess *time.Time `json:"last_success,omitempty"`
	LastTried   *time.Time `json:"last_tried,omitempty"`
	Next        *time.Time `json:"next,omitempty"`
	Failures    int        `json:"failures,omitempty"`
	Error       string     `json:"error,omitempty"`
	Entries     int        `json:"entries"`
	Stories     int        `json:"stories"`
	Empty       int        `json:"empty"`
	Shrunken    int        `json:"shrunken"`
	Failing     int        `json:"unreachable"`
}

func healthOf(s *store.Source) health {
	h := health{Address: s.Address, Kind: s.Kind, Outlet: s.Outlet, FoundOn: s.FoundOn, State: "ok", Failures: s.Failures, Error: s.Error,
		LastSuccess: known(s.Succeeded), LastTried: known(s.Tried), Next: known(s.Due),
		Entries: s.Entries, Stories: s.Stories, Empty: s.Empty, Shrunken: s.Shrunken, Failing: s.Failing}
	switch {
	case s.Paused:
		h.State, h.Next = "paused", nil
	case s.Error != "":
		h.State = "failing"
	case s.Succeeded.IsZero():
		h.State = "new"
	}
	return h
}

// known returns t, nil if it is zero.
func known(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func statusCommand() *cobra.Command {
	cmd := ledgerCommand(statusUse, statusShort, statusLong, cobra.NoArgs, func(cmd *cobra.Command, db *store.DB, _ []string) error {
		sources, err := db.Sources(cmd.Context())
		if err != nil {
			return err
		}
		queue, err := db.Queue(cmd.Context())
		if err != nil {
			return err
		}
		if asJSON, _ := cmd.Flags().GetBool("json"); asJSON {
			return write(statusJSON(sources, queue))
		}
		var b strings.Builder
		now := time.Now()
		for i := range sources {
			b.WriteString(sourceStatus(&sources[i], now))
		}
		b.WriteString(queueStatus(queue, len(sources)))
		return write([]byte(b.String()))
	})
	cmd.Flags().Bool("json", false, flagStatusJSON)
	return cmd
}

func statusJSON(sources []store.Source, queue []store.Length) []byte {
	type length struct {
		Waiting int `json:"waiting"`
		Running int `json:"running"`
		Failed  int `json:"failed"`
	}
	out := struct {
		Sources []health          `json:"sources"`
		Queue   map[string]length `json:"queue"`
	}{Sources: []health{}, Queue: map[string]length{}}
	for i := range sources {
		out.Sources = append(out.Sources, healthOf(&sources[i]))
	}
	for _, l := range queue {
		out.Queue[l.Kind] = length{l.Waiting, l.Running, l.Failed}
	}
	b, _ := json.MarshalIndent(out, "", "  ") // nothing in it can fail
	return append(b, '\n')
}
