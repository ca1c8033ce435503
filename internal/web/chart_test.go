package web

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// TestCharts draws the bundled questions, and some that are hard to draw.
func TestCharts(t *testing.T) {
	all := hardQuestions()
	for i, q := range questionsOf(t, ledgerOf(t, circularStories(t))) {
		all = append(all, namedQuestion{[]string{"displaced", "killed"}[i], q})
	}
	for _, q := range all {
		if q.name == "many" {
			continue // too long to be read in a review
		}
		golden(t, q.name+".svg", fileOf(t, newChart(q.Question, wordsAt, wideChart)))
		golden(t, q.name+"-narrow.svg", pageOf(t, newChart(q.Question, wordsAt, narrowChart)))
	}
}

type namedQuestion struct {
	name string
	*compare.Question
}

var noBound = math.Inf(1)

// figureOn returns a figure that was given on a day of May 2031.
func figureOn(day int, low, high float64, how ...string) compare.Point {
	on := fmt.Sprintf("2031-05-%02d", day)
	p := compare.Point{Bounds: onrecord.Bounds{Low: low, High: high}, On: on, Told: true}
	for _, h := range how {
		switch h {
		case "about":
			p.Approximate = true
		case "more":
			p.LowOpen = true
		case "less":
			p.HighOpen = true
		case "published":
			p.Told = false
		default:
			p.Status = h
		}
	}
	p.Claims = []compare.Cite{citeOn(on, p.Bounds.String()+" people")}
	return p
}

func citeOn(on, words string) compare.Cite {
	return compare.Cite{Ref: compare.Ref{Story: "0123456789abcdef0123456789abcdef"}, Revision: 1, Statement: 1, Outlet: "Norhaven Post", Words: words, Passage: "It was " + words + ".", At: onrecord.Span{Start: 3, End: 30}}
}

func bodyNamed(name string) compare.Claimant {
	return compare.Claimant{Name: name, Kind: onrecord.Body}
}

// questionOf returns a question of lines in one band.
func questionOf(title string, lines ...compare.Line) *compare.Question {
	day := time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC)
	return &compare.Question{ID: "q0123456789abcdef", Title: title, Measure: "killed", Unit: "person", Bands: []compare.Band{{Name: compare.InAll, Lines: lines}},
		From: day, To: day, Origins: compare.Origins{Articles: 1, Outlets: 1, Least: 1, Most: 1}}
}

// hardQuestions returns questions that are hard to draw.
func hardQuestions() []namedQuestion {
	many := questionOf("shell — Kessen front, May 2031")
	for i := range 30 {
		l := compare.Line{Claimant: bodyNamed(fmt.Sprintf("Brigade %d", i+1))}
		for k := range 10 {
			low := float64((i*7+k*13)%40 + 10*k)
			high := low + float64((i+k)%4*5)
			if (i+k)%5 == 4 {
				high = noBound
			}
			l.Points = append(l.Points, figureOn(1+k*3-i%3+2, low, high))
		}
		many.Bands[0].Lines = append(many.Bands[0].Lines, l)
	}
	kinds := questionOf("every kind of bar — Velsund, May 2031",
		compare.Line{Claimant: bodyNamed("harbour office"), Points: []compare.Point{figureOn(1, 0, 0), figureOn(2, 12, 12), figureOn(3, 40, 40, "about"), figureOn(4, 10, 32), figureOn(5, 10, 32, "about"), figureOn(6, 20, 45, "more", "less")}},
		compare.Line{Claimant: compare.Claimant{Name: "Rui Leal", Kind: onrecord.Person, Roles: []string{"harbour master"}, Person: "p5a0c61f2"}, Points: []compare.Point{figureOn(1, 34, noBound), figureOn(2, 34, noBound, "more"), figureOn(3, -noBound, 70), figureOn(4, -noBound, 70, "less", "about"), figureOn(5, -noBound, noBound), figureOn(6, 50, noBound, "hypothetical"), figureOn(7, 60, 60, "denied", "published")}})
	for i, a := range []compare.Answer{compare.Denial, compare.NoComment, compare.NoAcknowledgement, compare.Confirmation, compare.NotVerified, compare.CorrectedByOutlet} {
		on := fmt.Sprintf("2031-05-%02d", 2+i)
		e := compare.Entry{Answer: a, Claimant: bodyNamed("harbour office"), On: on, Told: true, Cite: citeOn(on, "the number of dead")}
		if i > 3 {
			e.Claimant = compare.Claimant{Name: "Norhaven Post"}
		}
		kinds.Entries = append(kinds.Entries, e)
	}
	hostile := questionOf(`</title><script>alert(1)</script> "<&' `+"\u202e\x00\x1b[31m\xff",
		compare.Line{Claimant: bodyNamed(`<svg onload="alert(1)">]]>` + "\u202e" + `&lt;`), Points: []compare.Point{figureOn(1, 3, 3, `"><script>`)}},
		compare.Line{Claimant: bodyNamed("وزارة الصحة"), Points: []compare.Point{figureOn(2, 4, noBound)}},
		compare.Line{Claimant: bodyNamed("the Interministerial Committee for the Coordination of Emergency Measures and Civil Protection of the Northern Provinces"), Points: []compare.Point{figureOn(3, 4, 5)}},
		compare.Line{Claimant: bodyNamed("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"), Points: []compare.Point{figureOn(4, 4, 5)}})
	hostile.Entries = []compare.Entry{{Answer: compare.Denial, Claimant: compare.Claimant{}, On: "never", Cite: citeOn("", `"</text><a href="javascript:alert(1)">`)}}
	money := questionOf("profit — Nordbank, May 2031", compare.Line{Claimant: bodyNamed("Nordbank"), Points: []compare.Point{figureOn(1, 1.25e9, 1.25e9), figureOn(9, -3.5e8, -3.5e8)}},
		compare.Line{Claimant: bodyNamed("analysts"), Points: []compare.Point{figureOn(3, 9e8, 1.1e9)}})
	money.Measure, money.Unit = "profit", "EUR"
	share := questionOf("turnout — Karsia, May 2031", compare.Line{Claimant: bodyNamed("electoral board"), Points: []compare.Point{figureOn(1, 61.4, 61.4)}},
		compare.Line{Claimant: bodyNamed("observers"), Points: []compare.Point{figureOn(1, -noBound, 50, "less")}})
	share.Measure, share.Unit = "turnout", "percent"
	far := questionOf("far apart — Velsund, May 2031", compare.Line{Claimant: bodyNamed("port"), Points: []compare.Point{figureOn(1, 0, 0), figureOn(2, 3, 3)}},
		compare.Line{Claimant: bodyNamed("union"), Points: []compare.Point{figureOn(2, 20000, 1e9)}})
	bands := questionOf("casualties — Kessen front, May 2031", compare.Line{Claimant: bodyNamed("army"), Points: []compare.Point{figureOn(1, 900, noBound, "more")}})
	bands.Bands = append(bands.Bands, compare.Band{Name: "2031-05-01 to 2031-05-07", Lines: []compare.Line{{Claimant: bodyNamed("army"), Points: []compare.Point{figureOn(8, 80, 90)}}}},
		compare.Band{Name: "part of a total", Lines: []compare.Line{{Claimant: bodyNamed("army"), Points: []compare.Point{figureOn(1, 12, 12)}}}})
	denied := questionOf("killed — Velsund, May 2031")
	denied.Bands, denied.Entries = nil, []compare.Entry{{Answer: compare.Denial, Claimant: bodyNamed("port"), On: "2031-05-02", Told: true, Cite: citeOn("", "that anybody died")}}
	return []namedQuestion{{"one", questionOf("killed — Velsund, May 2031", compare.Line{Claimant: bodyNamed("port"), Points: []compare.Point{figureOn(1, 0, 0)}})},
		{"many", many}, {"kinds", kinds}, {"hostile", hostile}, {"money", money}, {"share", share}, {"far", far}, {"bands", bands}, {"denied", denied}, {"nothing", &compare.Question{}}}
}

// TestChartsHold looks at what must hold for every chart.
func TestChartsHold(t *testing.T) {
	for _, q := range hardQuestions() {
		for _, width := range []px{wideChart, narrowChart} {
			holds(t, q.name, q.Question, width)
		}
	}
}

// holds checks that a chart is well-formed, that each of its bars leads to its
// words, that open ends are drawn open, and that nothing lies outside.
func holds(t *testing.T, name string, q *compare.Question, width px) {
	t.Helper()
	d := newChart(q, wordsAt, width)
	points, open, drawn := 0, 0, 0
	for i := range q.Bands {
		for _, l := range q.Bands[i].Lines {
			for _, p := range l.Points {
				points++
				for _, x := range []float64{p.Low, p.High} {
					if !finite(x) {
						open++
					}
				}
			}
		}
	}
	for _, m := range d.Marks {
		if !strings.HasPrefix(m.Href, "/statement/") || m.Title == "" {
			t.Errorf("%s: a mark leads nowhere: %+v", name, m)
		}
		if m.High < 24 {
			t.Errorf("%s: a mark is %v high: too low to be hit", name, m.High)
		}
		for _, s := range m.Shapes {
			drawn += strings.Count(s.Class, "arrow")
		}
	}
	if want := points + len(q.Entries); len(d.Marks) != want || drawn != open {
		t.Errorf("%s: %d marks with %d open ends, want %d with %d", name, len(d.Marks), drawn, want, open)
	}
	liesInside(t, name, d)
	for _, b := range [][]byte{fileOf(t, d), pageOf(t, d)} {
		wellFormed(t, name, b)
	}
}

// liesInside checks that all of a drawing lies where it can be seen.
func liesInside(t *testing.T, name string, d *drawing) {
	t.Helper()
	out := func(what string, x, y px) {
		if !(x >= -1 && x <= d.Width+1 && y >= -1 && y <= d.Height+1) {
			t.Errorf("%s: %s at %v, %v of %v, %v", name, what, x, y, d.Width, d.Height)
		}
	}
	shapes, words := d.Shapes, d.Words
	for _, m := range d.Marks {
		shapes, words = append(shapes, m.Shapes...), append(words, m.Words...)
		out("mark", m.X+m.Width, m.Y+m.High)
	}
	for _, s := range shapes {
		var x, y float64
		if _, err := fmt.Sscanf(s.Path, "M %g %g", &x, &y); err != nil {
			t.Errorf("%s: %s: %v", name, s.Path, err)
		}
		out(s.Class, px(x), px(y))
	}
	for _, l := range words {
		out(l.Text, l.X, l.Y)
	}
}

// wellFormed checks that a drawing is XML of the elements that drawings have, with
// no number that is none.
func wellFormed(t *testing.T, name string, b []byte) {
	t.Helper()
	for in := xml.NewDecoder(bytes.NewReader(b)); ; {
		token, err := in.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v in\n%s", name, err, b)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !strings.Contains(" svg title desc style rect text g path a ", " "+e.Name.Local+" ") {
			t.Errorf("%s: an element %s", name, e.Name.Local)
		}
		for _, a := range e.Attr {
			if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") || strings.Contains(a.Value, "javascript") {
				t.Errorf("%s: %s has %s=%q", name, e.Name.Local, a.Name.Local, a.Value)
			}
		}
	}
}

// FuzzChart draws questions with any numbers, days and names.
func FuzzChart(f *testing.F) {
	f.Add("Rui Leal", "2031-05-02", "", 3.0, 5.0, 1e9, uint8(0))
	f.Add("\x00<a>\u202e\xff", "0000-00-00", "denied", math.NaN(), -1.0, math.MaxFloat64, uint8(255))
	f.Add(strings.Repeat("W", 300), "9999-12-31", "hypothetical", -noBound, noBound, 5e-324, uint8(37))
	f.Fuzz(func(t *testing.T, name, on, status string, a, b, c float64, how uint8) {
		q := questionOf(name, compare.Line{Claimant: bodyNamed(name)}, compare.Line{Claimant: compare.Claimant{Name: on, Roles: []string{name}}})
		for i, x := range []onrecord.Bounds{{Low: a, High: b}, {Low: b, High: c, LowOpen: how&1 > 0}, {Low: c, High: c, Approximate: how&2 > 0}, {Low: -noBound, High: a, HighOpen: how&4 > 0}, {Low: c, High: noBound}} {
			l := &q.Bands[0].Lines[i%2]
			l.Points = append(l.Points, compare.Point{Bounds: x, Status: status, On: on, Told: how&8 > 0, Claims: []compare.Cite{citeOn(on, name)}})
		}
		q.Entries = []compare.Entry{{Answer: compare.Answer(status), Claimant: bodyNamed(name), On: "2031-05-01", Cite: citeOn(on, name)}}
		if how&16 > 0 {
			q.Bands = append(q.Bands, compare.Band{Name: status, Lines: q.Bands[0].Lines[:1]})
		}
		for _, width := range []px{wideChart, narrowChart} {
			holds(t, "fuzzed", q, width)
		}
	})
}
