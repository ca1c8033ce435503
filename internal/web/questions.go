package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/onrecord/onrecord/internal/store"
)

// A questionsPage is a list of questions, those told of last first.
type questionsPage struct {
	Query, Measure string
	Disputed       bool
	Measures       []string // to choose from
	Questions      []questionLine
	More           string // the address of a longer list; empty if this is all
	Most           bool   // there is more than is ever shown
}

// How many questions a list has at first, and at most.
const (
	listedFirst = 30
	listedMost  = 240
)

// commonMeasures are what most questions count.
var commonMeasures = []string{"killed", "wounded", "killed or wounded", "casualties", "missing", "captured", "detained", "displaced", "evacuated", "deployed", "infected", "rescued", "sentenced"}

func (d *Desk) serveQuestions(w http.ResponseWriter, r *http.Request) error {
	form := r.URL.Query()
	p := &questionsPage{Query: form.Get("q"), Measure: form.Get("measure"), Disputed: form.Get("disputed") != "", Measures: commonMeasures}
	n, err := strconv.Atoi(form.Get("n"))
	if err != nil || n < 1 {
		n = listedFirst
	}
	n = min(n, listedMost)
	found, err := d.db.Questions(r.Context(), store.QuestionFilter{Query: p.Query, Measure: p.Measure, Disputed: p.Disputed}, n+1)
	if err != nil {
		return err
	}
	for _, q := range found[:min(n, len(found))] {
		p.Questions = append(p.Questions, newQuestionLine(q))
	}
	if len(found) > n && n == listedMost {
		p.Most = true
	} else if len(found) > n {
		p.More = p.longer(2 * n)
	}
	return d.render(w, r, "questions", frame{Title: "Questions", Here: "questions", Query: p.Query, Live: true, Page: p})
}

// longer returns the address of the list with n questions.
func (p *questionsPage) longer(n int) string {
	v := url.Values{"n": {strconv.Itoa(n)}}
	for name, value := range map[string]string{"q": p.Query, "measure": p.Measure} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if p.Disputed {
		v.Set("disputed", "1")
	}
	return "/questions?" + v.Encode()
}
