package store

import (
	"bytes"
	"context"
	"errors"
	"testing"
)

func TestArchived(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		first := kept(t, db, "https://norhavenpost.example/flood", flood)
		kept(t, db, "https://norhavenpost.example/flood", flood+"More.\n")
		second := kept(t, db, "", flood)
		bodies := func(stories ...string) (out []string) {
			err := db.Archived(ctx, stories, func(a *Archived) error {
				c, err := fromWARC(a.Record)
				if err == nil && (c.URL != a.URL || !bytes.Equal([]byte(digest(c.Body)), []byte(a.Capture))) {
					t.Errorf("%+v holds %+v", a, c)
				}
				out = append(out, string(c.Body))
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		if got := bodies(); len(got) != 3 {
			t.Errorf("%d captures", len(got))
		}
		if got := bodies(first.Story); len(got) != 2 || got[0] != flood || got[1] != flood+"More.\n" {
			t.Errorf("of the first: %q", got)
		}
		if err := db.Redact(ctx, second.Story, "desk", "order", noon); err != nil {
			t.Fatal(err)
		}
		if got := bodies(); len(got) != 2 {
			t.Errorf("%d captures after redaction", len(got))
		}
		if err := db.Archived(ctx, []string{"ffff"}, func(*Archived) error { return nil }); !errors.Is(err, ErrNotFound) {
			t.Error("an unknown story:", err)
		}
	})
}

func TestReadBy(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		k := kept(t, db, "https://norhavenpost.example/flood", flood)
		if r, err := db.ReadBy(ctx, k.Ref); r != "" || err != nil {
			t.Error("before:", r, err)
		}
		if err := db.PutUnread(ctx, k.Ref, "weights", "no"); err != nil {
			t.Fatal(err)
		}
		if r, err := db.ReadBy(ctx, k.Ref); r != Reader("weights") || err != nil {
			t.Error("after:", r, err)
		}
		if _, err := db.ReadBy(ctx, Ref{k.Story, 9}); !errors.Is(err, ErrNotFound) {
			t.Error("unknown:", err)
		}
	})
}
