package export

import (
	"io"
	"strings"
)

// A ucdpRow has the columns of the UCDP Georeferenced Event Dataset
// (https://ucdp.uu.se/downloads/) that reports can fill, under their names there,
// and our own behind them. There is no best: that is the coder's choice, as are the three
// precisions, whose columns stay empty.
type ucdpRow struct {
	SourceArticle   string   `csv:"source_article"` // "outlet,date,headline", as UCDP writes it
	SourceOffice    string   `csv:"source_office"`
	SourceDate      string   `csv:"source_date"`
	SourceHeadline  string   `csv:"source_headline"`
	SourceOriginal  string   `csv:"source_original"` // who gives the number
	NumberOfSources int      `csv:"number_of_sources"`
	WherePrec       string   `csv:"where_prec"`
	EventClarity    string   `csv:"event_clarity"`
	DatePrec        string   `csv:"date_prec"`
	Where           string   `csv:"where_description"`
	DateStart       string   `csv:"date_start"`
	DateEnd         string   `csv:"date_end"`
	Low             *float64 `csv:"low"`
	High            *float64 `csv:"high"`

	LowOpen     bool   `csv:"onrecord_low_open,omitempty"`
	HighOpen    bool   `csv:"onrecord_high_open,omitempty"`
	Approximate bool   `csv:"onrecord_approximate,omitempty"`
	Status      string `csv:"onrecord_status"`
	Words       string `csv:"onrecord_words"`
	Of          string `csv:"onrecord_of"`
	Question    string `csv:"onrecord_question"`
	Least       *int   `csv:"onrecord_origins_least"`
	Most        *int   `csv:"onrecord_origins_most"`
	URL         string `csv:"onrecord_url"`
	Story       string `csv:"onrecord_story"`
	Revision    int    `csv:"onrecord_revision"`
	Figure      string `csv:"onrecord_figure"`
	Cumulative  bool   `csv:"onrecord_cumulative,omitempty"`
}

type ucdp struct{ *Table }

// NewUCDP returns a writer of a CSV in the shape of UCDP's GED: one row for each
// figure of people killed, as reported. Other measures, "killed or wounded" and
// undefined casualties among them, are no deaths and have no row.
func NewUCDP(w io.Writer) (Writer, error) {
	t := NewTable(w)
	return ucdp{t}, t.Head(ucdpRow{})
}

func (u ucdp) Story(s *Story) error {
	for i := range s.Figures {
		f := &s.Figures[i]
		if f.Measure != "killed" || f.Change == "by" || f.Change == "from" {
			continue
		}
		row := ucdpRow{SourceOffice: s.Outlet, SourceDate: day(s.Published), SourceHeadline: s.title(), NumberOfSources: 1, Where: s.words(f.Place),
			DateStart: day(f.Period.From), DateEnd: day(f.Period.To), Low: finite(f.Low), High: finite(f.High), LowOpen: f.LowOpen, HighOpen: f.HighOpen,
			Approximate: f.Approximate, Status: string(f.Status), Words: s.words(f.Span), Of: f.Of.Name, URL: s.URL, Story: s.ID, Revision: s.Revision, Figure: f.ID, Cumulative: f.Cumulative}
		row.SourceArticle = strings.Join([]string{row.SourceOffice, row.SourceDate, row.SourceHeadline}, ",")
		if st := s.statement(f.Statement); st != nil {
			row.SourceOriginal, _ = s.speakers(st)
		}
		if q, ok := s.Questions[f.ID]; ok {
			row.Question, row.Least, row.Most = q.ID, q.Least, q.Most
			if q.Articles != nil {
				row.NumberOfSources = *q.Articles
			}
		}
		if err := u.Row(row); err != nil {
			return err
		}
	}
	return nil
}
