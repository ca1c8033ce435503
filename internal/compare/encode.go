package compare

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"time"

	"github.com/onrecord/onrecord"
)

// Points returns what converts byte offsets in the compared revision of a story to
// code points, as JSON counts.
type Points func(story string) onrecord.CodePoints

// JSON returns the question as one JSON document on a line.
func (q *Question) JSON(points Points) ([]byte, error) { return line(q.Document(points)) }

// Document returns the question as it is written for others. Bounds are as a record
// has them: null means that none is given. docs/api.md tells the fields.
func (q *Question) Document(points Points) *QuestionJSON {
	e := encoder{points}
	out := &QuestionJSON{ID: q.ID, Title: q.Title, Measure: q.Measure, Unit: q.Unit, Of: q.Of, Place: q.Place, From: instant(q.From), To: instant(q.To),
		Stories: orEmpty(q.Stories), Outlets: orEmpty(q.Outlets), Bands: []jsonBand{}, Answers: []jsonAnswer{}, Origins: e.origins(&q.Origins)}
	for i := range q.Bands {
		out.Bands = append(out.Bands, e.band(&q.Bands[i]))
	}
	for i := range q.Entries {
		a := &q.Entries[i]
		out.Answers = append(out.Answers, jsonAnswer{a.Answer, claimantJSON(&a.Claimant), a.On, a.Told, e.cite(&a.Cite)})
	}
	return out
}

// JSON returns the origins as one JSON document on a line.
func (o *Origins) JSON(points Points) ([]byte, error) { return line(o.Document(points)) }

// Document returns the origins as they are written for others.
func (o *Origins) Document(points Points) *OriginsJSON {
	out := encoder{points}.origins(o)
	return &out
}

// JSON returns the link as one JSON document on a line.
func (l *Link) JSON(points Points) ([]byte, error) { return line(l.Document(points)) }

// Document returns the link as it is written for others.
func (l *Link) Document(points Points) *LinkJSON {
	from, to := points(l.From), points(l.To)
	out := &LinkJSON{From: l.From, To: l.To, Kind: l.Kind, Share: math.Round(l.Share*1000) / 1000, Agency: l.Agency, Passages: []jsonTaken{}}
	for _, p := range l.Passages {
		out.Passages = append(out.Passages, jsonTaken{jsonSpan{from.Of(p.From.Start), from.Of(p.From.End)}, jsonSpan{to.Of(p.To.Start), to.Of(p.To.End)}})
	}
	return out
}

// A QuestionJSON is a question as it is written for others.
type QuestionJSON struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	Measure string       `json:"measure"`
	Unit    string       `json:"unit,omitempty"`
	Of      string       `json:"of,omitempty"`
	Place   string       `json:"place,omitempty"`
	From    string       `json:"from"`
	To      string       `json:"to"`
	Stories []string     `json:"stories"`
	Outlets []string     `json:"outlets"`
	Bands   []jsonBand   `json:"bands"`
	Answers []jsonAnswer `json:"answers"`
	Origins OriginsJSON  `json:"origins"`
}

type jsonBand struct {
	Name      string         `json:"name"`
	Lines     []jsonLine     `json:"lines"`
	Relations []jsonRelation `json:"relations"`
}

type jsonLine struct {
	Claimant jsonClaimant `json:"claimant"`
	Points   []jsonPoint  `json:"points"`
}

type jsonClaimant struct {
	Name    string               `json:"name"`
	Kind    onrecord.SpeakerKind `json:"kind,omitempty"` // none: an outlet by itself
	Country string               `json:"country,omitempty"`
	Roles   []string             `json:"roles,omitempty"`
	Person  string               `json:"person,omitempty"`
}

type jsonPoint struct {
	Low         *float64   `json:"low"`
	High        *float64   `json:"high"`
	LowOpen     bool       `json:"low_open,omitempty"`
	HighOpen    bool       `json:"high_open,omitempty"`
	Approximate bool       `json:"approximate,omitempty"`
	On          string     `json:"on"`
	Told        bool       `json:"told"`
	Claims      []jsonCite `json:"claims"`
}

type jsonSpan struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type jsonCite struct {
	Story     string   `json:"story"`
	Revision  int      `json:"revision"`
	Figure    string   `json:"figure,omitempty"`
	Statement string   `json:"statement,omitempty"`
	Start     int      `json:"start"`
	End       int      `json:"end"`
	Text      string   `json:"text"`
	Passage   string   `json:"passage"`
	Source    string   `json:"source,omitempty"`
	Speaker   string   `json:"speaker,omitempty"`
	Hedges    []string `json:"hedges,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`
	URL       string   `json:"url,omitempty"`
	Headline  string   `json:"headline,omitempty"`
	Published string   `json:"published"`
}

type jsonRelation struct {
	Kind   RelationKind `json:"kind"`
	A      int          `json:"a"` // lines
	B      int          `json:"b"`
	PointA int          `json:"point_a"`
	PointB int          `json:"point_b"`
}

type jsonAnswer struct {
	Answer   Answer       `json:"answer"`
	Claimant jsonClaimant `json:"claimant"`
	On       string       `json:"on"`
	Told     bool         `json:"told"`
	Claim    jsonCite     `json:"claim"`
}

// An OriginsJSON is origins as they are written for others.
type OriginsJSON struct {
	Articles int          `json:"articles"`
	Outlets  int          `json:"outlets"`
	Least    int          `json:"least"`
	Most     int          `json:"most"`
	Origins  []jsonOrigin `json:"origins"`
	Edges    []jsonEdge   `json:"edges"`
}

type jsonOrigin struct {
	Claimant  jsonClaimant   `json:"claimant"`
	Unknown   bool           `json:"unknown,omitempty"`
	Occasions []jsonOccasion `json:"occasions,omitempty"`
	Claims    []jsonRef      `json:"claims"`
}

type jsonOccasion struct {
	On     string    `json:"on,omitempty"`
	Venue  string    `json:"venue,omitempty"`
	Claims []jsonRef `json:"claims"`
}

type jsonRef struct {
	Story string `json:"story"`
	Claim int    `json:"claim"`
}

type jsonEdge struct {
	Kind     EdgeKind       `json:"kind"`
	From     string         `json:"from"`
	To       string         `json:"to"`
	Evidence []jsonEvidence `json:"evidence"`
}

type jsonEvidence struct {
	Story    string `json:"story"`
	Revision int    `json:"revision"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Text     string `json:"text"`
}

// A LinkJSON is a link as it is written for others.
type LinkJSON struct {
	From     string      `json:"from"`
	To       string      `json:"to"`
	Kind     LinkKind    `json:"kind"`
	Share    float64     `json:"share"`
	Agency   string      `json:"agency,omitempty"`
	Passages []jsonTaken `json:"passages"`
}

type jsonTaken struct {
	From jsonSpan `json:"from"`
	To   jsonSpan `json:"to"`
}

type encoder struct{ points Points }

func (e encoder) band(b *Band) jsonBand {
	out := jsonBand{Name: b.Name, Lines: []jsonLine{}, Relations: []jsonRelation{}}
	for i := range b.Lines {
		l := jsonLine{Claimant: claimantJSON(&b.Lines[i].Claimant)}
		for j := range b.Lines[i].Points {
			p := &b.Lines[i].Points[j]
			q := jsonPoint{Low: finite(p.Low), High: finite(p.High), LowOpen: p.LowOpen, HighOpen: p.HighOpen, Approximate: p.Approximate, On: p.On, Told: p.Told}
			for k := range p.Claims {
				q.Claims = append(q.Claims, e.cite(&p.Claims[k]))
			}
			l.Points = append(l.Points, q)
		}
		out.Lines = append(out.Lines, l)
	}
	for _, r := range b.Relations {
		out.Relations = append(out.Relations, jsonRelation{r.Kind, r.A, r.B, r.PointA, r.PointB})
	}
	return out
}

func (e encoder) cite(c *Cite) jsonCite {
	at := e.span(c.Story, c.At)
	return jsonCite{Story: c.Story, Revision: c.Revision, Figure: named('f', c.Figure), Statement: named('s', c.Statement), Start: at.Start, End: at.End,
		Text: c.Words, Passage: c.Passage, Source: c.Source, Speaker: c.Speaker, Hedges: c.Hedges, Outlet: c.Outlet, URL: c.URL, Headline: c.Headline, Published: instant(c.Published)}
}

func (e encoder) span(story string, at onrecord.Span) jsonSpan {
	p := e.points(story)
	return jsonSpan{p.Of(at.Start), p.Of(at.End)}
}

func (e encoder) origins(o *Origins) OriginsJSON {
	out := OriginsJSON{Articles: o.Articles, Outlets: o.Outlets, Least: o.Least, Most: o.Most, Origins: []jsonOrigin{}, Edges: []jsonEdge{}}
	for i := range o.List {
		x := &o.List[i]
		j := jsonOrigin{Claimant: claimantJSON(&x.Claimant), Unknown: x.Unknown, Claims: refsJSON(x.Claims)}
		for _, c := range x.Occasions {
			j.Occasions = append(j.Occasions, jsonOccasion{c.On, c.Venue, refsJSON(c.Claims)})
		}
		out.Origins = append(out.Origins, j)
	}
	for _, x := range o.Edges {
		j := jsonEdge{Kind: x.Kind, From: x.From, To: x.To, Evidence: []jsonEvidence{}}
		for _, v := range x.Evidence {
			at := e.span(v.Story, v.At)
			j.Evidence = append(j.Evidence, jsonEvidence{v.Story, v.Revision, at.Start, at.End, v.Words})
		}
		out.Edges = append(out.Edges, j)
	}
	return out
}

func claimantJSON(c *Claimant) jsonClaimant {
	return jsonClaimant{c.Name, c.Kind, c.Country, c.Roles, c.Person}
}

func refsJSON(refs []Ref) []jsonRef {
	out := []jsonRef{}
	for _, r := range refs {
		out = append(out, jsonRef(r))
	}
	return out
}

// finite returns x, nil where no bound is given.
func finite(x float64) *float64 {
	if math.IsInf(x, 0) {
		return nil
	}
	return &x
}

func orEmpty(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// named returns the ID that has a number in a record, nothing for 0.
func named(letter byte, n int) string {
	if n == 0 {
		return ""
	}
	return string(letter) + strconv.Itoa(n)
}

// instant writes a time as RFC 3339, nothing if it is not known.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// line returns v as JSON on one line, with "<" and "&" as they are.
func line(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}
