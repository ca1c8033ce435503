package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord"
)

// A ChangeKind says what became of a piece of a story.
type ChangeKind string

// The kinds of changes.
const (
	HeadlineChanged  ChangeKind = "headline changed"
	StatementAdded   ChangeKind = "statement added"
	StatementGone    ChangeKind = "statement gone"
	StatementChanged ChangeKind = "statement changed" // other words in its content
	ActChanged       ChangeKind = "act changed"       // "confirms" became "denies"
	SpeakerChanged   ChangeKind = "speaker changed"
	FigureAdded      ChangeKind = "figure added"
	FigureGone       ChangeKind = "figure gone"
	FigureChanged    ChangeKind = "figure changed" // other bounds
	NoteAdded        ChangeKind = "note added"     // a correction, a "could not verify"
	NoteGone         ChangeKind = "note gone"
)

// A Change is one difference between two revisions of a story at the level of
// what is claimed.
type Change struct {
	Kind ChangeKind
	// Old and New are the piece as it was and as it is: nil if it was not there
	// before, or is no more.
	Old, New *Piece
}

// A Piece is a headline, statement, figure or note of one revision.
type Piece struct {
	ID       string          // "s3", "f2"; empty for a headline or note
	At       []onrecord.Span // in pieces where other words break it; none for a headline that only the page has
	Words    string          // its words; pieces are joined by " … "
	Speakers []string        // names, as resolved
	Act      onrecord.Act    // of a statement, or of the one that gives a figure
	Note     onrecord.NoteKind
	Figure   *onrecord.Figure // of a figure only
}

// start returns where a piece begins in its text.
func (p *Piece) start() int {
	if len(p.At) == 0 {
		return 0
	}
	return p.At[0].Start
}

// Diff returns what changed in headline, statements, figures and notes from one
// revision of a story to a later one, in the order of the later text; what is
// gone stands where it was among what stayed. Words that only moved, or were
// only set in other marks, are no change.
func Diff(before, after *onrecord.Record) []Change {
	d := differ{before: sideOf(before), after: sideOf(after)}
	d.headlines()
	d.statements()
	d.figures()
	d.notes()
	slices.SortStableFunc(d.changes, func(a, b placedChange) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(b.Kind, a.Kind))
	})
	out := make([]Change, len(d.changes))
	for i := range d.changes {
		out[i] = d.changes[i].Change
	}
	return out
}

// A side is one of the two revisions.
type side struct {
	*onrecord.Record
	names      map[string]string // of speakers, by ID
	statements map[string]int    // indexes, by ID
	words      [][]string        // of each statement's content, evened out
	around     [][]string        // of the sentence or so around each figure, without numbers
}

func sideOf(r *onrecord.Record) side {
	s := side{Record: r, names: map[string]string{}, statements: map[string]int{}}
	for i := range r.Speakers {
		s.names[r.Speakers[i].ID] = r.Speakers[i].Name
	}
	for i := range r.Statements {
		s.statements[r.Statements[i].ID] = i
		s.words = append(s.words, evenWords(joined(r.Text, r.Statements[i].Content)))
	}
	for i := range r.Figures {
		s.around = append(s.around, wordsAround(r.Text, r.Figures[i].Span))
	}
	return s
}

// A differ compares two revisions.
type differ struct {
	before, after side
	// match and back are the statement that each one became and was, -1 if none.
	match, back []int
	anchors     []anchor
	changes     []placedChange
}

// A placedChange is a change and where it belongs in the later text.
type placedChange struct {
	Change
	at int
}

// An anchor is a piece that stands in both texts.
type anchor struct{ old, new int }

func (d *differ) add(kind ChangeKind, before, after *Piece) {
	c := placedChange{Change: Change{kind, before, after}}
	if after != nil {
		c.at = after.start()
	} else {
		c.at = d.place(before.start())
	}
	d.changes = append(d.changes, c)
}

// place returns where a place of the earlier text would be in the later one:
// right after the last anchor before it.
func (d *differ) place(at int) int {
	best := anchor{-1, 0}
	for _, a := range d.anchors {
		if a.old <= at && a.old > best.old {
			best = a
		}
	}
	return best.new
}

func (d *differ) headlines() {
	a, b := d.before.headline(), d.after.headline()
	switch {
	case a == nil && b == nil:
	case a == nil || b == nil || !slices.Equal(evenWords(a.Words), evenWords(b.Words)):
		d.add(HeadlineChanged, a, b)
	}
}

// headline returns the headline, by the layout or else by what the page says.
func (s *side) headline() *Piece {
	if at := s.Layout.Headline; at.End > at.Start {
		return &Piece{At: []onrecord.Span{at}, Words: s.Text[at.Start:at.End]}
	}
	if s.Title != "" {
		return &Piece{Words: s.Title}
	}
	return nil
}

func (d *differ) statements() {
	d.match, d.back = pair(d.before.statementKeys(), d.after.statementKeys(), d.statementLikeness)
	for i, j := range d.match {
		if j >= 0 {
			d.anchors = append(d.anchors, anchor{d.before.content(i).Start, d.after.content(j).Start})
		}
	}
	for i, j := range d.match {
		if j < 0 {
			d.add(StatementGone, d.before.statement(i), nil)
			continue
		}
		d.statement(i, j)
	}
	for j, i := range d.back {
		if i < 0 {
			d.add(StatementAdded, nil, d.after.statement(j))
		}
	}
}

// statement tells what changed in a statement that is in both revisions.
func (d *differ) statement(i, j int) {
	a, b := d.before.statement(i), d.after.statement(j)
	switch {
	case !slices.Equal(d.before.words[i], d.after.words[j]):
		d.add(StatementChanged, a, b)
	case a.Act != b.Act:
		d.add(ActChanged, a, b)
	case !sameNames(a.Speakers, b.Speakers):
		d.add(SpeakerChanged, a, b)
	}
}

// statementLikeness is how much of the words of two contents is the same, more
// if the same speaks.
func (d *differ) statementLikeness(i, j int) float64 {
	like := overlap(d.before.words[i], d.after.words[j])
	if like < .4 {
		return 0
	}
	if sameNames(d.before.speakersOf(i), d.after.speakersOf(j)) {
		like += .3
	}
	if like < .6 {
		return 0
	}
	return like
}

func (d *differ) figures() {
	match, back := pair(d.before.figureKeys(), d.after.figureKeys(), d.figureLikeness)
	for i, j := range match {
		switch {
		case j < 0:
			d.add(FigureGone, d.before.figure(i), nil)
		case d.before.Figures[i].Bounds != d.after.Figures[j].Bounds:
			d.add(FigureChanged, d.before.figure(i), d.after.figure(j))
		}
	}
	for j, i := range back {
		if i < 0 {
			d.add(FigureAdded, nil, d.after.figure(j))
		}
	}
}

// figureLikeness is how surely a figure of the later revision is the same as one
// of the earlier: they count the same, in the same statement or among the same words.
func (d *differ) figureLikeness(i, j int) float64 {
	f, g := &d.before.Figures[i], &d.after.Figures[j]
	if f.Unit != g.Unit || f.Change != g.Change {
		return 0
	}
	like := overlap(d.before.around[i], d.after.around[j])
	a, in := d.before.statements[f.Statement]
	b, too := d.after.statements[g.Statement]
	switch {
	case in && too && d.match[a] == b:
		like += .5
	case in != too || in && d.match[a] >= 0:
		like -= .2
	}
	if f.Measure != g.Measure {
		like -= .5
	}
	if f.Bounds == g.Bounds {
		like += .5
	}
	if like < .5 {
		return 0
	}
	return like
}

func (d *differ) notes() {
	match, back := pair(d.before.noteKeys(), d.after.noteKeys(), func(i, j int) float64 {
		a, b := &d.before.Notes[i], &d.after.Notes[j]
		if a.Kind != b.Kind {
			return 0
		}
		if like := overlap(evenWords(d.before.Text[a.Start:a.End]), evenWords(d.after.Text[b.Start:b.End])); like > .7 {
			return like
		}
		return 0
	})
	for i, j := range match {
		if j < 0 {
			d.add(NoteGone, d.before.note(i), nil)
		}
	}
	for j, i := range back {
		if i < 0 {
			d.add(NoteAdded, nil, d.after.note(j))
		}
	}
}

// statementKeys returns what is equal in statements that are the same.
func (s *side) statementKeys() []string {
	keys := make([]string, len(s.words))
	for i := range keys {
		keys[i] = strings.Join(s.words[i], " ") + "\x00" + strings.Join(s.speakersOf(i), "\x00")
	}
	return keys
}

// figureKeys returns what is equal in figures that are the same.
func (s *side) figureKeys() []string {
	keys := make([]string, len(s.around))
	for i := range keys {
		f := &s.Figures[i]
		keys[i] = strings.Join(append(slices.Clone(s.around[i]), f.Measure, f.Unit, f.Bounds.String(), string(f.Change)), "\x00")
	}
	return keys
}

func (s *side) noteKeys() []string {
	keys := make([]string, len(s.Notes))
	for i := range keys {
		n := &s.Notes[i]
		keys[i] = string(n.Kind) + "\x00" + strings.Join(evenWords(s.Text[n.Start:n.End]), " ")
	}
	return keys
}

// content returns where a statement begins: its content, or else its cue.
func (s *side) content(i int) onrecord.Span {
	st := &s.Statements[i]
	for _, spans := range [][]onrecord.Span{st.Content, st.Cue, st.Source} {
		if len(spans) > 0 {
			return spans[0]
		}
	}
	return onrecord.Span{}
}

func (s *side) speakersOf(i int) []string {
	var names []string
	for _, id := range s.Statements[i].Speakers {
		names = append(names, s.names[id])
	}
	return names
}

func (s *side) statement(i int) *Piece {
	st := &s.Statements[i]
	return &Piece{ID: st.ID, At: st.Content, Words: joined(s.Text, st.Content), Speakers: s.speakersOf(i), Act: st.Act}
}

func (s *side) figure(i int) *Piece {
	f := &s.Figures[i]
	p := &Piece{ID: f.ID, At: []onrecord.Span{f.Span}, Words: s.Text[f.Start:f.End], Figure: f}
	if st, ok := s.statements[f.Statement]; ok {
		p.Speakers, p.Act = s.speakersOf(st), s.Statements[st].Act
	}
	return p
}

func (s *side) note(i int) *Piece {
	n := &s.Notes[i]
	return &Piece{At: []onrecord.Span{n.Span}, Words: s.Text[n.Start:n.End], Note: n.Kind}
}

// wordsAround returns the words of the sentence or so around a figure, without numbers.
func wordsAround(text string, at onrecord.Span) []string {
	const reach = 90 // bytes on either side: about a sentence of wire copy
	from, to := max(0, at.Start-reach), min(len(text), at.End+reach)
	if i := strings.LastIndexByte(text[from:at.Start], '\n'); i >= 0 {
		from += i
	}
	if i := strings.IndexByte(text[at.End:to], '\n'); i >= 0 {
		to = at.End + i
	}
	return slices.DeleteFunc(evenWords(text[from:to]), func(w string) bool {
		_, err := strconv.Atoi(w)
		return err == nil
	})
}
