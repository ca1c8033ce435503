package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/ingest"
	"github.com/onrecord/onrecord/internal/store"
)

// What the commands that watch the web say.

const (
	watchUse   = "watch [FEED|SITE...]"
	watchShort = "Take in new stories as they are published, and their edits"
	watchLong  = `Fetch feeds again and again, keep each story that they announce, and read it.
Stories are fetched again after 15 minutes, 1 and 4 hours, 1, 3, 7 and 30 days: an
edit becomes a new revision, and starts this over.

A FEED is the address of an RSS, Atom or JSON feed, a sitemap or an index of
them; a SITE is a page that names its feeds, or whose robots.txt names sitemaps.
They stay in the ledger: without arguments, those that are there are watched.
'onrecord status' shows how they do, 'onrecord sources' pauses and removes them.

It runs until it is stopped (Ctrl-C, SIGTERM) and puts its work away first, with
exit code 0. Killed at any moment, it loses nothing: what was begun is done
again. robots.txt is obeyed; addresses that are not of the public internet are
refused. A source that fails is tried again later and later, and stops no other.`
	watchExample = `  onrecord watch https://norhavenpost.example/
  onrecord watch --every 5m https://norhavenpost.example/feed.xml
  onrecord watch`
	flagEvery   = "fetch the sources that are added once in this `TIME`"
	flagDelay   = "the least `TIME` between two requests to one host"
	flagPrivate = "fetch from loopback and private networks too"

	workUse   = "work"
	workShort = "Do what waits in the queue of a ledger, beside others"
	workLong  = `Fetch and read what is due, as 'onrecord watch' does, until stopped. Any number
of these may run at once on one ledger, on many machines if it is in PostgreSQL:
each story is fetched by one of them, and what one that dies had begun is done by
another after five minutes. Each keeps --delay for itself.`

	statusUse   = "status"
	statusShort = "Show how the sources do and what waits in the queue"
	statusLong  = `Show each source: when it was last fetched with success, what went wrong since
in words, when it is fetched next, how many addresses it has announced and how many
stories came of them. An empty page is one in which no text was found; a shrunken
one has less than half of the text that it had before. Both may mean that the page
is built another way now, or stands behind a wall.`
	flagStatusJSON = "print a JSON document"

	sourcesUse   = "sources COMMAND"
	sourcesShort = "Pause, resume or remove sources"
	sourcesLong  = `Pause, resume or remove sources, by their addresses as 'onrecord status' shows
them.`
	pauseUse    = "pause ADDRESS..."
	pauseShort  = "Leave sources and their stories alone until they are resumed"
	resumeUse   = "resume ADDRESS..."
	resumeShort = "Fetch paused or failing sources again, at once"
	removeUse   = "remove ADDRESS..."
	removeShort = "Forget sources; the stories stay in the ledger and are not looked at again"
	wordPaused  = "paused"
	wordResumed = "resumed"
	wordRemoved = "removed"

	publishedByFeed = "feed" // what says when a story was published, if its page does not
)

func nothingToWatch() error {
	return &complaint{"there is nothing to watch", "name a feed or a site: onrecord watch https://…", exitUsage}
}

func tooOften() error {
	return &complaint{"--every must be a second at least", "5m is often for a feed", exitUsage}
}

func notASource(arg string, err error) error {
	return &complaint{visible(arg) + ": " + err.Error(), "give the address of a feed, a sitemap or a site", exitUsage}
}

func unknownSource(address string, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return &complaint{visible(address) + " is no source of this ledger", "'onrecord status' lists them", exitUnread}
	}
	return err
}

// inTrouble says what goes wrong while work goes on, or that it is over.
func inTrouble(err error) string {
	if err == nil {
		return "onrecord: the ledger answers again"
	}
	return "onrecord: error: " + visible(err.Error())
}

// sourceFails says that a source can't be fetched, the first time that it is so.
func sourceFails(address string, err error) error {
	hint := ""
	if errors.Is(err, ingest.ErrPrivate) {
		hint = " (--allow-private fetches from there)"
	}
	return fmt.Errorf("%s: %w%s; trying again later", address, err, hint)
}

func recovered(address string) string { return "again    " + visible(address) }

// cameIn tells of a story that is new or was edited.
func cameIn(k store.Kept, url string, shrunken bool) string {
	word := "changed "
	switch {
	case k.NewStory:
		word = "new     "
	case shrunken:
		word = "shrunken"
	}
	return fmt.Sprintf("%s %s %s", word, k.Ref, visible(url))
}

func cameEmpty(story, url string) string { return fmt.Sprintf("empty    %s %s", story, visible(url)) }

// sourceStatus sets out how a source does.
func sourceStatus(s *store.Source, now time.Time) string {
	h := healthOf(s)
	var b strings.Builder
	b.WriteString(visible(s.Address))
	if s.Outlet != "" {
		b.WriteString(" · " + visible(s.Outlet))
	}
	b.WriteString("\n  ")
	switch h.State {
	case "paused":
		b.WriteString("paused")
	case "new":
		b.WriteString("not fetched yet")
	case "failing":
		fmt.Fprintf(&b, "failing: %s (%s)", visible(s.Error), onrecord.Count(s.Failures, "time", "times"))
	default:
		b.WriteString(s.Kind)
	}
	if !s.Succeeded.IsZero() {
		b.WriteString(" · last success " + ago(now.Sub(s.Succeeded)))
	}
	if h.Next != nil {
		b.WriteString(" · next " + ahead(s.Due.Sub(now)))
	}
	if s.Kind != ingest.KindSite && s.Kind != "" {
		fmt.Fprintf(&b, "\n  %s · %s", onrecord.Count(s.Entries, "address", "addresses"), onrecord.Count(s.Stories, "story", "stories"))
	}
	for _, c := range []struct {
		n    int
		word string
	}{{s.Empty, "empty"}, {s.Shrunken, "shrunken"}, {s.Failing, "unreachable"}} {
		if c.n > 0 {
			fmt.Fprintf(&b, " · %s %s", onrecord.Grouped(c.n), c.word)
		}
	}
	b.WriteByte('\n')
	return b.String()
}

func queueStatus(queue []store.Length, sources int) string {
	if sources == 0 {
		return "no sources; 'onrecord watch FEED' adds one\n"
	}
	var parts []string
	for _, l := range queue {
		parts = append(parts, l.String())
	}
	return "queue: " + strings.Join(parts, " · ") + "\n"
}

func ago(d time.Duration) string {
	if d < time.Minute {
		return "just now"
	}
	return span(d) + " ago"
}

func ahead(d time.Duration) string {
	if d <= 0 {
		return "now"
	}
	return "in " + span(d)
}

// span words a time in its largest unit.
func span(d time.Duration) string {
	switch {
	case d < time.Minute:
		return onrecord.Count(max(int(d/time.Second), 1), "second", "seconds")
	case d < 2*time.Hour:
		return onrecord.Count(int(d/time.Minute), "minute", "minutes")
	case d < 48*time.Hour:
		return onrecord.Count(int(d/time.Hour), "hour", "hours")
	}
	return onrecord.Count(int(d/(24*time.Hour)), "day", "days")
}
