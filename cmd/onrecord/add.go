package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/ingest"
	"github.com/onrecord/onrecord/internal/store"
)

// An adding is what the command line of "onrecord add" asks for.
type adding struct {
	ctx       context.Context
	db        *store.DB
	english   string // the weights that stories are read with
	published time.Time
	outlet    string
	revises   string
	list      func(io.Writer, *added) // writes a line for each story; nil: none
	client    *ingest.Client
}

// An incoming is a story as it was found, or why it can't be taken.
type incoming struct {
	name  string // of its file
	found *ingest.Found
	err   error
	turn  <-chan struct{} // closed when the stories before it are kept
	kept  chan struct{}   // closed when this one is
}

// An added is what became of a story.
type added struct {
	name, where string
	kept        store.Kept
	read        bool // now, rather than earlier
	page        *ingest.Page
	record      *onrecord.Record // nil if it was not read now
	unread      error            // it is kept, but could not be read
	err         error            // it is not kept
}

func addCommand() *cobra.Command {
	cmd := &cobra.Command{Use: addUse, Short: addShort, Long: addLong, Example: addExample, DisableFlagsInUseLine: true}
	f := cmd.Flags()
	f.SortFlags = false
	addLedgerFlag(cmd)
	asJSON := f.Bool("json", false, flagAddJSON)
	verbose := f.BoolP("verbose", "v", false, flagVerbose)
	published := f.String("published", "", flagAddPublished)
	outlet := f.String("outlet", "", flagOutlet)
	revises := f.String("revises", "", flagRevises)
	network := addNetworkFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		a := &adding{ctx: cmd.Context(), outlet: *outlet, revises: *revises, client: network.client()}
		var rd reading
		if err := rd.setPublished(*published); err != nil {
			return err
		}
		a.published = rd.published
		onTerminal := term.IsTerminal(int(os.Stdout.Fd()))
		switch {
		case *asJSON:
			a.list = writeAddedJSON
		case *verbose || onTerminal:
			a.list = writeAdded
		}
		return a.run(cmd, args, *asJSON, onTerminal || *verbose)
	}
	return cmd
}

// findRevised makes a whole ID of what --revises names. One that the ledger does
// not have is told with the file.
func (a *adding) findRevised() error {
	if a.revises == "" {
		return nil
	}
	s, _, err := a.db.Find(a.ctx, a.revises)
	switch {
	case err == nil:
		a.revises = s.ID
	case !errors.Is(err, store.ErrNotFound):
		return asLedgerComplaint(err)
	}
	return nil
}

// run adds what args name.
func (a *adding) run(cmd *cobra.Command, args []string, asJSON, sum bool) error {
	if len(args) == 0 {
		if term.IsTerminal(int(os.Stdin.Fd())) {
			return nothingToAdd()
		}
		args = []string{"-"}
	}
	files := filesOf(ingest.HasKnownName, args)
	if a.revises != "" && len(files) != 1 {
		return revisesOne()
	}
	english, err := onrecord.English()
	if err != nil {
		return broken(err)
	}
	a.english = english
	if a.db, err = openLedger(a.ctx, cmd); err != nil {
		return err
	}
	defer a.db.Close()
	if err := a.findRevised(); err != nil {
		return err
	}
	if a.list == nil && len(files) > 1 && term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb" {
		startProgress(len(files))
	}
	var t addTally
	for r := range inOrder(a.incoming(files), runtime.GOMAXPROCS(0), a.add) {
		if err := a.report(&t, r); err != nil {
			return err
		}
	}
	clearProgress()
	if sum && !asJSON {
		if _, err := fmt.Fprintln(os.Stdout, addSummary(&t)); err != nil {
			return unwritten(err)
		}
	}
	if t.unread+t.damaged > 0 {
		return &complaint{code: exitUnread}
	}
	return nil
}

// report tells what became of a story. Its error is one that ends everything.
func (a *adding) report(t *addTally, r *added) error {
	if r.err != nil && !isAboutStory(r.err) {
		return ledgerFailed(r.err)
	}
	t.add(r)
	if a.list != nil {
		a.list(os.Stdout, r)
	}
	if c := complaintOf(r); c != nil && (a.list == nil || r.err != nil) {
		complain(c)
	}
	return nil
}

// A storyError is one that concerns no story but its own.
type storyError struct{ error }

func (e storyError) Unwrap() error { return e.error }

func isAboutStory(err error) bool {
	var s storyError
	return errors.As(err, &s)
}

// add keeps a story and reads it. Parsing and reading go on in parallel;
// keeping waits for its turn, so that two revisions of one story in one file
// are kept in their order.
func (a *adding) add(in *incoming) *added {
	r := a.keep(in)
	if r.err == nil {
		r.err = a.readKept(r)
	}
	return r
}

// keep parses a story and keeps it in its turn.
func (a *adding) keep(in *incoming) *added {
	defer close(in.kept)
	r := &added{name: in.name}
	if in.found == nil {
		r.err = storyError{in.err}
		<-in.turn
		return r
	}
	r.where = in.found.Where
	page, err := ingest.Read(&in.found.Capture)
	<-in.turn
	if err != nil {
		r.err = storyError{err}
		return r
	}
	a.setGiven(page)
	r.page = page
	r.kept, r.err = a.db.Keep(a.ctx, &page.Revision, &page.Capture, a.revises)
	if errors.Is(r.err, store.ErrRedacted) || errors.Is(r.err, store.ErrNotFound) {
		r.err = storyError{r.err}
	}
	return r
}

// setGiven puts what the command line says over what the page does.
func (a *adding) setGiven(page *ingest.Page) {
	if !a.published.IsZero() {
		page.Published, page.PublishedBy = a.published, givenBy
	}
	if a.outlet != "" {
		page.Outlet = a.outlet
	}
}

// readKept reads a story that was kept, unless it has been already.
func (a *adding) readKept(r *added) error {
	if !r.kept.NewRevision {
		by, err := a.db.ReadBy(a.ctx, r.kept.Ref)
		if err != nil {
			return err
		}
		compared, err := a.db.Compared(a.ctx, r.kept.Ref)
		if err != nil || by != "" && compared {
			return err
		}
	}
	r.read = true
	record, err := onrecord.Extract(r.page.Revision)
	if err != nil {
		r.unread = err
		return a.db.PutUnread(a.ctx, r.kept.Ref, a.english, err.Error())
	}
	r.record = record
	return putCompared(a.ctx, a.db, r.kept.Ref, record)
}

// incoming finds the stories in files, one after the other.
func (a *adding) incoming(files []input) iter.Seq[*incoming] {
	return func(yield func(*incoming) bool) {
		turn := make(chan struct{})
		close(turn)
		stories := 0
		next := func(name string, found *ingest.Found, err error) bool {
			if stories++; stories > 1 && a.revises != "" {
				if found != nil && found.Where != "" {
					name += ", " + found.Where
				}
				found, err = nil, errSeveral
			}
			in := &incoming{name: name, found: found, err: err, turn: turn, kept: make(chan struct{})}
			turn = in.kept
			return yield(in)
		}
		for _, file := range files {
			stepProgress()
			if file.err != nil {
				if !next(file.name, nil, file.err) {
					return
				}
				continue
			}
			if isAddress(file.name) {
				found, err := a.fetch(file.name)
				if !next(file.name, found, err) {
					return
				}
				continue
			}
			for found, err := range capturesOf(file.name) {
				if !next(file.name, found, err) {
					return
				}
			}
		}
	}
}

// fetch gets the story at an address.
func (a *adding) fetch(address string) (*ingest.Found, error) {
	got, err := a.client.Fetch(a.ctx, ingest.Request{URL: address})
	if err != nil {
		return nil, err
	}
	return &ingest.Found{Capture: got.Capture}, nil
}

// capturesOf returns the stories in a file, or in standard input.
func capturesOf(name string) iter.Seq2[*ingest.Found, error] {
	return func(yield func(*ingest.Found, error) bool) {
		f, at := os.Stdin, time.Now()
		if name != "-" {
			var err error
			if f, err = os.Open(name); err != nil {
				yield(nil, err)
				return
			}
			defer f.Close()
		}
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			at = info.ModTime()
		}
		ingest.Captures(ingest.Source{Name: name, Time: at, Reader: f})(yield)
	}
}

// isAddress reports whether an argument is an address of the web.
func isAddress(arg string) bool {
	return strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://")
}
