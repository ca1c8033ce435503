package compare_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// digestOf makes a digest of a story with what origins need of it.
func digestOf(t testing.TB, id, outlet string, published time.Time, text string) *compare.Digest {
	t.Helper()
	r, err := onrecord.Extract(onrecord.Revision{Text: text, Published: published, Outlet: outlet, AnyLanguage: true})
	if err != nil {
		t.Fatal(err)
	}
	d := &compare.Digest{Story: id, Revision: 1, Outlet: outlet, Published: published}
	for i := range r.Speakers {
		d.Speakers = append(d.Speakers, compare.NewSpeaker(r.Text, &r.Speakers[i]))
	}
	for i := range r.Statements {
		d.Statements = append(d.Statements, statementOf(r, &r.Statements[i]))
	}
	for i := range r.Figures {
		f := &r.Figures[i]
		d.Claims = append(d.Claims, compare.Claim{Figure: i + 1, Statement: indexOf('s', f.Statement), Bounds: f.Bounds, Measure: f.Measure, Unit: f.Unit,
			Status: string(f.Status), Words: text[f.Start:f.End], At: f.Span})
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		figures := slices.ContainsFunc(r.Figures, func(f onrecord.Figure) bool { return f.Statement == s.ID })
		if s.Act == onrecord.Denies && !figures {
			d.Claims = append(d.Claims, compare.Claim{Statement: i, Answer: compare.Denial, Words: text[s.Content[0].Start:s.Content[0].End], At: s.Content[0]})
		}
	}
	for _, n := range r.Notes {
		if n.Kind == onrecord.Agency && n.By != "" {
			d.Credits = append(d.Credits, compare.Credit{Agency: n.By, Words: text[n.Start:n.End], At: n.Span})
		}
	}
	return d
}

func statementOf(r *onrecord.Record, s *onrecord.Statement) compare.Statement {
	out := compare.Statement{Kind: s.Kind, Act: s.Act, Source: words(r.Text, s.Source), Cue: words(r.Text, s.Cue), Content: words(r.Text, s.Content), SourceAt: s.Source,
		Within: indexOf('s', s.Within), Continues: indexOf('s', s.Continues), Venue: r.Text[s.Venue.Start:s.Venue.End]}
	for _, k := range s.Speakers {
		out.Speakers = append(out.Speakers, indexOf('k', k))
	}
	if s.Said.Span.Len() > 0 && !s.Said.From.IsZero() {
		out.SaidFrom, out.SaidTo = s.Said.From.Format(time.DateOnly), s.Said.To.Format(time.DateOnly)
	}
	return out
}

func words(text string, spans []onrecord.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, text[s.Start:s.End])
	}
	return strings.Join(out, " … ")
}

// indexOf returns the index that an ID such as s3 stands for, -1 for none.
func indexOf(letter byte, id string) int {
	n := 0
	for i := 1; i < len(id); i++ {
		n = n*10 + int(id[i]-'0')
	}
	if id == "" || id[0] != letter {
		return -1
	}
	return n - 1
}

// linkOf makes the link from a story to the one that it copies, by the
// sentences that they share.
func linkOf(kind compare.LinkKind, from, to, fromText, toText string) compare.Link {
	l := compare.Link{From: from, To: to, Kind: kind}
	for s := range strings.SplitSeq(strings.ReplaceAll(fromText, "\n", ". "), ". ") {
		s = strings.Trim(s, ". ")
		at := strings.Index(toText, s)
		if len(s) < 20 || at < 0 {
			continue
		}
		i := strings.Index(fromText, s)
		l.Passages = append(l.Passages, compare.Passage{From: onrecord.Span{Start: i, End: i + len(s)}, To: onrecord.Span{Start: at, End: at + len(s)}})
	}
	return l
}
