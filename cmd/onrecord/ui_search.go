package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// What the commands that search say.

const (
	// queryLong tells how a query is written.
	queryLong = `
Words are found in all their forms ("close" finds "closed"), in any case and
with any accents; all must be there. A query may also say

  "harbour master"          these words, one after the other
  ferry OR boat             either
  NOT ferry                 not that (so does -ferry, behind "--")
  (ferry OR boat) missing   brackets
  speaker:duarte            who speaks: a name or a role
  outlet:"Norhaven Post"    who publishes
  act:denies                what is done by a statement: denies, warns, urges, …
  kind:direct               wholly in quotation marks; also mixed, indirect
  measure:missing           a figure of that measure
  after:2031-05-01          on that day or later; before: is earlier than it

Put the query in single quotation marks where the shell would take its marks
and brackets away.`

	searchUse   = "search [QUERY]..."
	searchShort = "Find stories"
	searchLong  = `Find stories by their words, those that fit best first: the title, then the
beginning of the story's ID, which 'onrecord story' takes, its date, outlet and
address, and the passage that fits. Each story stands once, with the revision
that fits best ("/1" after its ID if that is not the latest). Without a query,
the stories kept last are listed.
` + queryLong
	searchExample = `  onrecord search harbour closed
  onrecord search '"harbour master" speaker:duarte after:2031-05-01'`

	statementsUse   = "statements [QUERY]..."
	statementsShort = "Find statements: who said what"
	statementsLong  = `Find statements by the words of what was said, those that fit best first, in
the latest revision of each story. Each is set out as 'onrecord read' does it;
below stand the story's ID, the date that it was said or else published, the
outlet and the title. Who said it is asked for with speaker:.
` + queryLong
	statementsExample = `  onrecord statements speaker:duarte harbour
  onrecord statements 'act:denies OR act:declines-to-comment'`

	speakersUse   = "speakers [NAME]..."
	speakersShort = "List who speaks, and how often"
	speakersLong  = `List the speakers whose names have all the words of NAME, or all speakers, those
who make most statements first: name, kind, country, roles, and how many
statements they make in how many stories, by the latest revision of each. What
is written alike, is of one kind and of one country counts as one speaker;
those without a name of their own ("officials") are others in every story.`

	flagSearchLimit     = "how many stories at most"
	flagStatementsLimit = "how many statements at most"
	flagSpeakersLimit   = "how many speakers at most"
	flagSearchJSON      = "print one JSON document a line; offsets count code points of the story's text"
)

// asQueryComplaint points at what is wrong with a query.
func asQueryComplaint(query string, err error) error {
	var q *store.QueryError
	if !errors.As(err, &q) {
		return err
	}
	before, after := around(query, q.At)
	return &complaint{fmt.Sprintf("%s\n  %s%s\n  %s^", visible(q.What), before, after, strings.Repeat(" ", displaywidth.String(before))),
		`'onrecord search --help' shows what a query may say; put words in quotation marks to have them looked for as they stand`, exitUsage}
}

// around returns what a line has room for on both sides of a place in a query.
func around(query string, at int) (before, after string) {
	const room = 36
	line := strings.NewReplacer("\n", " ", "\t", " ", "\r", " ")
	before, after = visible(line.Replace(query[:at])), visible(line.Replace(query[at:]))
	if n := utf8.RuneCountInString(before); n > room {
		before = "…" + string([]rune(before)[n-room:])
	}
	if utf8.RuneCountInString(after) > room {
		after = string([]rune(after)[:room]) + "…"
	}
	return before, after
}

func badLimit(n int) error {
	return &complaint{fmt.Sprintf("--limit %d: not a number from 1 to %d", n, mostShown), "narrow the query down, as with after: and before:", exitUsage}
}

// badSearchFlag tells who meant "not that word" how to say so.
func badSearchFlag(cmd *cobra.Command, err error) error {
	return &complaint{err.Error(), fmt.Sprintf("to leave a word out, write NOT before it, or -- before the query: onrecord %s -- harbour -ferry", cmd.Name()), exitUsage}
}

func nothingFound(query string) {
	switch {
	case query == "":
		fmt.Fprintln(os.Stderr, "nothing found: the ledger is empty; 'onrecord add' fills it")
	case strings.Contains(query, " "):
		fmt.Fprintf(os.Stderr, "nothing found for %s (all of it must fit)\n", visible(query))
	default:
		fmt.Fprintln(os.Stderr, "nothing found for", visible(query))
	}
}

func moreFound(n int) {
	fmt.Fprintf(os.Stderr, "there are more than %d; --limit shows more\n", n)
}

// howOften says how many statements a speaker makes.
func howOften(k *store.Speaker) string {
	return onrecord.Count(k.Statements, "statement", "statements") + " in " + onrecord.Count(k.Stories, "story", "stories")
}

// someRoles returns the first few roles, and how many there are beside them.
func someRoles(roles []string) []string {
	const few = 3
	if len(roles) <= few+1 {
		return roles
	}
	return append(roles[:few:few], fmt.Sprintf("%d more roles", len(roles)-few))
}
