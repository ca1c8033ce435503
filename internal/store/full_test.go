package store

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
)

// TestDiskFull lets SQLite have no more pages, which it tells of as it does of
// a full disk: what was kept stands, and work goes on when there is room.
func TestDiskFull(t *testing.T) {
	ctx := context.Background()
	db := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	db.sql.SetMaxOpenConns(1) // the limit is that of a connection
	var pages int
	if err := db.sql.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(n int) {
		if _, err := db.sql.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", n)); err != nil {
			t.Fatal(err)
		}
	}
	put := func(i int) error {
		rev, c := page(fmt.Sprintf("https://norhavenpost.example/%d", i), flood)
		k, err := db.Keep(ctx, rev, c, "")
		if err != nil {
			return err
		}
		r, err := onrecord.Extract(*rev)
		if err != nil {
			return err
		}
		return db.PutRecord(ctx, k.Ref, r)
	}
	for room := range 12 {
		limit(pages + 10 + room)
		var err error
		for i := 0; err == nil; i++ {
			err = put(i)
		}
		if !strings.Contains(err.Error(), "full") {
			t.Fatal(err)
		}
		if f := faults(t, db); len(f) > 0 {
			t.Fatal(f)
		}
	}
	limit(1 << 30)
	for i := range 40 {
		if err := put(i); err != nil {
			t.Fatal(err)
		}
	}
	n, err := db.CountStories(ctx)
	if f := faults(t, db); len(f) > 0 || n != 40 || err != nil {
		t.Errorf("%d stories, %v, %v", n, err, f)
	}
}
