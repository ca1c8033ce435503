package web

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// The media types of statements and stories.
const (
	typeJSON       = "application/json"
	typeLD         = "application/ld+json"
	typeAnnotation = `application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"`
	typeHTML       = "text/html"
)

// accepted returns which of the offered media types an Accept header likes best
// (RFC 9110, 12.5.1), the first where several are liked as much; empty if none will
// do. No header takes anything.
func accepted(header string, offered ...string) string {
	ranges := acceptedRanges(header)
	if len(ranges) == 0 {
		return offered[0]
	}
	best, most := "", 0.0
	for _, o := range offered {
		if q := liking(ranges, o); q > most {
			best, most = o, q
		}
	}
	return best
}

// liking returns how much a media type is liked: as the range says that is closest
// to it.
func liking(ranges []mediaRange, offered string) float64 {
	name, params, err := mime.ParseMediaType(offered)
	if err != nil {
		return 0
	}
	q, closest := 0.0, -1
	for _, r := range ranges {
		if near := r.nearness(name, params); near > closest {
			q, closest = r.q, near
		}
	}
	return q
}

// A mediaRange is one of the ranges of an Accept header.
type mediaRange struct {
	name   string // "text/html", "text/*", "*/*"
	params map[string]string
	q      float64
}

// nearness returns how close a range is to a media type; -1 if it does not hold it.
// A range with parameters holds only what has them too.
func (r *mediaRange) nearness(name string, params map[string]string) int {
	for k, v := range r.params {
		if !strings.EqualFold(params[k], v) {
			return -1
		}
	}
	main, _, _ := strings.Cut(name, "/")
	switch r.name {
	case name:
		return 2 + len(r.params)
	case main + "/*":
		return 1
	case "*/*":
		return 0
	}
	return -1
}

// mostRanges is how many ranges of a header are looked at.
const mostRanges = 100

// acceptedRanges reads an Accept header. What is not understood is left out.
func acceptedRanges(header string) []mediaRange {
	var out []mediaRange
	for _, part := range splitQuoted(header, ',') {
		name, params, err := mime.ParseMediaType(part)
		if err != nil || !strings.Contains(name, "/") || len(out) == mostRanges {
			continue
		}
		r := mediaRange{name: name, params: params, q: 1}
		if q, ok := params["q"]; ok {
			if r.q, err = strconv.ParseFloat(q, 64); err != nil || !(r.q >= 0 && r.q <= 1) {
				continue
			}
			delete(params, "q")
		}
		out = append(out, r)
	}
	return out
}

// splitQuoted splits a header at a separator outside quotation marks.
func splitQuoted(s string, separator byte) []string {
	var out []string
	quoted, start := false, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == separator && !quoted:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

// unacceptable says that none of the media types of an answer will do.
func unacceptable(offered ...string) error {
	return &fault{http.StatusNotAcceptable, "This is not to be had in a form that was asked for.", "There are " + strings.Join(offered, ", ") + "."}
}
