package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

// A diffPage is what became of a story from one revision to another.
type diffPage struct {
	storyHead
	From, FromSeen, Seen string
	FromPath             string
	Earlier              []revisionItem // what it can be compared with
	Changes              []changeItem
	Hunks                []hunkItem
}

// A changeItem is a difference in what is claimed.
type changeItem struct {
	What, Who string
	Old, New  *pieceItem
}

// A pieceItem is a piece of one revision.
type pieceItem struct {
	Words, Path string
	Range       *rangeItem // of a figure
}

// A hunkItem is lines that changed, and some around them.
type hunkItem struct{ Lines []lineItem }

// A lineItem is a line of one revision, or of both.
type lineItem struct {
	Kind  string // "same", "gone", "new"
	Words []wordItem
}

// A wordItem is words that stand in both lines, or in one.
type wordItem struct {
	Text    string
	Changed bool
}

func (d *Desk) serveStoryDiff(w http.ResponseWriter, r *http.Request, s *store.Story, ref store.Ref) error {
	from := ref.Revision - 1
	if given := r.URL.Query().Get("from"); given != "" {
		var err error
		if from, err = strconv.Atoi(given); err != nil || from < 1 || from >= ref.Revision {
			return bad("There is no such revision before this one.", "from is the number of an earlier revision.")
		}
	}
	t, err := d.loadStory(r.Context(), s, ref)
	if err != nil {
		return err
	}
	p := &diffPage{storyHead: t.head("diff"), Seen: minute(t.revisions[ref.Revision-1].At)}
	if from > 0 {
		if err := d.compareRevisions(r.Context(), t, store.Ref{Story: s.ID, Revision: from}, p); err != nil {
			return err
		}
	}
	return d.render(w, r, "diff", frame{Title: "Changes: " + p.Title, Page: p})
}

// compareRevisions fills in how a revision differs from an earlier one, as both
// were read: decisions of people are no changes of the story.
func (d *Desk) compareRevisions(ctx context.Context, t *heldStory, from store.Ref, p *diffPage) error {
	before, err := d.db.Record(ctx, from)
	if err != nil {
		return err
	}
	after, err := d.db.Record(ctx, t.ref)
	if err != nil {
		return err
	}
	p.From, p.FromSeen, p.FromPath = strconv.Itoa(from.Revision), minute(t.revisions[from.Revision-1].At), storyPath(from)
	for _, item := range t.revisionItems("") {
		if item.Number < t.ref.Revision {
			item.Current = item.Number == from.Revision
			p.Earlier = append(p.Earlier, item)
		}
	}
	old, now := onrecord.CountCodePoints(before.Text), t.standing.points
	for _, c := range compare.Diff(before, after) {
		p.Changes = append(p.Changes, changeItem{c.String(), c.Speakers(), newPieceItem(&c, c.Old, from, old), newPieceItem(&c, c.New, t.ref, now)})
	}
	p.Hunks, err = hunksOf(before.Text, after.Text)
	return err
}

func newPieceItem(c *compare.Change, p *compare.Piece, ref store.Ref, points onrecord.CodePoints) *pieceItem {
	if p == nil {
		return nil
	}
	out := &pieceItem{Words: c.Said(p)}
	switch {
	case p.Figure != nil:
		rng := rangeOf(p.Figure.Bounds)
		out.Range, out.Path = &rng, storyPath(ref)+"#figure-"+strings.TrimPrefix(p.ID, "f")+"-text"
	case p.ID != "":
		out.Path = wordsPath(ref, p.At, points)
	}
	return out
}

// hunksOf returns how a text changed, line by line; blank lines don't count.
func hunksOf(before, after string) ([]hunkItem, error) {
	before, after = lined(before), lined(after)
	diff, err := udiff.ToUnifiedDiff("", "", before, udiff.Lines(before, after), 1)
	if err != nil {
		return nil, err
	}
	var out []hunkItem
	for _, h := range diff.Hunks {
		var item hunkItem
		for i := 0; i < len(h.Lines); {
			n := run(h.Lines[i:], udiff.Delete)
			m := run(h.Lines[i+n:], udiff.Insert)
			if n+m == 0 {
				item.Lines = append(item.Lines, lineItem{"same", []wordItem{{Text: h.Lines[i].Content}}})
				i++
				continue
			}
			item.Lines = append(item.Lines, changedLines(h.Lines[i:i+n], h.Lines[i+n:i+n+m])...)
			i += n + m
		}
		out = append(out, item)
	}
	return out, nil
}

// lined returns the lines of a text that are not blank.
func lined(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// run returns how many lines of a kind come first.
func run(lines []udiff.Line, kind udiff.OpKind) int {
	n := 0
	for n < len(lines) && lines[n].Kind == kind {
		n++
	}
	return n
}

// changedLines sets lines that are gone against those in their place that are like
// them, with the words that changed.
func changedLines(gone, come []udiff.Line) []lineItem {
	var out []lineItem
	next := 0
	for _, g := range gone {
		like, a, b := -1, []wordItem(nil), []wordItem(nil)
		for j := next; j < min(len(come), next+mostAhead) && like < 0; j++ {
			if a, b = changedWords(g.Content, come[j].Content); alike(a, b) {
				like = j
			}
		}
		if like < 0 {
			out = append(out, lineItem{"gone", []wordItem{{g.Content, false}}})
			continue
		}
		for _, c := range come[next:like] {
			out = append(out, lineItem{"new", []wordItem{{c.Content, false}}})
		}
		out, next = append(out, lineItem{"gone", a}, lineItem{"new", b}), like+1
	}
	for _, c := range come[next:] {
		out = append(out, lineItem{"new", []wordItem{{c.Content, false}}})
	}
	return out
}

// mostAhead is how many lines on a line's successor is looked for.
const mostAhead = 8

// alike reports whether two lines have half of their letters in the same words.
func alike(a, b []wordItem) bool {
	same, all := 0, 0
	for _, words := range [][]wordItem{a, b} {
		for _, w := range words {
			all += len(w.Text)
			if !w.Changed {
				same += len(w.Text)
			}
		}
	}
	return 2*same >= all
}

// changedWords returns the words of two lines, those marked that are not in the
// other.
func changedWords(before, after string) (a, b []wordItem) {
	old, now := strings.SplitAfter(before, " "), strings.SplitAfter(after, " ")
	oldLines, newLines := strings.Join(old, "\n")+"\n", strings.Join(now, "\n")+"\n"
	add := func(to *[]wordItem, text string, changed bool) {
		text = strings.TrimSuffix(text, "\n") // of the last word, and that of the line
		text = strings.ReplaceAll(text, " \n", " ")
		if text != "" {
			*to = append(*to, wordItem{text, changed})
		}
	}
	at := 0
	for _, e := range udiff.Lines(oldLines, newLines) {
		add(&a, oldLines[at:e.Start], false)
		add(&b, oldLines[at:e.Start], false)
		add(&a, oldLines[e.Start:e.End], true)
		add(&b, e.New, true)
		at = e.End
	}
	add(&a, oldLines[at:], false)
	add(&b, oldLines[at:], false)
	return a, b
}
