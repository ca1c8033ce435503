package compare

import (
	"time"

	"github.com/onrecord/onrecord"
)

// A Sketch is a compact picture of a text's words, by which texts that share
// many of them are found.
type Sketch struct {
	Words int      // of the running text
	Mins  []uint64 // MinHash values of its shingles
}

// An Event is what a story is about, in words that other stories about it may
// share.
type Event struct {
	Days  []string // days on which something happened, as ISO 8601; the likeliest first
	Names []Term   // persons, bodies and places
	Words []Term   // lemmas of other words
}

// A Term is a word of an event and how much it says about it.
type Term struct {
	Text   string
	Weight float64
}

// NewDigest makes the digest of a record as Extract gave it, with its Document
// and Dates. seen counts as the time of publication where none is known.
func NewDigest(story string, revision int, r *onrecord.Record, seen time.Time) *Digest {
	d := &Digest{Story: story, Revision: revision, Outlet: r.Outlet, URL: r.URL, Published: r.Published}
	if d.Published.IsZero() {
		d.Published = seen
	}
	return d
}
