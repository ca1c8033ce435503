package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// What the commands of the comparison say.

const (
	diffUse   = "diff STORY[/REVISION]"
	diffShort = "Show what changed between the revisions of a story"
	diffLong  = `Show what changed in a story from revision to revision, at the level of what is
claimed: figures with other bounds, statements and quotations that came, went or
were worded anew, other speakers, denials where there was a confirmation, notes
such as a correction. Words that only moved are no change.

Every step is shown. "/3" after the STORY shows what revision 3 changed, --from 1
with it all that changed since revision 1.`
	diffExample = `  onrecord diff 3f0c21
  onrecord diff 3f0c21/3 --from 1
  onrecord diff --text https://norhavenpost.example/port`
	flagFrom     = "compare with revision `N` rather than the one before"
	flagDiffText = "show how the text changed, as 'diff -u' does"
	flagDiffJSON = "print one JSON document a line, one for each step; offsets count code points of each revision's text"
)

func storyErased(id string) error { return fmt.Errorf("story %s: %w", id, store.ErrRedacted) }

func badFrom(from int, to store.Ref) error {
	return &complaint{fmt.Sprintf("--from %d: not a revision before revision %d", from, to.Revision), "'onrecord story " + to.Story[:shortID] + "' lists the revisions", exitUsage}
}

func oneRevision(id string) error {
	return &complaint{"story " + id[:shortID] + " has one revision only", "a story that is watched, or added again with --revises, gets another when its text changes", exitUnread}
}

func stepHeading(s *step) string {
	return fmt.Sprintf("%s · revision %d (seen %s) → %d (seen %s)", s.seen[0].Story[:shortID],
		s.seen[0].Revision, minute(s.seen[0].At), s.seen[1].Revision, minute(s.seen[1].At))
}

func stepSummary(s *step) string {
	if len(s.changes) == 0 {
		return "nothing that is claimed changed; --text shows how the text did"
	}
	return onrecord.Count(len(s.changes), "change", "changes") + " in what is claimed"
}

// changeAbout says whose words changed, and how other formats call them.
func changeAbout(c *compare.Change) []string {
	var out []string
	if who := c.Speakers(); who != "" {
		out = append(out, who)
	}
	var ids []string
	for _, p := range []*compare.Piece{c.Old, c.New} {
		if p != nil && p.ID != "" {
			ids = append(ids, p.ID)
		}
	}
	if len(ids) > 0 {
		out = append(out, strings.Join(ids, " → "))
	}
	return out
}

const (
	questionsUse   = "questions [QUERY]..."
	questionsShort = "List the questions that stories answer, and where claimants differ"
	questionsLong  = `List questions: figures of one or several stories that measure the same thing, of
the same people, at the same place or event. Those told of last come first, each
with its ID, how many articles, outlets and independent origins stand behind it,
and what each claimant said last. A QUERY limits them to the stories that it
finds, as 'onrecord search' does.`
	questionsExample = `  onrecord questions --disputed
  onrecord questions --measure killed velsund`

	flagDisputed        = "only those whose claimants do not agree, or where somebody denies"
	flagMeasure         = "only questions of this `MEASURE`: killed, wounded, missing, …"
	flagQuestionsLimit  = "how many questions at most"
	flagQuestionJSON    = "print one JSON document a line, one for each question; docs/api.md tells the fields"
	flagOneQuestionJSON = "print one JSON document; docs/api.md tells the fields"

	questionUse   = "question ID"
	questionShort = "Show who gives which figure, when, and how they stand to each other"
	questionLong  = `Show one question: a bar for each claimant and time, from the least to the most
that the words allow, open ends drawn open; below each bar the words and where
they stand. What is not to be compared, such as a week's figure and a running
total, stands in bands of its own. Then, for each two claimants, how their last
figures stand to each other:

  agree       closed ranges overlap
  narrow      a closed range lies inside the other
  compatible  they overlap, but only by an open end, or by "about"
  conflict    no number satisfies both

Denials, refusals to comment and what an outlet could not verify follow with their
days, then the origins. Nothing here says which figure is right.

An ID is as 'onrecord questions' shows it, or its first six digits. The ID of any
claim of the question names it, so it stays valid when more stories come in.
A faint day is that of publication: the story does not tell when it was said.`

	originsUse   = "origins QUESTION|STORY"
	originsShort = "Show how many independent origins stand behind a question or a story"
	originsLong  = `Show where the claims of a question or a story entered the record: who gave them,
on which occasions, and by which steps they came into each story, with the words
that are the evidence: an agency's credit, passages that were copied, an outlet
or speaker that is cited for another.

Articles whose ways share an origin are not independent of each other. One who
spoke on two days is one origin; so are a body and those who speak for it. An
unnamed source may be one that is counted already: all of them together make the
range wider by one.`

	copiesUse   = "copies STORY"
	copiesShort = "Show which stories copy this one, or were copied by it"
	copiesLong  = `Show the stories that share words with a story: full copies, partial copies, and
those that only share a quotation, with the part of the copying story's sentences
that is taken, and the longest passages. Nothing is deleted for being a copy.`

	speakerUse   = "speaker ID"
	speakerShort = "Show a speaker across stories, and what was said last"
	speakerLong  = `Show a person, body or state across stories: the names and roles that stories
have, and the last statements. Speakers of two stories are one if the name is the
same and a role or the country too; never by a surname alone. An ID is as
'onrecord question --json' gives it ("person"), or a story and its speaker
("3f0c21/k2"). 'onrecord decide' merges and splits speakers.`
	speakerExample = `  onrecord speaker p5a0c61f2
  onrecord speaker 3f0c21/k2`

	flagOriginsJSON = "print one JSON document; docs/api.md tells the fields"
	flagCopiesJSON  = "print one JSON document a line, one for each link; offsets count code points"
	flagSpeakerJSON = "print one JSON document"
)

// Words of the pages of the comparison.
const (
	wordLater   = "update"
	wordAnswers = "answers"
	wordOrigins = "origins"
	wordBeside  = "of the same event"
)

func uncompared(n int) {
	fmt.Fprintf(os.Stderr, "%s not compared yet; 'onrecord reread' does it\n", onrecord.Count(n, "story is", "stories are"))
}

func noQuestions(filtered bool) {
	if filtered {
		fmt.Fprintln(os.Stderr, "no such questions")
		return
	}
	fmt.Fprintln(os.Stderr, "no questions yet: they arise where two stories give the same figure, or claimants differ")
}

func noCopies() { fmt.Fprintln(os.Stderr, "no story shares words with this one") }

func asQuestionComplaint(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return &complaint{err.Error(), "'onrecord questions' lists them", exitUnread}
	}
	if errors.Is(err, store.ErrAmbiguous) {
		return &complaint{"several questions begin so", "give more digits of the ID", exitUsage}
	}
	return err
}

func asSpeakerComplaint(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return &complaint{err.Error(), "name a speaker by ID, or by a story and its speaker: 3f0c21/k2; 'onrecord story' shows them", exitUnread}
	}
	if errors.Is(err, store.ErrAmbiguous) {
		return &complaint{"several speakers begin so", "give more digits of the ID", exitUsage}
	}
	return err
}

func knownHereOnly(name string) error {
	return &complaint{visible(name) + " is known in this story only", "'onrecord speakers' lists speakers by name; 'onrecord decide' merges two", exitUnread}
}

// asNeither says that words name neither a question nor a story.
func asNeither(question, story error) error {
	if errors.Is(story, store.ErrNotFound) && errors.Is(question, store.ErrNotFound) {
		return &complaint{"no question and no story has this ID", "'onrecord questions' lists questions, 'onrecord search' finds stories", exitUnread}
	}
	if errors.Is(story, store.ErrNotFound) {
		return asQuestionComplaint(question)
	}
	return story
}

func claimantAbout(c *compare.Claimant) []string {
	var out []string
	if len(c.Roles) > 0 {
		out = append(out, c.Roles[0])
	}
	if c.Country != "" {
		out = append(out, c.Country)
	}
	if c.Person != "" {
		out = append(out, c.Person[:min(shortID, len(c.Person))])
	}
	return out
}

// quoted sets words in marks, unless they are a quotation as they stand.
func quoted(words string) string {
	return "“" + strings.Trim(words, "“”\"") + "”"
}

// whereFound says where a claim stands.
func whereFound(c *compare.Cite) string {
	parts := []string{compare.OutletName(c.Outlet), c.Published.Format(time.DateOnly), c.Story[:min(shortID, len(c.Story))]}
	if c.URL != "" {
		parts = append(parts, c.URL)
	}
	return strings.Join(parts, " · ")
}

// alsoFound says where else the same figure of the same claimant stands.
func alsoFound(more []compare.Cite) string {
	var outlets []string
	for i := range more {
		if o := fmt.Sprintf("%s %s", compare.OutletName(more[i].Outlet), more[i].Story[:min(shortID, len(more[i].Story))]); !slices.Contains(outlets, o) {
			outlets = append(outlets, o)
		}
	}
	const most = 6
	out := "also in " + strings.Join(outlets[:min(most, len(outlets))], ", ")
	if n := len(outlets) - most; n > 0 {
		out += fmt.Sprintf(" and %d more", n)
	}
	return out
}

func morePairs(n int, kind compare.RelationKind) string {
	return fmt.Sprintf("and %s more: %s", onrecord.Count(n, "pair", "pairs"), kind)
}

func moreClaimants(n int) string {
	return "and " + onrecord.Count(n, "more claimant", "more claimants")
}

func morePassages(n int) string { return "and " + onrecord.Count(n, "more passage", "more passages") }

func moreSteps(n int) string { return "and " + onrecord.Count(n, "more step", "more steps") }

// occasionLine says when and where a speaker spoke, and in which stories that is.
func occasionLine(c *compare.Occasion, outlet func(string) string) string {
	var in []string
	for _, r := range c.Claims {
		if o := outlet(r.Story); !slices.Contains(in, o) {
			in = append(in, o)
		}
	}
	return c.String() + ": " + strings.Join(in, ", ")
}

// storyLine says which story this is.
func storyLine(p *party) string {
	parts := []string{p.name()}
	if !p.Published.IsZero() {
		parts = append(parts, p.Published.Format(time.DateOnly))
	}
	for _, more := range []string{p.Outlet, p.URL} {
		if more != "" {
			parts = append(parts, more)
		}
	}
	return strings.Join(parts, " · ")
}

func personAbout(p *store.Person) []string {
	out := []string{string(p.Kind)}
	if p.Country != "" {
		out = append(out, p.Country)
	}
	return append(out, onrecord.Count(p.Statements, "statement", "statements")+" in "+onrecord.Count(p.Stories, "story", "stories"))
}

// personNames lists the other names and the roles.
func personNames(p *store.Person) []string {
	const most = 8
	var out []string
	if len(p.Names) > 1 {
		out = append(out, "also: "+strings.Join(p.Names[1:min(most, len(p.Names))], ", "))
	}
	if len(p.Roles) > 0 {
		out = append(out, "roles: "+strings.Join(p.Roles[:min(most, len(p.Roles))], ", "))
	}
	return out
}

func statementID(u *store.Utterance) string { return "s" + strconv.Itoa(u.Number) }

// utteranceDay is when something was said, or else published.
func utteranceDay(u *store.Utterance) string {
	if u.SaidTo != "" {
		return u.SaidTo
	}
	return u.Published.Format(time.DateOnly)
}

func utteranceAbout(u *store.Utterance) []string {
	var out []string
	if u.Act != "" && u.Act != onrecord.Says {
		out = append(out, u.Act.Words())
	}
	out = append(out, string(u.Kind))
	if u.SpeakerHas != "" {
		out = append(out, "as "+u.SpeakerHas)
	}
	return out
}

func whereUttered(u *store.Utterance) string {
	return strings.Join([]string{compare.OutletName(u.Outlet), u.Headline, u.Story[:shortID], statementID(u)}, " · ")
}
