package store

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/google/uuid"
	"github.com/klauspost/compress/gzip"
	"github.com/nlnwa/gowarc/v3"

	"github.com/onrecord/onrecord"
)

// A capture is kept as one WARC record in a gzip member of its own
// (https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/),
// so that records one after the other are a WARC file as archives exchange it.

// building is held while gowarc makes its options: each time it sets a variable
// of the package uuid, as that wants to be set by one goroutine only.
var building sync.Mutex

// warcRecord returns c as a WARC record: a response if it was fetched over
// HTTP, a resource if it was not.
func warcRecord(c *onrecord.Capture) ([]byte, error) {
	kind := gowarc.Resource
	if c.Status != 0 {
		kind = gowarc.Response
	}
	sum := "sha256:" + digest(c.Body)
	building.Lock()
	b := gowarc.NewRecordBuilder(kind, gowarc.WithNoValidation(), gowarc.WithAddMissingDigest(true),
		gowarc.WithAddMissingContentLength(true), gowarc.WithBufferMaxMemBytes(int64(len(c.Body)+len(c.Header)+1024)))
	building.Unlock()
	defer b.Close()
	b.AddWarcHeader(gowarc.WarcRecordID, "<urn:uuid:"+uuid.NewSHA1(uuid.NameSpaceURL, []byte(c.URL+"\n"+stamp(c.Time)+"\n"+sum)).String()+">")
	b.AddWarcHeader(gowarc.WarcDate, stamp(c.Time))
	b.AddWarcHeader(gowarc.WarcTargetURI, warcTarget(c, sum))
	b.AddWarcHeader(gowarc.WarcPayloadDigest, sum)
	if kind == gowarc.Response {
		b.AddWarcHeader(gowarc.ContentType, "application/http;msgtype=response")
		fmt.Fprintf(b, "HTTP/1.1 %d %s\r\n%s\r\n", c.Status, http.StatusText(c.Status), endLine(c.Header))
	} else {
		b.AddWarcHeader(gowarc.ContentType, c.MediaType)
	}
	if _, err := b.Write(c.Body); err != nil {
		return nil, err
	}
	record, _, err := b.Build()
	if err != nil {
		return nil, fmt.Errorf("making a WARC record: %w", err)
	}
	defer record.Close()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, _, err := gowarc.NewMarshaler().Marshal(z, record, 0); err != nil {
		return nil, fmt.Errorf("writing a WARC record: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// warcTarget returns the address that a WARC record gives for c; what was not
// fetched is known by its bytes.
func warcTarget(c *onrecord.Capture, sum string) string {
	if c.URL != "" {
		return c.URL
	}
	return "urn:" + sum
}

// endLine returns header so that its last line is ended.
func endLine(header []byte) []byte {
	header = bytes.TrimRight(header, "\r\n")
	if len(header) == 0 {
		return nil
	}
	return append(bytes.Clone(header), "\r\n"...)
}

// fromWARC reads the record that warcRecord made.
func fromWARC(record []byte) (*onrecord.Capture, error) {
	building.Lock()
	u := gowarc.NewUnmarshaler(gowarc.WithSyntaxErrorPolicy(gowarc.ErrIgnore), gowarc.WithSpecViolationPolicy(gowarc.ErrWarn), gowarc.WithBufferMaxMemBytes(int64(8*len(record)+1<<20)))
	building.Unlock()
	r, _, _, err := u.Unmarshal(bufio.NewReader(bytes.NewReader(record)))
	if err != nil {
		return nil, fmt.Errorf("reading a WARC record: %w", err)
	}
	defer r.Close()
	raw, err := r.Block().RawBytes()
	if err != nil {
		return nil, err
	}
	block, err := io.ReadAll(raw)
	if err != nil {
		return nil, err
	}
	c := &onrecord.Capture{URL: r.WarcHeader().Get(gowarc.WarcTargetURI), Time: unstamp(r.WarcHeader().Get(gowarc.WarcDate)), Body: block}
	if strings.HasPrefix(c.URL, "urn:sha256:") {
		c.URL = ""
	}
	if r.Type() != gowarc.Response {
		c.MediaType = r.WarcHeader().Get(gowarc.ContentType)
		return c, nil
	}
	head, body, _ := bytes.Cut(block, []byte("\r\n\r\n"))
	line, header, _ := bytes.Cut(head, []byte("\r\n"))
	fmt.Sscanf(string(line), "HTTP/1.1 %d", &c.Status)
	c.Header, c.Body = endLine(header), body
	if h, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(append(bytes.Clone(head), "\r\n\r\n"...))), nil); err == nil {
		c.MediaType = h.Header.Get("Content-Type")
		h.Body.Close()
	}
	return c, nil
}
