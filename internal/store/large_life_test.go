package store

import (
	"database/sql"
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
)

// announceAll has each outlet's feed announce its stories. One in seven feeds
// fails, one in forty is paused, and some addresses can't be fetched.
func announceAll(t testing.TB, db *DB) {
	var now time.Time
	feeds := map[string]string{}
	var visits [][]any
	n := 0
	err := db.EachStory(t.Context(), func(s *Story) error {
		u, err := url.Parse(s.URL)
		if err != nil {
			return err
		}
		feed := "https://" + u.Host + "/feed.xml"
		feeds[feed] = s.Outlet
		seen, failed, empty := stamp(s.FirstSeen), "", 0
		if n++; n%400 == 0 {
			failed, empty = "the server said 503", n/400%2
		}
		visits = append(visits, []any{NormalURL(s.URL), s.URL, feed, "", seen, "", seen, seen, "", "", "", seen, 0, failed, s.ID, empty, 0})
		if s.FirstSeen.After(now) {
			now = s.FirstSeen
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	n = 0
	for feed, outlet := range feeds {
		n++
		if _, err := db.AddSource(t.Context(), Source{Address: feed, Every: time.Hour}, now); err != nil {
			t.Fatal(err)
		}
		polls := []*Poll{{Kind: "feed", Outlet: outlet}}
		if hashOfAll(feed)%7 == 0 {
			polls = append(polls, &Poll{Error: "the server said 404"}, &Poll{Error: "the server said 404"})
		}
		for _, p := range polls {
			if err := db.FinishPoll(t.Context(), feed, p, time.Second, now); err != nil {
				t.Fatal(err)
			}
		}
		if hashOfAll(feed)%40 == 1 {
			if err := db.PauseSource(t.Context(), feed); err != nil {
				t.Fatal(err)
			}
		}
	}
	err = db.write(t.Context(), func(tx *sql.Tx) error {
		return insert(t.Context(), tx, `visits (address, url, source, guid, published, modified, first_seen, since, due, etag, last_modified, succeeded, failures, error, story_id, empty, shrunken)`, visits)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// decideSome has people decide about some hundred stories, and protect ten persons.
func decideSome(t testing.TB, db *DB) {
	var refs []Ref
	n := 0
	err := db.EachStory(t.Context(), func(s *Story) error {
		if n++; n%300 == 0 {
			refs = append(refs, Ref{s.ID, s.Latest})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	protected := 0
	for i, ref := range refs {
		r, err := db.Record(t.Context(), ref)
		if err != nil {
			t.Fatal(err)
		}
		d := Decision{Ref: ref, Actor: "ann", Reason: fmt.Sprint("trial ", i), Action: []Action{Accept, Reject, Correct, Sensitive, Protect}[i%5]}
		switch {
		case d.Action == Sensitive:
		case d.Action == Protect && protected < 10 && len(r.Speakers) > 0 && r.Speakers[0].Kind == onrecord.Person && len(r.Speakers[0].Mentions) > 0:
			d.Subject = "k1"
			protected++
		case d.Action == Protect || len(r.Statements) == 0:
			continue
		case d.Action == Correct:
			d.Subject, d.New = "s1", map[string]string{"act": "denies"}
		default:
			d.Subject = "s1"
		}
		if _, err := db.Decide(t.Context(), d, r.Published.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
}
