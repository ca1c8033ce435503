package web

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// A saidLine is a statement in a list.
type saidLine struct {
	Path                    string // of the statement
	Story, Headline, Outlet string // the path of the story, and what it is called
	Day                     string // when it was said, or else published
	Who                     []speakerLink
	Source, Cue, Words      string  // as the story has them
	Marked                  []piece // Words, where some of them were looked for
	Kind, Act               string  // Act is empty where somebody only says something
	Said, Venue             string
	Hedges                  []string
	Protected, Sensitive    bool
}

// A speakerLink names a speaker.
type speakerLink struct {
	Name, Path, Role string
}

// saidLines returns the statements that were found, less those that people
// rejected or that are read in another way since.
func (d *Desk) saidLines(ctx context.Context, hits []store.Hit) ([]saidLine, error) {
	b, err := d.bearings(ctx)
	if err != nil {
		return nil, err
	}
	var out []saidLine
	for _, h := range hits {
		r, err := d.db.Decided(ctx, h.Ref)
		if err != nil {
			return nil, err
		}
		if s := statementOf(r, "s"+strconv.Itoa(h.Statement)); s != nil {
			out = append(out, b.saidLine(h.Ref, r, s, h.At))
		}
	}
	return out, nil
}

// statementOf returns the statement with an ID; nil if there is none.
func statementOf(r *onrecord.Record, id string) *onrecord.Statement {
	for i := range r.Statements {
		if r.Statements[i].ID == id {
			return &r.Statements[i]
		}
	}
	return nil
}

// bearings are what people decided that all lists heed.
type bearings struct {
	shield    *store.Shield
	sensitive map[string]bool
}

func (d *Desk) bearings(ctx context.Context) (*bearings, error) {
	b := &bearings{}
	var err error
	if b.shield, err = d.db.Protected(ctx); err != nil {
		return nil, err
	}
	b.sensitive, err = d.db.SensitiveStories(ctx)
	return b, err
}

// saidLine sets out a statement of a record. at is a time as the ledger has it,
// for a statement whose story does not tell when it was said.
func (b *bearings) saidLine(ref store.Ref, r *onrecord.Record, s *onrecord.Statement, at string) saidLine {
	points := onrecord.CountCodePoints(r.Text)
	out := saidLine{Path: statementPath(ref, r, s, points), Story: storyPath(ref), Headline: r.Heading(), Outlet: r.Outlet,
		Source: r.Words(s.Source), Cue: r.Words(s.Cue), Words: r.Words(s.Content), Kind: string(s.Kind),
		Said: r.Words([]onrecord.Span{s.Said.Span}), Venue: r.Words([]onrecord.Span{s.Venue}), Sensitive: b.sensitive[ref.Story]}
	if s.Act != onrecord.Says {
		out.Act = s.Act.Words()
	}
	out.Day = at[:min(len(at), len(time.DateOnly))]
	if !s.Said.From.IsZero() {
		out.Day = s.Said.From.Format(time.DateOnly)
	}
	for _, h := range s.Hedges {
		out.Hedges = append(out.Hedges, r.Text[h.Start:h.End])
	}
	protected := b.shield.Speakers(ref.Story, r)
	for _, k := range r.SpeakersOf(s) {
		link := speakerLink{Name: k.Name, Path: speakerPath(ref.Story, k.ID)}
		if len(k.Roles) > 0 && !strings.Contains(strings.ToLower(out.Source+k.Name), strings.ToLower(k.Roles[0])) {
			link.Role = k.Roles[0]
		}
		for _, id := range protected {
			out.Protected = out.Protected || id == k.ID
		}
		out.Who = append(out.Who, link)
	}
	return out
}

// storyPath is where a revision of a story is shown.
func storyPath(ref store.Ref) string { return fmt.Sprintf("/story/%s/%d", ref.Story, ref.Revision) }

// speakerPath is where a speaker of a story is shown.
func speakerPath(story, speaker string) string { return "/speaker/" + story + "." + speaker }

// statementPath is where a statement is shown, for good: it names the words by
// where they stand, in code points from the first to the last of the content. The
// text of a revision never changes, but another reading may number its statements
// otherwise.
func statementPath(ref store.Ref, r *onrecord.Record, s *onrecord.Statement, points onrecord.CodePoints) string {
	at := s.Content
	if len(at) == 0 {
		at = s.Cue
	}
	return wordsPath(ref, at, points)
}

// searchPath is where a search is shown.
func searchPath(query string) string { return "/search?" + url.Values{"q": {query}}.Encode() }

// minute writes a time, in UTC as all times of the desk.
func minute(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

// count writes how many there are.
func count(n int, one, many string) string { return onrecord.Count(n, one, many) }
