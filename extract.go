package onrecord

import (
	"fmt"
	"sync"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/english"
	"github.com/onrecord/onrecord/internal/figure"
	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/speaker"
)

// English names the weights that Extract reads with ("sha256:…"). Records made
// by the same version with the same weights are the same.
func English() (string, error) {
	e, err := loaded()
	if err != nil {
		return "", err
	}
	return e.digest, nil
}

// A NotEnglishError says that a text is in another language.
type NotEnglishError struct {
	Language string // ISO 639-1 code
	Name     string // its English name
}

func (e *NotEnglishError) Error() string { return "this looks like " + e.Name + ", not English" }

// Extract reads one revision: text in, record out. It fails if the text is not
// English (NotEnglishError) or the weights can't be loaded. It may be called
// from many goroutines.
func Extract(rev Revision) (*Record, error) {
	e, err := loaded()
	if err != nil {
		return nil, err
	}
	if code, name := lang.Language(rev.Text); code != "en" && !rev.AnyLanguage {
		return nil, &NotEnglishError{code, name}
	}
	r := &Record{Revision: rev, Language: "en", English: e.digest, Problems: InvalidBytes(rev.Text)}
	r.Document = e.reader.Read(rev.Text)
	r.Layout = r.Document.Layout
	if r.Published.IsZero() {
		r.Published = r.Layout.Published
	}
	relations := e.attribution.Read(r.Document)
	dates := figure.Dates(r.Document, r.Published)
	speakers, of := e.facts.Resolve(r.Document, relations)
	said := figure.Said(r.Document, relations, of, dates)
	dates = figure.Quoted(r.Document, relations, said, dates)
	r.Dates, r.Countries = dates, e.facts.Countries(r.Document)
	r.addSpeakers(speakers)
	r.addStatements(relations, of, said)
	r.addFigures(figure.Find(r.Document, relations, dates))
	r.addNotes(attribution.Notes(r.Document))
	return r, nil
}

// stages are the stages with their weights.
type stages struct {
	digest      string
	reader      *lang.Reader
	attribution *attribution.Reader
	facts       *speaker.Facts
}

// loaded loads the weights when they are first needed.
var loaded = sync.OnceValues(func() (*stages, error) {
	files, digest, err := english.Open()
	if err != nil {
		return nil, fmt.Errorf("loading English: %w", err)
	}
	reader, err := lang.Load(files.Sentences, files.Tagger, files.Lemmas, files.Parser, files.Names)
	if err != nil {
		return nil, fmt.Errorf("loading English: %w", err)
	}
	attributions, err := attribution.Load(files.Attribution)
	if err != nil {
		return nil, fmt.Errorf("loading English: %w", err)
	}
	facts, err := speaker.Load(files.Countries, files.Organisations, files.Given, files.Nouns)
	if err != nil {
		return nil, fmt.Errorf("loading English: %w", err)
	}
	return &stages{digest, reader, attributions, facts}, nil
})
