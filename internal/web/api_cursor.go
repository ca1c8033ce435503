package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/url"
)

// A cursor is where a list goes on: behind a key, or at an index.
type cursor struct {
	List string `json:"l"` // which list it is of, see listOf
	Key  string `json:"k,omitempty"`
	At   int    `json:"n,omitempty"`
}

// listOf names the list that an address gives: whatever it asks for beside where to
// begin and how much.
func listOf(u *url.URL) string {
	q := u.Query()
	q.Del("cursor")
	q.Del("limit")
	sum := sha256.Sum256([]byte(u.Path + "?" + q.Encode()))
	return base64.RawURLEncoding.EncodeToString(sum[:6])
}

func (c cursor) String() string {
	b, _ := json.Marshal(c) // strings and a number can't fail
	return base64.RawURLEncoding.EncodeToString(b)
}

// begin returns where the list that is asked for begins.
func (p *ListParams) begin(ctx context.Context) (cursor, error) {
	list := listOf(askingOf(ctx).url)
	if p.Cursor == "" {
		return cursor{List: list}, nil
	}
	var c cursor
	b, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.List != list || c.At < 0 {
		return c, bad("This cursor is not one of this list.", "Take it from the answer before, and leave the other parameters as they were.")
	}
	return c, nil
}

// ListParams are how much of a list is wanted.
type ListParams struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"20" doc:"How many are wanted. There may be fewer though more follow: what may not leave is left out."`
	Cursor string `query:"cursor" maxLength:"500" doc:"Where the list goes on: next of the answer before."`
}

// A part is a part of a list.
type part[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"The cursor of what follows; missing at the end of the list."`
}

// A listing is a part of a list as an operation gives it.
type listing[T any] struct {
	Link string `header:"Link" doc:"Where the list goes on (rel=next), if it does."`
	Body part[T]
}

// listed returns items as a part of a list. next is where it goes on; nil at its end.
func listed[T any](ctx context.Context, items []T, next *cursor) *listing[T] {
	out := &listing[T]{}
	if out.Body.Items = items; items == nil {
		out.Body.Items = []T{}
	}
	if next != nil {
		out.Body.Next = next.String()
		u := *askingOf(ctx).url
		q := u.Query()
		q.Set("cursor", out.Body.Next)
		out.Link = "<" + u.Path + "?" + q.Encode() + `>; rel="next"`
	}
	return out
}

// window is the part of a ranked list of n that is asked for: the indexes from and
// to, and where it goes on.
func (p *ListParams) window(c cursor, n int) (from, to int, next *cursor) {
	from = min(c.At, n)
	to = min(from+p.Limit, n)
	if to < n {
		next = &cursor{List: c.List, At: to}
	}
	return from, to, next
}
