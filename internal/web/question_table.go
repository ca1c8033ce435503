package web

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/export"
)

// A claimRow is a row of a question's table: a figure, or an answer without one,
// and where it stands. A figure that stands in several stories has a row for each.
type claimRow struct {
	Question    string `csv:"question"`
	Band        string `csv:"band"` // rows of different bands must not be compared; empty for answers
	Claimant    string `csv:"claimant"`
	Kind        string `csv:"claimant_kind"` // empty: the outlet itself
	Country     string `csv:"claimant_country"`
	Person      string `csv:"claimant_person"` // the ID across stories
	On          string `csv:"on"`
	Told        bool   `csv:"on_told"` // else on is the day of publication
	Answer      string `csv:"answer"`  // "denies", "declines-to-comment", …; empty for figures
	Low         string `csv:"low"`     // empty: no bound given
	High        string `csv:"high"`
	LowOpen     string `csv:"low_open"` // "true": the bound itself is left out
	HighOpen    string `csv:"high_open"`
	Approximate string `csv:"approximate"`
	Bounds      string `csv:"bounds"` // in words
	Status      string `csv:"status"` // "hypothetical", "denied"
	Measure     string `csv:"measure"`
	Unit        string `csv:"unit"`
	Words       string `csv:"words"`
	Passage     string `csv:"passage"`
	Source      string `csv:"source"` // as the story has it
	Hedges      string `csv:"hedges"` // separated by "; "
	Outlet      string `csv:"outlet"`
	Headline    string `csv:"headline"`
	URL         string `csv:"url"`
	Published   string `csv:"published"`
	Story       string `csv:"story"`
	Revision    int    `csv:"revision"`
	Address     string `csv:"address"` // of the words, on the desk
}

// serveTable lets a question leave as a table.
func (d *Desk) serveTable(w http.ResponseWriter, r *http.Request) error {
	a, err := d.askedFor(w, r, "/table.csv")
	if a == nil {
		return err
	}
	if err := d.guardQuestion(r.Context(), a); err != nil {
		return err
	}
	var b bytes.Buffer
	t := export.NewTable(&b)
	if err := t.Head(claimRow{}); err != nil {
		return err
	}
	for _, row := range a.claimRows() {
		row.Address = baseOf(r) + row.Address
		if err := t.Row(row); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return err
	}
	leave(w, "text/csv; charset=utf-8", "onrecord-"+a.ID+".csv", b.Bytes())
	return nil
}

// claimRows returns the rows of a question's table.
func (a *asked) claimRows() []claimRow {
	var out []claimRow
	for i := range a.Bands {
		b := &a.Bands[i]
		for j := range b.Lines {
			for k := range b.Lines[j].Points {
				p := &b.Lines[j].Points[k]
				for n := range p.Claims {
					row := a.claimRow(&b.Lines[j].Claimant, &p.Claims[n])
					row.Band, row.On, row.Told, row.Bounds, row.Status = b.Name, p.On, p.Told, p.Bounds.String(), p.Status
					row.Low, row.High = bound(p.Low), bound(p.High)
					row.LowOpen, row.HighOpen, row.Approximate = strconv.FormatBool(p.LowOpen), strconv.FormatBool(p.HighOpen), strconv.FormatBool(p.Approximate)
					out = append(out, row)
				}
			}
		}
	}
	for i := range a.Entries {
		e := &a.Entries[i]
		row := a.claimRow(&e.Claimant, &e.Cite)
		row.On, row.Told, row.Answer = e.On, e.Told, string(e.Answer)
		out = append(out, row)
	}
	return out
}

func (a *asked) claimRow(who *compare.Claimant, c *compare.Cite) claimRow {
	return claimRow{Question: a.ID, Claimant: who.Name, Kind: string(who.Kind), Country: who.Country, Person: who.Person, Measure: a.Measure, Unit: a.Unit,
		Words: c.Words, Passage: c.Passage, Source: c.Source, Hedges: strings.Join(c.Hedges, "; "), Outlet: c.Outlet, Headline: c.Headline, URL: c.URL,
		Published: c.Published.UTC().Format(time.RFC3339), Story: c.Story, Revision: c.Revision, Address: a.words(c)}
}

// bound writes a bound, nothing where none is given.
func bound(x float64) string {
	if !finite(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
