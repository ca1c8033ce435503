package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkAdd takes stories in end to end, from files to a ledger in SQLite.
func BenchmarkAdd(b *testing.B) {
	texts, err := filepath.Glob("../../testdata/records/*/*.txt")
	if err != nil || len(texts) < 40 {
		b.Fatal(len(texts), err)
	}
	pages, err := filepath.Glob("../../internal/ingest/testdata/pages/*.html")
	if err != nil || len(pages) < 30 {
		b.Fatal(len(pages), err)
	}
	b.Run("text", func(b *testing.B) { benchmarkAdd(b, texts, ".txt", "") })
	b.Run("html", func(b *testing.B) { benchmarkAdd(b, pages, ".html", "<!-- %d -->") })
}

// benchmarkAdd adds 400 stories made of files, each a little different.
func benchmarkAdd(b *testing.B, files []string, ext, mark string) {
	dir := b.TempDir()
	const n = 400
	for i := range n {
		body, err := os.ReadFile(files[i%len(files)])
		if err != nil {
			b.Fatal(err)
		}
		extra := fmt.Sprintf("\nThe port master of quay %d said it was closed.\n", i)
		if mark != "" {
			extra = fmt.Sprintf(mark, i)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d%s", i, ext)), append(body, extra...), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	b.ResetTimer()
	for i := range b.N {
		if code := run([]string{"add", "--db", filepath.Join(b.TempDir(), fmt.Sprint(i)+".db"), dir}); code > exitUnread {
			b.Fatal(code)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), strings.TrimPrefix(ext, ".")+"/s")
}
