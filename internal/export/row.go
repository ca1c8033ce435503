package export

import (
	"math"
	"strings"

	"github.com/onrecord/onrecord"
)

// A Head says which story a row is of. It stands first in every row.
type Head struct {
	Story     string `csv:"story" parquet:"story,dict"`
	Revision  int    `csv:"revision" parquet:"revision"`
	URL       string `csv:"url" parquet:"url,dict"`
	Outlet    string `csv:"outlet" parquet:"outlet,dict"`
	Published string `csv:"published" parquet:"published,dict"`
	Title     string `csv:"title" parquet:"title,dict"`
}

// A Statement is a row of the table of statements. Times are ISO 8601 days,
// empty where the story does not tell. Offsets are those of the content, from
// the start of its first piece to the end of its last, in code points of the
// revision's text.
type Statement struct {
	ID           string  `csv:"id" parquet:"id"`
	Kind         string  `csv:"kind" parquet:"kind,dict"`
	Speakers     string  `csv:"speakers" parquet:"speakers,dict"`
	SpeakerKinds string  `csv:"speaker_kinds" parquet:"speaker_kinds,dict"`
	Source       string  `csv:"source" parquet:"source"`
	Cue          string  `csv:"cue" parquet:"cue,dict"`
	Content      string  `csv:"content" parquet:"content"`
	Start        *int    `csv:"start" parquet:"start,optional"`
	End          *int    `csv:"end" parquet:"end,optional"`
	Confidence   float64 `csv:"confidence" parquet:"confidence"`
	Within       string  `csv:"within" parquet:"within,dict"`
	Continues    string  `csv:"continues" parquet:"continues,dict"`
	Act          string  `csv:"act" parquet:"act,dict"`
	Said         string  `csv:"said" parquet:"said,dict"`
	SaidFrom     string  `csv:"said_from" parquet:"said_from,dict"`
	SaidTo       string  `csv:"said_to" parquet:"said_to,dict"`
	Venue        string  `csv:"venue" parquet:"venue,dict"`
	To           string  `csv:"to" parquet:"to,dict"`
	Hedges       string  `csv:"hedges" parquet:"hedges,dict"`
}

// A Figure is a row of the table of figures. Low and High are empty where no
// bound is given.
type Figure struct {
	ID          string   `csv:"id" parquet:"id"`
	Text        string   `csv:"text" parquet:"text"`
	Low         *float64 `csv:"low" parquet:"low,optional"`
	LowOpen     bool     `csv:"low_open,omitempty" parquet:"low_open"`
	High        *float64 `csv:"high" parquet:"high,optional"`
	HighOpen    bool     `csv:"high_open,omitempty" parquet:"high_open"`
	Approximate bool     `csv:"approximate,omitempty" parquet:"approximate"`
	Measure     string   `csv:"measure" parquet:"measure,dict"`
	Unit        string   `csv:"unit" parquet:"unit,dict"`
	Of          string   `csv:"of" parquet:"of,dict"`
	Place       string   `csv:"place" parquet:"place,dict"`
	Period      string   `csv:"period" parquet:"period,dict"`
	PeriodFrom  string   `csv:"period_from" parquet:"period_from,dict"`
	PeriodTo    string   `csv:"period_to" parquet:"period_to,dict"`
	Cumulative  bool     `csv:"cumulative,omitempty" parquet:"cumulative"`
	PartOf      string   `csv:"part_of" parquet:"part_of,dict"`
	Change      string   `csv:"change" parquet:"change,dict"`
	Status      string   `csv:"status" parquet:"status,dict"`
	Statement   string   `csv:"statement" parquet:"statement,dict"`
	Speakers    string   `csv:"speakers" parquet:"speakers,dict"`
	Act         string   `csv:"act" parquet:"act,dict"`
	SaidFrom    string   `csv:"said_from" parquet:"said_from,dict"`
	SaidTo      string   `csv:"said_to" parquet:"said_to,dict"`
	Start       int      `csv:"start" parquet:"start"`
	End         int      `csv:"end" parquet:"end"`
}

func (s *Story) head() Head {
	return Head{s.ID, s.Revision, s.URL, s.Outlet, day(s.Published), s.title()}
}

func (s *Story) statementRows() []statementRow {
	rows, head := make([]statementRow, len(s.Statements)), s.head()
	for i := range rows {
		rows[i] = statementRow{head, s.Statement(&s.Statements[i])}
	}
	return rows
}

func (s *Story) figureRows() []figureRow {
	rows, head := make([]figureRow, len(s.Figures)), s.head()
	for i := range rows {
		f := &s.Figures[i]
		rows[i] = figureRow{head, s.Figure(f), s.Questions[f.ID]}
	}
	return rows
}

// Statement returns the row of a statement of the story.
func (s *Story) Statement(st *onrecord.Statement) Statement {
	names, kinds := s.speakers(st)
	row := Statement{ID: st.ID, Kind: string(st.Kind), Speakers: names, SpeakerKinds: kinds,
		Source: s.pieces(st.Source, between), Cue: s.pieces(st.Cue, between), Content: s.pieces(st.Content, between),
		Confidence: math.Round(st.Confidence*1000) / 1000, Within: st.Within, Continues: st.Continues, Act: string(st.Act),
		Said: s.words(st.Said.Span), SaidFrom: day(st.Said.From), SaidTo: day(st.Said.To),
		Venue: s.words(st.Venue), To: s.words(st.To), Hedges: s.pieces(st.Hedges, "; ")}
	if n := len(st.Content); n > 0 {
		from, to := s.point(st.Content[0].Start), s.point(st.Content[n-1].End)
		row.Start, row.End = &from, &to
	}
	return row
}

// speakers returns the names and kinds of those who make a statement.
func (s *Story) speakers(st *onrecord.Statement) (names, kinds string) {
	var n, k []string
	for i := range s.Speakers {
		for _, id := range st.Speakers {
			if s.Speakers[i].ID == id {
				n, k = append(n, s.Speakers[i].Name), append(k, string(s.Speakers[i].Kind))
			}
		}
	}
	return strings.Join(n, "; "), strings.Join(k, "; ")
}

// Figure returns the row of a figure of the story.
func (s *Story) Figure(f *onrecord.Figure) Figure {
	row := Figure{ID: f.ID, Text: s.words(f.Span), Low: finite(f.Low), LowOpen: f.LowOpen, High: finite(f.High), HighOpen: f.HighOpen, Approximate: f.Approximate,
		Measure: f.Measure, Unit: f.Unit, Of: f.Of.Name, Place: s.words(f.Place), Period: s.words(f.Period.Span), PeriodFrom: day(f.Period.From), PeriodTo: day(f.Period.To),
		Cumulative: f.Cumulative, PartOf: f.PartOf, Change: string(f.Change), Status: string(f.Status), Statement: f.Statement, Start: s.point(f.Start), End: s.point(f.End)}
	if st := s.statement(f.Statement); st != nil {
		row.Speakers, _ = s.speakers(st)
		row.Act, row.SaidFrom, row.SaidTo = string(st.Act), day(st.Said.From), day(st.Said.To)
	}
	return row
}

// statement returns the statement with an ID, nil if there is none.
func (s *Story) statement(id string) *onrecord.Statement {
	if s.statements == nil {
		s.statements = make(map[string]*onrecord.Statement, len(s.Statements))
		for i := range s.Statements {
			s.statements[s.Statements[i].ID] = &s.Statements[i]
		}
	}
	return s.statements[id]
}
