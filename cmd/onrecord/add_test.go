package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/ingest"
	"github.com/onrecord/onrecord/internal/store"
)

// TestAddGoesOn adds what a program that was killed had kept and not read.
func TestAddGoesOn(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	story, ledger := filepath.Join(dir, "story.txt"), filepath.Join(dir, "ledger.db")
	text := []byte("The port is closed, harbour master Ana Duarte said on Tuesday.\n")
	if err := os.WriteFile(story, text, 0o666); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(ctx, ledger)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	page, err := ingest.Read(&onrecord.Capture{MediaType: "text/plain", Body: text})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := db.Keep(ctx, &page.Revision, &page.Capture, "")
	if err != nil {
		t.Fatal(err)
	}
	if code := run([]string{"add", "--db", ledger, story}); code != exitOK {
		t.Fatal("exit code", code)
	}
	r, err := db.Record(ctx, kept.Ref)
	if err != nil || len(r.Statements) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	if again, err := db.Keep(ctx, &page.Revision, &page.Capture, ""); err != nil || again.NewRevision {
		t.Errorf("%+v, %v", again, err)
	}
}

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
