package web

import (
	"fmt"
	"iter"
	"sort"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// A reading is a record set out on a page: its text, with the statements marked in
// it and listed beside it, and the figures in it that can be compared.
type reading struct {
	Rows        []textRow
	Comparisons []compareItem
}

// A setting is a record and what is known of it where it is set out.
type setting struct {
	*onrecord.Record
	anchors string    // what the page's anchors of it begin with
	lit     bool      // the page lights up what belongs together
	ledger  *standing // nil if the record is in no ledger
}

// A standing is what the ledger knows of a record.
type standing struct {
	ref       store.Ref
	points    onrecord.CodePoints
	protected map[string]bool      // speakers
	questions map[string]countedIn // by figure
}

// A countedIn is a question that a figure belongs to.
type countedIn struct {
	Path    string
	Stories int // that answer it
}

// String says who else counts the same.
func (c countedIn) String() string {
	if c.Stories == 1 {
		return "others in this story"
	}
	return "counted in " + count(c.Stories, "story", "stories")
}

// A textRow is a paragraph with the statements that begin in it, the figures that
// are attributed to nobody and the outlet's notes beside it. What there may be
// many of is made as it is printed.
type textRow struct {
	Class      string // "headline" or "aside", for what is not running text
	Part       string // what such a part is called
	Heading    int    // the level of a headline
	Segments   iter.Seq[textSegment]
	Statements []*saidItem
	Figures    iter.Seq[figureItem]
	Notes      []noteItem
}

// A textSegment is a run of text in which the same spans hold.
type textSegment struct {
	Anchors []string // of the statements whose content begins here, and the figures
	Class   string
	Of      string // the statements and figures that hold it: "s3 f1"
	Content bool   // part of what someone said
	Text    string
	Notes   []*saidItem // the statements whose content ends here
}

// A saidItem is a statement in the list, with those reported within it.
type saidItem struct {
	Number, Anchor, TextAnchor string
	Of, Path                   string // what lights up with it, and where it is shown alone
	Who, Source, Cue, Words    string
	Speakers                   []speakerLink // those of Who, where they have pages
	Kind, Act, Confidence      string
	Roles                      string
	Circumstances              []string // when, where, to whom
	Figures                    iter.Seq[figureItem]
	Unresolved, Protected      bool
	From                       *saidItem // the one that this one goes on from, without a cue of its own
	Inner                      []*saidItem
}

// Label names the statement for those who can't see where it stands.
func (it *saidItem) Label() string {
	who := it.Who
	if who == "" {
		who = onrecord.Unresolved
	}
	return fmt.Sprintf("Statement %s: %s, %s", it.Number, who, it.Kind)
}

// read sets out a record.
func (s *setting) read() reading { return reading{s.rows(), s.compareItems()} }

func (s *setting) items() []*saidItem {
	items := make([]*saidItem, len(s.Statements))
	figures := s.FiguresBy()
	for i := range items {
		items[i] = s.item(&s.Statements[i], figures[s.Statements[i].ID])
	}
	return items
}

func (s *setting) item(st *onrecord.Statement, figures []*onrecord.Figure) *saidItem {
	number := strings.TrimPrefix(st.ID, "s")
	it := &saidItem{Number: number, Anchor: s.anchors + "said-" + number, TextAnchor: s.anchors + "text-" + number,
		Source: shown(s.Words(st.Source)), Cue: shown(s.Words(st.Cue)), Words: shown(s.Words(st.Content)),
		Kind: string(st.Kind), Confidence: st.Sure(), Roles: shown(s.Roles(st)), Figures: s.figureItems(figures)}
	if st.Act != onrecord.Says {
		it.Act = st.Act.Words()
	}
	for _, c := range s.Circumstances(st) {
		it.Circumstances = append(it.Circumstances, shown(c))
	}
	names := s.Names(st)
	it.Who, it.Unresolved = shown(onrecord.List(names)), len(names) == 0
	if s.lit {
		it.Of = st.ID
	}
	if l := s.ledger; l != nil {
		it.Path = statementPath(l.ref, s.Record, st, l.points)
		for _, k := range s.SpeakersOf(st) {
			it.Speakers = append(it.Speakers, speakerLink{Name: k.Name, Path: speakerPath(l.ref.Story, k.ID)})
			it.Protected = it.Protected || l.protected[k.ID]
		}
	}
	if s.SourceNames(st) {
		it.Who, it.Source = it.Source, ""
		if len(it.Speakers) == 1 && it.Who != "" {
			it.Speakers[0].Name = it.Who
		}
	}
	return it
}

// rows returns the paragraphs of the story, each with its statements. Their
// segments must be taken in order, and once.
func (s *setting) rows() []textRow {
	items := s.items()
	outer := nest(s.Record, items)
	paragraphs := s.Paragraphs()
	rows := make([]textRow, len(paragraphs))
	m := newMarker(s, items)
	for i, p := range paragraphs {
		rows[i].Segments = m.segments(p)
		rows[i].Class, rows[i].Part = partOf(s.Record, p)
		if !s.lit {
			rows[i].Part = ""
		}
		if rows[i].Class == "headline" {
			rows[i].Heading = 3
		}
	}
	if len(rows) == 0 {
		return nil
	}
	rowAt := func(start int) *textRow {
		return &rows[sort.Search(len(paragraphs)-1, func(p int) bool { return paragraphs[p].End > start })]
	}
	for _, i := range outer {
		r := rowAt(begins(&s.Statements[i]))
		r.Statements = append(r.Statements, items[i])
	}
	unclaimed := map[*textRow][]*onrecord.Figure{}
	for _, f := range s.FiguresBy()[""] {
		r := rowAt(f.Start)
		unclaimed[r] = append(unclaimed[r], f)
	}
	for r, figures := range unclaimed {
		r.Figures = s.figureItems(figures)
	}
	for i := range s.Notes {
		r := rowAt(s.Notes[i].Start)
		r.Notes = append(r.Notes, s.noteItem(&s.Notes[i]))
	}
	return rows
}

// begins returns where a statement begins: with its content, if it has any.
func begins(st *onrecord.Statement) int {
	for _, spans := range [][]onrecord.Span{st.Content, st.Cue, st.Source} {
		if len(spans) > 0 {
			return spans[0].Start
		}
	}
	return 0
}

// partOf says what part of a story's layout a paragraph is: how it looks, and what
// it is called.
func partOf(r *onrecord.Record, p onrecord.Span) (class, name string) {
	l := &r.Layout
	if l.Headline.Len() > 0 && l.Headline.Contains(p) {
		return "headline", ""
	}
	for _, part := range [...]struct {
		name  string
		spans []onrecord.Span
	}{{"byline", l.Bylines}, {"credit", l.Credits}, {"related", l.Related}} {
		if mostOf(part.spans, p) {
			return "aside", part.name
		}
	}
	return "", ""
}

// mostOf reports whether some spans make up most of another.
func mostOf(spans []onrecord.Span, of onrecord.Span) bool {
	n := 0
	for i := sort.Search(len(spans), func(i int) bool { return spans[i].End > of.Start }); i < len(spans) && spans[i].Start < of.End; i++ {
		n += min(spans[i].End, of.End) - max(spans[i].Start, of.Start)
	}
	return 2*n > of.Len()
}

// nest puts items under those they are reported within and returns the numbers
// of the others.
func nest(r *onrecord.Record, items []*saidItem) (outer []int) {
	byID := map[string]*saidItem{}
	for i := range items {
		byID[r.Statements[i].ID] = items[i]
	}
	for i, it := range items {
		st := &r.Statements[i]
		if len(st.Cue) == 0 {
			it.From = byID[st.Continues]
		}
		if in := byID[st.Within]; in != nil {
			in.Inner = append(in.Inner, it)
		} else {
			outer = append(outer, i)
		}
	}
	return outer
}
