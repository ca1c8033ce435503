package compare

import (
	"time"

	"github.com/onrecord/onrecord"
)

// NewDigest makes the digest of a record as Extract gave it, with its Document
// and Dates. seen counts as the time of publication where none is known.
func NewDigest(story string, revision int, r *onrecord.Record, seen time.Time) *Digest {
	d := &Digest{Story: story, Revision: revision, Outlet: r.Outlet, URL: r.URL, Published: r.Published}
	if d.Published.IsZero() {
		d.Published = seen
	}
	d.Headline = headlineOf(r)
	d.copyParts(r)
	d.claimParts(r)
	return d
}

// headlineOf returns what a story is called: as the page says, or else its headline.
func headlineOf(r *onrecord.Record) string {
	if r.Title != "" {
		return r.Title
	}
	return r.Text[r.Layout.Headline.Start:r.Layout.Headline.End]
}
