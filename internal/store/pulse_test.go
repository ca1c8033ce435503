package store

import (
	"testing"
	"time"

	"github.com/onrecord/onrecord"
)

// TestPulse checks that whatever a page may show changes the pulse, and that
// looking does not.
func TestPulse(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := t.Context()
		last := ""
		step := func(what string, changes bool) {
			t.Helper()
			p, err := db.Pulse(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if (p != last) != changes {
				t.Errorf("%s: pulse %q after %q", what, p, last)
			}
			last = p
		}
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		step("empty", true)
		step("looking", false)
		k := kept(t, db, "https://norhavenpost.example/flood", flood)
		r, err := onrecord.Extract(onrecord.Revision{Text: flood, Published: noon})
		must(err)
		must(db.PutRecord(ctx, k.Ref, r))
		step("read", true)
		_, err = db.AddSource(ctx, Source{Address: "https://norhavenpost.example/feed.xml", Every: time.Hour}, noon)
		must(err)
		step("a source", true)
		must(db.PauseSource(ctx, "https://norhavenpost.example/feed.xml"))
		step("paused", true)
		_, err = db.Decide(ctx, Decision{Ref: k.Ref, Subject: "s1", Action: Accept, Actor: "ann"}, noon)
		must(err)
		step("a decision", true)
		if changed, err := db.Changed(ctx, 10); len(changed) != 0 || err != nil {
			t.Error(changed, err)
		}
		again := kept(t, db, "https://norhavenpost.example/flood", flood+" The figure was later lowered.")
		if changed, err := db.Changed(ctx, 10); len(changed) != 1 || changed[0] != again.Ref || err != nil {
			t.Error(changed, err)
		}
		step("kept", true)
		must(db.Redact(ctx, k.Story, "ann", "asked for", noon))
		if changed, err := db.Changed(ctx, 10); len(changed) != 0 || err != nil {
			t.Error(changed, err)
		}
		step("redacted", true)
	})
}
