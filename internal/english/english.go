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
}

var (
	//go:embed data/sentences.weights
	sentences []byte
	//go:embed data/tagger.weights
	tagger []byte
	//go:embed data/lemmas.weights
	lemmas []byte
	//go:embed data/names.weights
	names []byte
)

// Open checks all weight files and returns them with the digest that names
// them together ("sha256:…").
func Open() (*Files, string, error) {
	f := &Files{}
	h := sha256.New()
	for _, w := range []struct {
		name string
		data []byte
		to   **weights.File
	}{
		{"sentences", sentences, &f.Sentences},
		{"tagger", tagger, &f.Tagger},
		{"lemmas", lemmas, &f.Lemmas},
		{"names", names, &f.Names},
	} {
		var err error
		if *w.to, err = weights.Open(w.data); err != nil {
			return nil, "", fmt.Errorf("%s: %w", w.name, err)
		}
		h.Write((*w.to).Digest[:])
	}
	return f, "sha256:" + hex.EncodeToString(h.Sum(nil)), nil
}
