package onrecord_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
)

// BenchmarkExtract reads all sample stories, from bytes to records, on one
// core.
func BenchmarkExtract(b *testing.B) {
	texts, words := sampleTexts(b)
	if _, err := onrecord.Extract(onrecord.Revision{Text: texts[0]}); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		for _, text := range texts {
			if _, err := onrecord.Extract(onrecord.Revision{Text: text}); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N*words)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkExtractParallel does the same on all cores.
func BenchmarkExtractParallel(b *testing.B) {
	texts, words := sampleTexts(b)
	if _, err := onrecord.Extract(onrecord.Revision{Text: texts[0]}); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			for _, text := range texts {
				if _, err := onrecord.Extract(onrecord.Revision{Text: text}); err != nil {
					b.Error(err)
				}
			}
		}
	})
	b.ReportMetric(float64(b.N*words)/b.Elapsed().Seconds(), "words/s")
}

// sampleTexts returns the sample stories and the number of their words.
func sampleTexts(tb testing.TB) (texts []string, words int) {
	paths, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no stories", err)
	}
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, string(text))
		words += len(strings.Fields(string(text)))
	}
	return texts, words
}
