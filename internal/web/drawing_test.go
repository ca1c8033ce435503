package web

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/onrecord/onrecord/internal/compare"
)

// wordsAt is where the words of a claim would be.
func wordsAt(c *compare.Cite) string {
	return fmt.Sprintf("/statement/%s/%d/%d-%d", c.Story, c.Revision, c.At.Start, c.At.End)
}

// fileOf returns a drawing as a file.
func fileOf(t testing.TB, d *drawing) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.writeFile(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// golden compares a drawing with what is expected.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	goldenIn(t, "drawings", name, got)
}

// goldenIn compares a file with what is expected, which lies in a folder.
func goldenIn(t *testing.T, folder, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", folder, name)
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not as expected (go test ./internal/web -update writes it anew): %v", name, err)
	}
}

// pageOf returns a drawing as it stands in a page.
func pageOf(t testing.TB, d *drawing) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pages["question"].ExecuteTemplate(&b, "drawing", d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
