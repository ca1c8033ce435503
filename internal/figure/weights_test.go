package figure

import (
	"testing"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/english"
	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/speaker"
)

// stages are the stages before this one.
type stages struct {
	language    *lang.Reader
	attribution *attribution.Reader
	facts       *speaker.Facts
}

// load loads all stages.
func load(tb testing.TB) stages {
	tb.Helper()
	files, _, err := english.Open()
	if err != nil {
		tb.Fatal(err)
	}
	s := stages{language: language(tb)}
	if s.attribution, err = attribution.Load(files.Attribution); err != nil {
		tb.Fatal(err)
	}
	if s.facts, err = speaker.Load(files.Countries, files.Organisations, files.Given, files.Nouns); err != nil {
		tb.Fatal(err)
	}
	return s
}

// language returns the reader of language.
func language(tb testing.TB) *lang.Reader {
	tb.Helper()
	files, _, err := english.Open()
	if err != nil {
		tb.Fatal(err)
	}
	l, err := lang.Load(files.Sentences, files.Tagger, files.Lemmas, files.Parser, files.Names)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}
