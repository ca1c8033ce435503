package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/ingest"
	"github.com/onrecord/onrecord/internal/store"
)

// What "onrecord add" says.

const (
	addUse   = "add [FILE|DIR|URL|-]..."
	addShort = "Keep stories in the ledger and read them"
	addLong  = `Keep stories in the ledger, with the bytes that they came as, and read them.

A FILE may be plain text, a web page, a mail (.eml), an item of ninjs, JSON or
JSON Lines, or an archive of many pages: WARC, packed or not, or WACZ. What it is
is told by its bytes and its name. A DIR stands for all such files in it and
below it, hidden ones left out. "-", or no argument at all, is standard input.
A URL is fetched, if its site's robots.txt allows it.

JSON Lines have a story a line: {"text": "…"} or {"html": "…"}, and beside it
"url", "title", "published", "modified", "outlet", "author", "language",
"canonical" and "guid" where they are known. Records as "onrecord read --jsonl"
prints them are taken too.

A story is known by its address, or else by its bytes: the same text again makes
nothing new, another text at the same address is a new revision. So a command
that was interrupted can be given again, and goes on. A file that was edited has
other bytes and would be a new story: --revises tells which one it is.

On a terminal, and with --verbose, what became of each story is printed: new, new
revision, same (nothing changed), or why it could not be read. A text that is
not English is kept, with the reason why it was not read.

Exit codes: 0 all was kept and read; 1 something could not be, but the rest was;
2 wrong usage; 3 the ledger could not be written; 130 interrupted.`
	addExample = `  onrecord add story.txt page.html
  onrecord add --outlet "Norhaven Post" --published 2031-05-14 archive/
  onrecord add crawl.warc.gz https://norhavenpost.example/flood
  onrecord add --revises 5a0c… story-edited.txt
  onrecord read --jsonl stories/ | onrecord add`

	flagAddJSON      = "print a JSON object a line for each story: what became of it"
	flagVerbose      = "print what became of each story even if no terminal is there"
	flagAddPublished = "the day the stories were published, as `YYYY-MM-DD`, whatever they say"
	flagOutlet       = "the `NAME` of the outlet that published the stories, whatever they say"
	flagRevises      = "the id of the `STORY` that the file is another revision of"

	givenBy = "given" // what says when a story was published, if the command line does
)

var (
	errSeveral = errors.New("there are several stories here, but --revises is for one")
	errNoFiles = errors.New("there are no stories in this directory")
)

func nothingToAdd() error {
	return &complaint{"nothing to add", "name a file or a directory, or pipe a story in: onrecord add story.txt", exitUsage}
}

func revisesOne() error {
	return &complaint{"--revises is for one story", "add the others by a command of their own", exitUsage}
}

func ledgerFailed(err error) error {
	return &complaint{"the ledger could not be written: " + err.Error(), "see that its disk has room and its server runs, then give the same command again: it goes on", exitUnwritten}
}

// nameOf names a story for messages.
func (r *added) nameOf() string {
	name := r.name
	if name == "-" {
		name = "standard input"
	}
	if r.where != "" {
		name += ", " + r.where
	}
	return name
}

// complaintOf says why a story was not taken or not read, nil if it was.
func complaintOf(r *added) *complaint {
	switch {
	case r.err != nil:
		why, hint := whyNot(r.err)
		return &complaint{visible(r.nameOf()) + ": " + why, hint, exitUnread}
	case r.unread != nil:
		return &complaint{visible(r.nameOf()) + ": kept, but not read: " + r.unread.Error(), "", exitUnread}
	}
	return nil
}

// whyNot returns an error in words, and what can be done about it.
func whyNot(err error) (why, hint string) {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err // the name is said already
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file", ""
	case errors.Is(err, fs.ErrPermission):
		return "may not be read by you", "see 'ls -l' for who may"
	case errors.Is(err, errNoFiles):
		return err.Error(), "name a file by itself if its name does not tell what it is"
	case errors.Is(err, store.ErrNotFound):
		return "the story that it is to revise is not in the ledger", "give the id of one that is: --revises STORY"
	case errors.Is(err, store.ErrRedacted):
		return "this story was redacted, so nothing is kept of it", ""
	case errors.Is(err, ingest.ErrTooLarge), errors.Is(err, ingest.ErrTooLong):
		return err.Error(), "cut it into its stories, or give them as JSON Lines"
	case errors.Is(err, ingest.ErrPrivate):
		return err.Error(), "--allow-private fetches from there"
	case errors.Is(err, ingest.ErrRobots):
		return err.Error(), "save the page as a file and add that"
	case errors.Is(err, ingest.ErrNoStory):
		return err.Error(), "'onrecord help add' shows which fields are read"
	}
	return err.Error(), ""
}

// became says in a word or two what became of a story.
func (r *added) became() string {
	switch {
	case r.err != nil:
		return "not kept"
	case r.unread != nil:
		return "kept, not read"
	case r.kept.NewStory:
		return "new"
	case r.kept.NewRevision:
		return "new revision"
	case r.read:
		return "read now"
	}
	return "same"
}

// writeAdded writes a line for persons.
func writeAdded(w io.Writer, r *added) {
	if r.err != nil {
		return // it is told as an error
	}
	parts := []string{r.became(), r.kept.Story}
	switch {
	case r.unread != nil:
		parts = append(parts, r.unread.Error())
	case r.record != nil:
		parts = append(parts, onrecord.Count(len(r.record.Statements), "statement", "statements"))
	}
	if r.page.Teaser {
		parts = append(parts, "a teaser: the rest is for subscribers")
	}
	fmt.Fprintf(w, "%s · %s\n", strings.Join(parts, " · "), visible(r.what()))
}

// what returns the words that a person knows a story by.
func (r *added) what() string {
	if r.page != nil && r.page.Title != "" {
		return r.page.Title
	}
	if r.page != nil && r.page.URL != "" {
		return r.page.URL
	}
	return r.nameOf()
}

// writeAddedJSON writes a line for programs.
func writeAddedJSON(w io.Writer, r *added) {
	line := struct {
		File       string `json:"file"`
		Where      string `json:"where,omitempty"`
		Became     string `json:"became"`
		Story      string `json:"story,omitempty"`
		Revision   int    `json:"revision,omitempty"`
		URL        string `json:"url,omitempty"`
		Title      string `json:"title,omitempty"`
		Outlet     string `json:"outlet,omitempty"`
		Published  string `json:"published,omitempty"`
		By         string `json:"published_by,omitempty"`
		Teaser     bool   `json:"teaser,omitempty"`
		Statements *int   `json:"statements,omitempty"`
		Figures    *int   `json:"figures,omitempty"`
		Error      string `json:"error,omitempty"`
	}{File: r.name, Where: r.where, Became: r.became(), Story: r.kept.Story, Revision: r.kept.Revision}
	if p := r.page; p != nil {
		line.URL, line.Title, line.Outlet, line.By, line.Teaser = p.URL, p.Title, p.Outlet, p.PublishedBy, p.Teaser
		if !p.Published.IsZero() {
			line.Published = p.Published.Format(time.RFC3339)
		}
	}
	if r.record != nil {
		s, f := len(r.record.Statements), len(r.record.Figures)
		line.Statements, line.Figures = &s, &f
	}
	if r.err != nil {
		line.Error, _ = whyNot(r.err)
	} else if r.unread != nil {
		line.Error = r.unread.Error()
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.Encode(line)
}

// An addTally counts what became of stories.
type addTally struct {
	stories, fresh, revisions, same, unread, damaged, statements int
}

func (t *addTally) add(r *added) {
	if r.err != nil {
		t.damaged++
		return
	}
	t.stories++
	switch {
	case r.kept.NewStory:
		t.fresh++
	case r.kept.NewRevision:
		t.revisions++
	default:
		t.same++
	}
	if r.unread != nil {
		t.unread++
	}
	if r.record != nil {
		t.statements += len(r.record.Statements)
	}
}

// addSummary is the last line under the stories added.
func addSummary(t *addTally) string {
	parts := []string{onrecord.Count(t.fresh, "new story", "new stories")}
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, onrecord.Count(n, one, many))
		}
	}
	add(t.revisions, "new revision", "new revisions")
	add(t.same, "same as before", "same as before")
	add(t.statements, "statement", "statements")
	add(t.unread, "kept but not read", "kept but not read")
	add(t.damaged, "not kept", "not kept")
	return strings.Join(parts, " · ")
}
