package ingest

import (
	"bytes"
	"mime"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// A kind is a format that stories come in.
type kind int

const (
	kindBinary kind = iota
	kindText
	kindHTML
	kindJSON  // one document, or a list of stories
	kindLines // JSON Lines: a story a line
	kindMail
	kindWARC
	kindZip // WACZ
	kindGzip
)

// sniffed is how much of the start of a file its kind is told by.
const sniffed = 4 << 10

// byMediaType has the kinds of media types that can be relied on. Servers send
// "text/plain" and "application/octet-stream" for anything.
var byMediaType = map[string]kind{
	"text/html": kindHTML, "application/xhtml+xml": kindHTML,
	"application/json": kindJSON, "application/ninjs+json": kindJSON, "application/vnd.iptc.g2.newsitem+json": kindJSON, "application/ld+json": kindJSON,
	"application/jsonl": kindLines, "application/x-ndjson": kindLines, "application/jsonlines": kindLines, "application/x-jsonlines": kindLines,
	"message/rfc822": kindMail, "application/warc": kindWARC, "text/plain": kindText, "text/markdown": kindText,
}

// byExtension has the kinds of files by the ends of their names.
var byExtension = map[string]kind{
	".txt": kindText, ".text": kindText, ".md": kindText, ".html": kindHTML, ".htm": kindHTML, ".xhtml": kindHTML, ".shtml": kindHTML,
	".json": kindJSON, ".ninjs": kindJSON, ".jsonl": kindLines, ".ndjson": kindLines, ".eml": kindMail, ".warc": kindWARC, ".wacz": kindZip,
}

// HasKnownName reports whether the name of a file says that it may hold
// stories, so that a folder's other files can be left alone.
func HasKnownName(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	return byExtension[path.Ext(name)] != 0
}

// kindOf returns the kind of bytes with a media type and the name of their
// file, both of which may be empty. head is their start. What only one format
// begins with counts most.
func kindOf(mediaType, name string, head []byte) kind {
	head = head[:min(len(head), sniffed)]
	if k := byMagic(head); k != kindBinary {
		return k
	}
	if strings.HasSuffix(strings.ToLower(name), ".warc.gz") {
		return kindGzip // whose beginning is damaged
	}
	t, _, _ := mime.ParseMediaType(mediaType)
	if k, ok := byMediaType[t]; ok {
		return k
	}
	if k, ok := byExtension[strings.ToLower(path.Ext(name))]; ok {
		return k
	}
	return byContent(head)
}

func byMagic(head []byte) kind {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return kindZip
	case bytes.HasPrefix(head, []byte("\x1f\x8b\x08")):
		return kindGzip
	case bytes.HasPrefix(head, []byte("WARC/")):
		return kindWARC
	case beginsWithTag(head, "<!doctype html", "<html"):
		return kindHTML
	}
	return kindBinary
}

func beginsWithTag(head []byte, tags ...string) bool {
	start := strings.ToLower(string(trimStart(head)[:min(64, len(trimStart(head)))]))
	for _, tag := range tags {
		if strings.HasPrefix(start, tag) {
			return true
		}
	}
	return false
}

// trimStart returns head without the white space and byte order mark in front.
func trimStart(head []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
}

// byContent tells the kind of bytes that nobody says anything of.
func byContent(head []byte) kind {
	start := trimStart(head)
	switch {
	case len(start) == 0:
		return kindText
	case start[0] == '{' || start[0] == '[' && len(start) > 1 && bytes.IndexByte([]byte("{ \r\n\t"), start[1]) >= 0:
		return kindJSON
	case isMail(start):
		return kindMail
	case isMarkup(start):
		return kindHTML
	}
	return kindText
}

// isMail reports whether start is header lines, with one among them that only
// mails have.
func isMail(start []byte) bool {
	mail := false
	for line := range bytes.Lines(start) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || bytes.ContainsAny(name, " \t") {
			return false
		}
		switch strings.ToLower(string(name)) {
		case "message-id", "mime-version", "received", "return-path", "delivered-to":
			mail = true
		}
	}
	return mail
}

// isMarkup reports whether start begins with a tag that pages have.
func isMarkup(start []byte) bool {
	if start[0] != '<' {
		return false
	}
	z := html.NewTokenizer(bytes.NewReader(start))
	for range 8 {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken:
			name, _ := z.TagName()
			switch string(name) {
			case "html", "head", "meta", "title", "body", "article", "div", "p", "h1", "h2", "main", "section", "table", "script", "link":
				return true
			}
		}
	}
	return false
}
