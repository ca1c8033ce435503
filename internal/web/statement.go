package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// A statementPage is one statement, at an address that stays: it names the words
// by where they stand in a revision, whose text never changes.
type statementPage struct {
	storyHead
	Permanent string
	Words     string
	Read      bool // today's reading has a statement with just these words
	Others    []statementLink
	Sensitive bool
	Protected bool
	Context   []textRow
	saidFacts
	Revisions []heldItem
	Compared  string // the path of the revision that is compared, if it is another
	Elsewhere []elsewhereItem
	Steps     []chainStep
	Questions []linkItem
	Decisions []decisionItem
	Cite      *citation // nil where nothing may leave
}

// A statementLink leads to another statement of the story.
type statementLink struct{ How, Who, Words, Path string }

// A linkItem leads to a page.
type linkItem struct{ Name, Path string }

// A saidFacts is what is known of a statement beside its words.
type saidFacts struct {
	Speakers                   []speakerItem
	Source, Cue, Kind, Act     string
	Said, Venue, To            string
	Hedges                     []string
	Confidence                 int // in percent
	Figures                    []figureItem
	Within, Reports, Continues []statementLink
}

// A heldItem is a revision, and where it has the same words.
type heldItem struct {
	revisionItem
	At []linkItem
}

// A placed is a place in a revision: what the address of a statement names.
type placed struct {
	*heldStory
	at   onrecord.Span
	said *onrecord.Statement // nil if today's reading has none just there
}

// servePlace shows a statement. Addresses that name one by its number in today's
// reading lead on to where its words stand.
func (d *Desk) servePlace(w http.ResponseWriter, r *http.Request, s *store.Story, ref store.Ref) error {
	p, err := d.loadPlace(r.Context(), s, ref, r.PathValue("place"))
	if err != nil {
		return err
	}
	if path := p.path(); path != r.URL.Path {
		http.Redirect(w, r, path, http.StatusFound)
		return nil
	}
	page, err := d.statementPage(r.Context(), p, baseOf(r))
	if err != nil {
		return err
	}
	title := page.who()
	if !page.Sensitive {
		title += ": " + shortened(page.Words)
	}
	return d.render(w, r, "statement", frame{Title: title, Page: page})
}

// loadPlace loads what stands at a place of a revision: "12-80" in code points, or
// "s7".
func (d *Desk) loadPlace(ctx context.Context, s *store.Story, ref store.Ref, place string) (*placed, error) {
	t, err := d.loadStory(ctx, s, ref)
	if err != nil {
		return nil, err
	}
	p := &placed{heldStory: t}
	if strings.HasPrefix(place, "s") {
		p.said = t.record.Statement(place)
		if p.said == nil || len(p.said.Content)+len(p.said.Cue) == 0 {
			return nil, missing("This revision has no such statement.")
		}
		p.at = extentOf(p.said)
		return p, nil
	}
	var ok bool
	if p.at, ok = t.spanAt(place); !ok {
		return nil, missing("This revision has no such words.")
	}
	for i := range t.record.Statements {
		if st := &t.record.Statements[i]; len(st.Content)+len(st.Cue) > 0 && extentOf(st) == p.at {
			p.said = st // of two of the same words the inner one, which comes later
		}
	}
	return p, nil
}

// extentOf returns where a statement stands, from the first to the last of its
// content: what its address says.
func extentOf(s *onrecord.Statement) onrecord.Span {
	at := s.Content
	if len(at) == 0 {
		at = s.Cue
	}
	return onrecord.Span{Start: at[0].Start, End: at[len(at)-1].End}
}

// spanAt reads a range of code points.
func (t *heldStory) spanAt(place string) (onrecord.Span, bool) {
	from, to, _ := strings.Cut(place, "-")
	a, err := strconv.Atoi(from)
	b, err2 := strconv.Atoi(to)
	text := t.record.Text
	if err != nil || err2 != nil || a < 0 || a >= b || b > len(text) {
		return onrecord.Span{}, false
	}
	at := onrecord.Span{Start: t.standing.points.At(a), End: t.standing.points.At(b)}
	return at, at.End <= len(text)
}

// path is where the place is shown.
func (p *placed) path() string { return wordsPath(p.ref, []onrecord.Span{p.at}, p.standing.points) }

func (p *placed) words() string { return p.record.Text[p.at.Start:p.at.End] }

func (d *Desk) statementPage(ctx context.Context, p *placed, base string) (*statementPage, error) {
	out := &statementPage{storyHead: p.head("statement"), Permanent: base + p.path(), Words: p.words(), Read: p.said != nil,
		Sensitive: p.bearings.sensitive[p.ID], Context: p.context()}
	if p.said != nil {
		out.Words, out.saidFacts, out.Protected = p.record.Words(p.said.Content), p.facts(), p.protects(p.said)
		if out.Words == "" {
			out.Words = p.record.Words(p.said.Cue)
		}
		for i := range p.decisions {
			if p.decisions[i].Now == p.said.ID {
				item := newDecisionItem(&p.decisions[i])
				item.Of, item.Anchor = "", "" // that is this page
				out.Decisions = append(out.Decisions, item)
			}
		}
	} else {
		out.Others = p.overlapping()
	}
	var err error
	if out.Revisions, err = d.holding(ctx, p); err != nil {
		return nil, err
	}
	if err := d.beyondStory(ctx, p, out); err != nil {
		return nil, err
	}
	out.Cite, err = p.cite(base)
	return out, err
}

func (p *placed) protects(st *onrecord.Statement) bool {
	for _, k := range st.Speakers {
		if p.standing.protected[k] {
			return true
		}
	}
	return false
}

// who names those who make the statement.
func (p *statementPage) who() string {
	var names []string
	for _, k := range p.Speakers {
		names = append(names, k.Name)
	}
	switch {
	case len(names) > 0:
		return onrecord.List(names)
	case p.Read:
		return onrecord.Unresolved
	}
	return "Words of " + p.Outlet
}

// shortened returns the beginning of words, for a title.
func shortened(words string) string {
	const most = 12
	if w := strings.Fields(words); len(w) > most {
		return strings.Join(w[:most], " ") + " …"
	}
	return words
}

func (p *placed) facts() saidFacts {
	st, r := p.said, p.record
	f := saidFacts{Source: r.Words(st.Source), Cue: r.Words(st.Cue), Kind: string(st.Kind), Act: st.Act.Words(), Said: r.When(st.Said),
		Venue: textAt(r.Text, st.Venue), To: textAt(r.Text, st.To), Confidence: int(st.Confidence*100 + .5)}
	for _, k := range r.SpeakersOf(st) {
		f.Speakers = append(f.Speakers, speakerItem{Name: k.Name, Path: speakerPath(p.ID, k.ID), Kind: string(k.Kind), Country: k.Country, Roles: k.Roles, Protected: p.standing.protected[k.ID]})
	}
	for _, h := range st.Hedges {
		f.Hedges = append(f.Hedges, textAt(r.Text, h))
	}
	set := p.setting()
	for i := range r.Figures {
		if fig := &r.Figures[i]; fig.Statement == st.ID {
			f.Figures = append(f.Figures, set.figureItem(fig))
		}
	}
	for i := range r.Statements {
		switch o := &r.Statements[i]; {
		case o.ID == st.Within:
			f.Within = append(f.Within, p.link("", o))
		case o.Within == st.ID:
			f.Reports = append(f.Reports, p.link("", o))
		case o.ID == st.Continues:
			f.Continues = append(f.Continues, p.link("goes on from", o))
		case o.Continues == st.ID:
			f.Continues = append(f.Continues, p.link("goes on in", o))
		}
	}
	return f
}

func (p *placed) link(how string, st *onrecord.Statement) statementLink {
	who := onrecord.List(p.record.Names(st))
	if who == "" {
		who = onrecord.Unresolved
	}
	l := statementLink{how, who, p.record.Words(st.Content), ""}
	if len(st.Content)+len(st.Cue) > 0 && extentOf(st) != p.at { // else it has no other address than this
		l.Path = statementPath(p.ref, p.record, st, p.standing.points)
	}
	return l
}

// overlapping lists what today's reading has in place of the statement.
func (p *placed) overlapping() []statementLink {
	var out []statementLink
	for i := range p.record.Statements {
		if st := &p.record.Statements[i]; len(st.Content) > 0 && extentOf(st).Overlaps(p.at) {
			out = append(out, p.link("", st))
		}
	}
	return out
}

// context returns the paragraphs that the words stand in and those around, with
// this statement alone marked.
func (p *placed) context() []textRow {
	r := *p.record
	r.Notes, r.Figures = nil, nil
	said := onrecord.Statement{ID: "s1", Kind: "words", Content: []onrecord.Span{p.at}}
	if p.said != nil {
		said = *p.said
		for _, f := range p.record.Figures {
			if f.Statement == said.ID {
				r.Figures = append(r.Figures, f)
			}
		}
	}
	r.Statements = []onrecord.Statement{said}
	set := setting{Record: &r, anchors: "context-"}
	m := newMarker(&set, []*saidItem{{TextAnchor: "words"}})
	paragraphs := r.Paragraphs()
	var out []textRow
	for i, at := range paragraphs {
		near := at.Overlaps(p.at)
		for _, beside := range []int{i - 1, i + 1} {
			near = near || beside >= 0 && beside < len(paragraphs) && paragraphs[beside].Overlaps(p.at)
		}
		if near {
			row := textRow{Segments: m.segments(at)}
			row.Class, _ = partOf(&r, at)
			out = append(out, row)
		}
	}
	return out
}

// holding lists the revisions, and where each has the same words.
func (d *Desk) holding(ctx context.Context, p *placed) ([]heldItem, error) {
	var out []heldItem
	words := p.words()
	for _, item := range p.revisionItems("") {
		held := heldItem{revisionItem: item}
		rev := &p.record.Revision
		ref := store.Ref{Story: p.ID, Revision: item.Number}
		if ref != p.ref {
			var err error
			if rev, err = d.db.Revision(ctx, ref); err != nil {
				return nil, err
			}
		}
		points := onrecord.CountCodePoints(rev.Text)
		for from := 0; len(held.At) < 4; {
			i := strings.Index(rev.Text[from:], words)
			if i < 0 {
				break
			}
			at := onrecord.Span{Start: from + i, End: from + i + len(words)}
			path := wordsPath(ref, []onrecord.Span{at}, points)
			held.At = append(held.At, linkItem{path[strings.LastIndexByte(path, '/')+1:], path})
			from = at.End
		}
		out = append(out, held)
	}
	return out, nil
}

// beyondStory fills in what the comparison knows of the statement.
func (d *Desk) beyondStory(ctx context.Context, p *placed, out *statementPage) error {
	digests, err := d.db.Digests(ctx, []string{p.ID})
	if err != nil || digests[p.ID] == nil {
		return err
	}
	self := digests[p.ID]
	if self.Revision != p.ref.Revision {
		out.Compared = storyPath(store.Ref{Story: p.ID, Revision: self.Revision})
		return nil
	}
	if out.Elsewhere, err = d.elsewhere(ctx, p); err != nil || p.said == nil {
		return err
	}
	var nodes []string
	for i := range self.Claims {
		if c := &self.Claims[i]; "s"+strconv.Itoa(c.Statement+1) == p.said.ID {
			nodes = append(nodes, "claim:"+p.ID+"/"+strconv.Itoa(i))
			if counted, ok := p.standing.questions["f"+strconv.Itoa(c.Figure)]; ok && counted.Stories > 0 {
				q, err := d.db.Question(ctx, strings.TrimPrefix(counted.Path, "/question/"))
				if err != nil {
					return err
				}
				out.Questions = append(out.Questions, linkItem{q.Title, counted.Path})
			}
		}
	}
	return d.chainOf(ctx, p, nodes, out)
}

// chainOf fills in the way on which the statement's claims came.
func (d *Desk) chainOf(ctx context.Context, p *placed, claims []string, out *statementPage) error {
	o, err := d.db.OriginsOf(ctx, p.ID)
	if err != nil {
		return err
	}
	out.Steps, err = d.chainSteps(ctx, o, leading(o, append(claims, "story:"+p.ID)...))
	return err
}
