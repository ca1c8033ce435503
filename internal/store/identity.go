package store

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// identity returns what makes a story itself: the address it was fetched from,
// normalised; a canonical address in its place if it is on the same host; else
// the name that its feed gives it, else the hash of its bytes.
func identity(rev *onrecord.Revision, c *onrecord.Capture) string {
	at := rev.URL
	if at == "" {
		at = c.URL
	}
	if at != "" {
		at = NormalURL(at)
		if canonical := NormalURL(rev.Canonical); rev.Canonical != "" && sameHost(at, canonical) && !isFront(canonical) {
			at = canonical
		}
		return "url:" + at
	}
	if rev.GUID != "" {
		return "guid:" + rev.GUID
	}
	return "bytes:" + digest(c.Body)
}

// storyID returns the ID of the story with an identity: 32 hex digits.
func storyID(identity string) string { return digest([]byte(identity))[:32] }

// digest returns the SHA-256 of b in hex.
func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// tracking are the parameters that tell where a reader came from, never which
// story it is.
var tracking = []string{"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "cmpid", "ref_src", "smid", "ocid", "ns_campaign", "ns_mchannel", "ns_source", "at_medium", "at_campaign"}

// NormalURL returns the address by which a story is known, whatever way it was
// written: scheme and host in lower case, http as https, no default port, no
// fragment, no tracking parameters, the others in order, no dot segments, no
// slash at the end. What is no address of the web is returned as it is.
func NormalURL(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return address
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if p := u.Port(); p != "" && p != "80" && p != "443" {
		host += ":" + p
	}
	n := u.JoinPath() // without dot segments
	n.Scheme, n.Host, n.User, n.Fragment, n.RawFragment = "https", host, nil, "", ""
	n.Path, n.RawPath = strings.TrimSuffix(n.Path, "/"), strings.TrimSuffix(n.RawPath, "/")
	q := u.Query()
	for key := range q {
		if slices.Contains(tracking, strings.ToLower(key)) || strings.HasPrefix(strings.ToLower(key), "utm_") {
			q.Del(key)
		}
	}
	n.RawQuery = q.Encode()
	return n.String()
}

// sameHost reports whether two addresses are on one host, "www." or not.
func sameHost(a, b string) bool {
	bare := func(s string) string {
		u, err := url.Parse(s)
		if err != nil {
			return ""
		}
		return strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	}
	return bare(a) != "" && bare(a) == bare(b)
}

// isFront reports whether an address is a site's front page, which careless
// pages call canonical.
func isFront(address string) bool {
	u, err := url.Parse(address)
	return err != nil || strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}
