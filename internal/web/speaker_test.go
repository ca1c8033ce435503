package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// speakerOf returns where a speaker with a name is shown.
func speakerOf(t testing.TB, db *store.DB, name string) string {
	t.Helper()
	found, err := db.Speakers(t.Context(), name, 1)
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	return speakerPath(found[0].Story, speakerID(found[0].Number-1))
}

// TestSpeakerPages compares what is shown of speakers, and follows all that the
// pages lead to.
func TestSpeakerPages(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		addStories(t, db, velsund)
		v := visit(t, db)
		h, _ := v.get(t, speakerOf(t, db, "ana duarte"), 302)
		person := h.Get("Location")
		alone := speakerOf(t, db, "rui leal")
		for _, c := range []struct{ name, address string }{
			{"speaker", person},
			{"speaker-act", person + "?act=denies"},
			{"speaker-figures", person + "?view=figures"},
			{"speaker-measure", person + "?measure=killed&view=figures"},
			{"speaker-alone", alone},
			{"speaker-alone-figures", alone + "?view=figures"},
		} {
			_, page := v.get(t, c.address, 200)
			goldenIn(t, "lists", c.name+".txt", []byte(visible(t, page)))
			follow(t, v, page)
			if strings.Contains(page, "style=") {
				t.Errorf("%s holds styles of its own, which browsers will refuse", c.address)
			}
		}
		h, _ = v.get(t, "/speaker/"+person[len("/speaker/"):][:8]+"?act=denies", 302)
		if got := h.Get("Location"); got != person+"?act=denies" {
			t.Error(got)
		}
		h, _ = v.get(t, alone[:len("/speaker/")+8]+alone[strings.Index(alone, "."):], 302)
		if got := h.Get("Location"); got != alone {
			t.Error(got)
		}
		for _, wrong := range []string{"/speaker/p0000000000000000", "/speaker/p", "/speaker/" + strings.Repeat("0", 32) + ".k1", alone + "9", alone[:strings.Index(alone, ".")] + ".x", person + "?page=9"} {
			v.get(t, wrong, 404)
		}
	})
}

// TestSpeakerDecided checks that pages of speakers heed what people decided.
func TestSpeakerDecided(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		addStories(t, db, velsund)
		v := visit(t, db)
		of := speakerOf(t, db, "ana duarte")
		h, _ := v.get(t, of, 302)
		person := h.Get("Location")
		story, k, _ := strings.Cut(strings.TrimPrefix(of, "/speaker/"), ".")
		decide := func(action store.Action, subject string, values map[string]string) {
			t.Helper()
			_, err := db.Decide(t.Context(), store.Decision{Ref: store.Ref{Story: story, Revision: 1}, Subject: subject, Action: action, New: values, Actor: "desk"}, seen)
			if err != nil {
				t.Fatal(err)
			}
		}
		decide(store.Protect, k, nil)
		decide(store.Sensitive, "", nil)
		v = visit(t, db) // the old one may hold what it loaded a second ago
		_, page := v.get(t, person, 200)
		holdsAll(t, page, `Ana Duarte</bdi> <span class="mark">protected: in no export</span></h1>`, "Folded: this story is marked as sensitive")
		_, page = v.get(t, "/search?in=speakers&q=duarte", 200)
		holdsAll(t, page, "protected: in no export")
		decide(store.SplitPerson, k, nil)
		_, page = v.get(t, of, 200)
		holdsAll(t, page, "known in one story only", "protected: in no export")
		// A speaker that was merged into another of its story is that one.
		r, err := db.Record(t.Context(), store.Ref{Story: story, Revision: 1})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Speakers) > 1 {
			other := r.Speakers[1].ID
			if other == k {
				other = r.Speakers[0].ID
			}
			decide(store.Merge, k, map[string]string{"into": other})
			if h, _ := v.get(t, of, 302); !strings.HasPrefix(h.Get("Location"), "/speaker/") {
				t.Error(h.Get("Location"))
			}
		}
		if err := db.Redact(t.Context(), story, "desk", "a test", seen); err != nil {
			t.Fatal(err)
		}
		v.get(t, of, 410)
	})
}

// TestSpeakerPaging goes through many statements of one speaker.
func TestSpeakerPaging(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		for i := range 9 {
			text := "Harbours\n\n"
			for k := range 4 {
				text += fmt.Sprintf("The harbour number %d is closed, harbour master Ana Duarte said on Monday.\n\n", 4*i+k)
			}
			add(t, db, onrecord.Revision{Text: text, URL: fmt.Sprint("https://norhavenpost.example/", i), Outlet: "Norhaven Post", Published: seen.AddDate(0, -i, 0)})
		}
		v := visit(t, db)
		h, _ := v.get(t, speakerOf(t, db, "ana duarte"), 302)
		person, found := h.Get("Location"), map[string]bool{}
		for _, address := range []string{person, person + "?page=2"} {
			_, page := v.get(t, address, 200)
			for _, line := range strings.Split(visible(t, page), "\n") {
				if strings.Contains(line, "harbour number") {
					found[line] = true
				}
			}
			holdsAll(t, page, "Page ", " of 2")
		}
		if len(found) != 36 {
			t.Errorf("%d of 36 statements", len(found))
		}
		_, page := v.get(t, person+"?act=says&page=2", 200)
		holdsAll(t, page, "36 found", "Page 2 of 2", "act=says")
		v.get(t, person+"?page=3", 404)
	})
}
