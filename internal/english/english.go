// Package english holds the data that English is read with: trained weights,
// lexicons and the model card. It holds no code but what opens them.
package english

import (
	"crypto/sha256"
	_ "embed" // the data
	"encoding/hex"
	"fmt"

	"github.com/onrecord/onrecord/internal/weights"
)

// Files are the weight files, one for each trained stage.
type Files struct {
	Sentences, Tagger, Lemmas, Parser, Names, Attribution *weights.File
	// Countries, Organisations, Given and Nouns are the tables of facts that speakers are told by.
	Countries, Organisations, Given, Nouns string
}

var (
	//go:embed data/sentences.weights
	sentences []byte
	//go:embed data/tagger.weights
	tagger []byte
	//go:embed data/lemmas.weights
	lemmas []byte
	//go:embed data/parser.weights
	parser []byte
	//go:embed data/names.weights
	names []byte
	//go:embed data/attribution.weights
	attribution []byte
	//go:embed data/countries.txt
	countries string
	//go:embed data/organisations.txt
	organisations string
	//go:embed data/given.txt
	given string
	//go:embed data/nouns.txt
	nouns string
)

// Open checks all weight files and returns them with the digest that names
// them together ("sha256:…").
func Open() (*Files, string, error) {
	f := &Files{Countries: countries, Organisations: organisations, Given: given, Nouns: nouns}
	h := sha256.New()
	for _, w := range []struct {
		name string
		data []byte
		to   **weights.File
	}{
		{"sentences", sentences, &f.Sentences},
		{"tagger", tagger, &f.Tagger},
		{"lemmas", lemmas, &f.Lemmas},
		{"parser", parser, &f.Parser},
		{"names", names, &f.Names},
		{"attribution", attribution, &f.Attribution},
	} {
		var err error
		if *w.to, err = weights.Open(w.data); err != nil {
			return nil, "", fmt.Errorf("%s: %w", w.name, err)
		}
		h.Write((*w.to).Digest[:])
	}
	for _, table := range []string{countries, organisations, given, nouns} {
		h.Write([]byte(table))
	}
	return f, "sha256:" + hex.EncodeToString(h.Sum(nil)), nil
}
