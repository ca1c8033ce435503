package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// A storyHead is what stands above all pages of a revision of a story.
type storyHead struct {
	Path, Tab         string // of the revision, and which of its pages this is
	Title, Outlet     string
	Address, Link     string // Link is empty where the address is none of the web
	Revision, Latest  int
	Newest            string // the path of the latest revision
	Dates             []dateItem
	Byline            []string
	Canonical, SHA256 string
}

// A dateItem is one of the times of a story, and where it comes from.
type dateItem struct{ Name, Time, From string }

// A storyPage is the text of a revision with what was said in it.
type storyPage struct {
	storyHead
	Language, Summary string
	Unread            string // why it was not read
	Waiting           bool   // nobody has tried yet
	Sensitive         bool
	Hidden            int // statements of protected speakers
	Untitled          bool
	reading
	Key       keyOfBars
	Speakers  []speakerItem
	Decisions []decisionItem
	Revisions []revisionItem
}

// A speakerItem is one of those who speak in a story.
type speakerItem struct {
	Name, Path, Kind, Country string
	Roles                     []string
	Statements                int
	Protected                 bool
}

// A revisionItem is a revision in a list.
type revisionItem struct {
	Number                   int
	Path, Seen, Title, Diff  string
	Current                  bool
	Unread, SHA256, Reviewed string
}

// A heldStory is a revision of a story as the ledger has it, with what people
// decided in force.
type heldStory struct {
	*store.Story
	ref       store.Ref
	record    *onrecord.Record
	decisions []store.Standing
	revisions []store.Seen
	bearings  *bearings
	standing  standing
}

// ofStory makes a handler of what serves a page of a revision. Addresses with less
// than all of an ID, or with the address of the story in its place, lead on to the
// full one.
func (d *Desk) ofStory(serve func(w http.ResponseWriter, r *http.Request, s *store.Story, ref store.Ref) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		id, revision := r.PathValue("id"), r.PathValue("revision")
		name := id
		if revision != "" {
			if n, err := strconv.Atoi(revision); err != nil || strconv.Itoa(n) != revision {
				return missing("There is no such revision.")
			}
			name += "/" + revision
		}
		s, ref, err := d.db.Find(r.Context(), name)
		switch {
		case err != nil:
			return err
		case s.Redacted != "":
			return store.ErrRedacted
		case s.ID != id:
			parts := strings.Split(r.URL.EscapedPath(), "/")
			parts[2] = s.ID
			to := url.URL{RawQuery: r.URL.RawQuery}
			http.Redirect(w, r, strings.Join(parts, "/")+to.String(), http.StatusFound)
			return nil
		}
		return serve(w, r, s, ref)
	}
}

func (d *Desk) serveStory(w http.ResponseWriter, r *http.Request, s *store.Story, ref store.Ref) error {
	t, err := d.loadStory(r.Context(), s, ref)
	if err != nil {
		return err
	}
	return d.render(w, r, "story", frame{Title: t.record.Heading(), Page: t.page()})
}

// loadStory loads a revision.
func (d *Desk) loadStory(ctx context.Context, s *store.Story, ref store.Ref) (*heldStory, error) {
	t := &heldStory{Story: s, ref: ref}
	var err error
	if t.record, err = d.db.Record(ctx, ref); err != nil {
		return nil, err
	}
	if t.decisions, err = d.db.Decisions(ctx, ref); err != nil {
		return nil, err
	}
	store.Apply(t.record, t.decisions)
	if t.revisions, err = d.db.Revisions(ctx, s.ID); err != nil {
		return nil, err
	}
	if t.bearings, err = d.bearings(ctx); err != nil {
		return nil, err
	}
	t.standing = standing{ref: ref, points: onrecord.CountCodePoints(t.record.Text), protected: map[string]bool{}}
	for _, k := range t.bearings.shield.Speakers(s.ID, t.record) {
		t.standing.protected[k] = true
	}
	t.standing.questions, err = d.questionsOf(ctx, ref)
	return t, err
}

// questionsOf returns the questions that figures of a revision belong to, by
// figure: those that more than one claim answers. Only one revision of a story is
// compared.
func (d *Desk) questionsOf(ctx context.Context, ref store.Ref) (map[string]countedIn, error) {
	answered, err := d.db.Answered(ctx, ref.Story)
	if err != nil || len(answered) == 0 {
		return nil, err
	}
	digests, err := d.db.Digests(ctx, []string{ref.Story})
	if err != nil || digests[ref.Story] == nil || digests[ref.Story].Revision != ref.Revision {
		return nil, err
	}
	of, err := d.db.QuestionsOf(ctx, ref.Story)
	if err != nil {
		return nil, err
	}
	out := map[string]countedIn{}
	for i, id := range of {
		if c := &digests[ref.Story].Claims[i]; c.Figure > 0 && answered[id] > 0 {
			out["f"+strconv.Itoa(c.Figure)] = countedIn{questionPath(id), answered[id]}
		}
	}
	return out, nil
}

func (t *heldStory) head(tab string) storyHead {
	r, seen := t.record, t.revisions[t.ref.Revision-1]
	h := storyHead{Path: storyPath(t.ref), Tab: tab, Title: r.Heading(), Outlet: r.Outlet, Address: r.URL, Link: webLink(r.URL), Revision: t.ref.Revision, Latest: t.Latest,
		Byline: r.Byline, SHA256: seen.TextSHA256}
	if t.Latest > t.ref.Revision {
		h.Newest = storyPath(store.Ref{Story: t.ID, Revision: t.Latest})
	}
	if r.Canonical != r.URL {
		h.Canonical = r.Canonical
	}
	date := func(name string, at time.Time, from string) {
		if !at.IsZero() {
			h.Dates = append(h.Dates, dateItem{name, moment(at), from})
		}
	}
	by := r.PublishedBy
	if seen.Published == "" {
		by = "the text itself"
	}
	date("published", r.Published, told(by))
	date("modified", r.Modified, told(r.ModifiedBy))
	date("first seen", t.FirstSeen, "by this ledger")
	if t.ref.Revision > 1 {
		date("this revision seen", seen.At, "by this ledger")
	}
	return h
}

// told says where a time comes from.
func told(by string) string {
	if by == "given" || by == "" {
		return "as it was given"
	}
	return "from " + by
}

// moment writes a time, or a day where no time of it is known.
func moment(t time.Time) string {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(time.DateOnly)
	}
	return minute(t)
}

// webLink returns an address that a browser may follow; "" for any other.
func webLink(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return address
}

func (t *heldStory) page() *storyPage {
	r := t.record
	p := &storyPage{storyHead: t.head("text"), Language: r.Language, Summary: r.Tally().String(), Unread: t.revisions[t.ref.Revision-1].Unread,
		Sensitive: t.bearings.sensitive[t.ID], Key: barKey, reading: t.setting().read()}
	p.Waiting = p.Unread == "" && r.English == ""
	p.Untitled = !titled(p.Rows)
	p.Speakers = speakersIn(r, t.ID, t.standing.protected)
	for i := range r.Statements {
		if slices.ContainsFunc(r.Statements[i].Speakers, func(k string) bool { return t.standing.protected[k] }) {
			p.Hidden++
		}
	}
	for i := range t.decisions {
		p.Decisions = append(p.Decisions, newDecisionItem(&t.decisions[i]))
	}
	p.Revisions = t.revisionItems("")
	return p
}

func (t *heldStory) setting() *setting {
	return &setting{Record: t.record, lit: true, ledger: &t.standing}
}

// titled has the first headline among rows be that of the page. It reports
// whether there is one.
func titled(rows []textRow) bool {
	for i := range rows {
		if rows[i].Heading > 0 {
			rows[i].Heading = 1
			return true
		}
	}
	return false
}

// speakersIn lists who speaks in a record, those who say most first. story is its ID,
// "" if it is in no ledger.
func speakersIn(r *onrecord.Record, story string, protected map[string]bool) []speakerItem {
	n := map[string]int{}
	for i := range r.Statements {
		for _, k := range r.Statements[i].Speakers {
			n[k]++
		}
	}
	var out []speakerItem
	for i := range r.Speakers {
		k := &r.Speakers[i]
		if n[k.ID] == 0 {
			continue
		}
		item := speakerItem{Name: k.Name, Kind: string(k.Kind), Country: k.Country, Roles: k.Roles, Statements: n[k.ID], Protected: protected[k.ID]}
		if story != "" {
			item.Path = speakerPath(story, k.ID)
		}
		out = append(out, item)
	}
	slices.SortStableFunc(out, func(a, b speakerItem) int { return b.Statements - a.Statements })
	return out
}

// revisionItems lists the revisions, the latest first.
func (t *heldStory) revisionItems(page string) []revisionItem {
	var out []revisionItem
	for i := len(t.revisions) - 1; i >= 0; i-- {
		s := &t.revisions[i]
		item := revisionItem{Number: s.Revision, Path: storyPath(s.Ref) + page, Seen: minute(s.At), Title: s.Title, Current: s.Revision == t.ref.Revision, Unread: s.Unread, SHA256: s.TextSHA256}
		if s.Revision > 1 {
			item.Diff = storyPath(s.Ref) + "/diff"
		}
		out = append(out, item)
	}
	return out
}

// serveStoryBytes lets the bytes leave that a revision was taken from. They are
// never shown as a page: they may be one, with scripts of its own.
func (d *Desk) serveStoryBytes(w http.ResponseWriter, r *http.Request, s *store.Story, ref store.Ref) error {
	b, err := d.db.Capture(r.Context(), ref)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", "sandbox; default-src 'none'")
	leave(w, "application/octet-stream", "onrecord-"+s.ID[:store.ShortID]+"-"+strconv.Itoa(ref.Revision)+".bin", b)
	return nil
}
