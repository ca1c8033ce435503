package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/textproto"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/onrecord/onrecord"
)

// WARC files (https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/)
// are records one after the other, mostly each in a gzip member of its own. An
// archive of a crawl may be large and broken off anywhere, so they are read in
// one pass; only the records that may hold a story are taken into memory, and
// from a damaged one reading goes on at the next that can be found.

// A file is a WARC file, or the part of a WACZ that is one.
type file struct {
	name   string // within its WACZ; empty for a file of its own
	r      io.ReaderAt
	size   int64
	packed bool // with gzip
}

// An archive is WARC files that are read together: a record may say that it is
// the same as one seen before.
type archive struct {
	now     time.Time // when a record was taken that does not say so
	yield   func(*Found, error) bool
	stopped bool
	seen    map[string]place // of responses, by record ID, payload digest, and address and date
	buf     *bufio.Reader
	text    *bufio.Reader
	z       *gzip.Reader
}

// A place is where a record begins, or the gzip member that it is in.
type place struct {
	in file
	at int64
}

// A warcRecord is one record.
type warcRecord struct {
	header textproto.MIMEHeader
	block  []byte // nil if no story can be in it
}

// maxHeader bounds the header of a record, maxSkipped a block that is passed
// over: gzip can promise without end.
const (
	maxHeader  = 256 << 10
	maxSkipped = 8 << 30
)

var (
	errNoRecord   = errors.New("no WARC record begins here")
	errCutShort   = errors.New("this record is damaged or was cut short; it is left out")
	errNotInFile  = errors.New("this record points to an earlier one that is not in this archive; it is left out")
	errNotWARC    = errors.New("there is no WARC record in it")
	errLargeBlock = fmt.Errorf("this record is larger than %d MB; it is left out", MaxBody>>20)
)

func newArchive(now time.Time, yield func(*Found, error) bool) *archive {
	return &archive{now: now, yield: yield, seen: map[string]place{}, buf: bufio.NewReaderSize(nil, 64<<10), text: bufio.NewReaderSize(nil, 64<<10), z: new(gzip.Reader)}
}

// read reads all records of f.
func (a *archive) read(f file) {
	if f.size == 0 {
		a.tell(f, 0, errNotWARC)
	}
	for at, read := int64(0), false; at < f.size && !a.stopped; {
		next, n, err := a.member(f, at)
		read = read || n > 0
		if err != nil {
			at, next = next, a.resume(f, next+1)
			if next == f.size && !read {
				err = errNotWARC
			}
			a.tell(f, at, err)
		}
		at = next
	}
}

// tell yields an error at a place.
func (a *archive) tell(f file, at int64, err error) {
	if errors.Is(err, errNoRecord) {
		err = errCutShort
	}
	if !a.stopped {
		a.stopped = !a.yield(nil, &DamageError{f.where(at), err})
	}
}

func (f *file) where(at int64) string {
	where := "byte " + strconv.FormatInt(at, 10)
	if f.name != "" {
		where = f.name + ", " + where
	}
	return where
}

// member reads the gzip member at a place, or the one record there if f is not
// packed. It returns where the next begins and how many records it held.
func (a *archive) member(f file, at int64) (next int64, n int, err error) {
	section := io.NewSectionReader(f.r, at, f.size-at)
	a.buf.Reset(section)
	end := func() int64 {
		pos, _ := section.Seek(0, io.SeekCurrent)
		return at + pos - int64(a.buf.Buffered())
	}
	if !f.packed {
		if skipBlank(a.buf) == io.EOF {
			return f.size, 0, nil
		}
		begin := end()
		r, err := nextRecord(a.buf)
		if err == nil {
			err = endsWell(a.buf)
		}
		if err != nil {
			return begin, 0, err
		}
		a.take(place{f, begin}, r)
		return end(), 1, nil
	}
	if err := a.z.Reset(a.buf); err != nil {
		return at, 0, errNoRecord
	}
	a.z.Multistream(false)
	a.text.Reset(a.z)
	for !a.stopped {
		switch err := skipBlank(a.text); err {
		case nil:
		case io.EOF:
			return end(), n, nil
		default:
			return at, n, errCutShort
		}
		r, err := nextRecord(a.text)
		if err != nil {
			return at, n, err
		}
		if _, err := a.text.Peek(5); err != nil && err != io.EOF { // behind its last record a member has its checksum
			return at, n, errCutShort
		} else if err := endsWell(a.text); err != nil {
			return at, n, err
		}
		a.take(place{f, at}, r)
		n++
	}
	return end(), n, nil
}

// skipBlank passes over what ends the record before; its error is that of
// reading on.
func skipBlank(r *bufio.Reader) error {
	for {
		b, err := r.Peek(1)
		if err != nil {
			return err
		}
		if b[0] != '\r' && b[0] != '\n' {
			return nil
		}
		r.Discard(1)
	}
}

// endsWell checks that the end of a record is where its length says.
func endsWell(r *bufio.Reader) error {
	b, err := r.Peek(2)
	if len(b) > 0 && b[0] == '\n' || string(b) == "\r\n" || len(b) == 0 && err == io.EOF {
		return nil
	}
	return errCutShort
}

// resume finds where the next record of f may begin, from a place on.
func (a *archive) resume(f file, at int64) int64 {
	mark := []byte("WARC/1.")
	if f.packed {
		mark = []byte("\x1f\x8b\x08")
	}
	buf := make([]byte, 1<<20)
	for at < f.size {
		n, err := f.r.ReadAt(buf, at)
		for from := 0; ; {
			i := bytes.Index(buf[from:n], mark)
			if i < 0 {
				break
			}
			if here := at + int64(from+i); a.begins(f, here) {
				return here
			}
			from += i + 1
		}
		if err != nil || n < len(mark) {
			break
		}
		at += int64(n - len(mark) + 1)
	}
	return f.size
}

// begins reports whether a record begins at a place.
func (a *archive) begins(f file, at int64) bool {
	if !f.packed {
		line := make([]byte, len("WARC/1.1\r\nWARC-"))
		f.r.ReadAt(line, at)
		_, next, _ := strings.Cut(string(line), "\n")
		return strings.HasPrefix(next, "WARC-") || strings.HasPrefix(next, "Cont") // a header line
	}
	a.buf.Reset(io.NewSectionReader(f.r, at, f.size-at))
	if a.z.Reset(a.buf) != nil {
		return false
	}
	start := make([]byte, 5)
	io.ReadFull(a.z, start)
	return string(start) == "WARC/"
}

// nextRecord reads a record. Its block is kept only if a story may be in it.
func nextRecord(r *bufio.Reader) (*warcRecord, error) {
	head, err := headerLines(r)
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(head, "WARC/") {
		return nil, errNoRecord
	}
	_, fields, _ := strings.Cut(head, "\n")
	rec := &warcRecord{header: httpHeader([]byte(fields))}
	length, err := strconv.ParseInt(rec.header.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 || length > maxSkipped {
		return nil, errCutShort
	}
	if rec.wanted() && length <= MaxBody {
		rec.block, err = io.ReadAll(io.LimitReader(r, length))
		if err == nil && int64(len(rec.block)) < length {
			err = io.ErrUnexpectedEOF
		}
	} else {
		_, err = io.CopyN(io.Discard, r, length)
	}
	if err != nil {
		return nil, errCutShort
	}
	return rec, nil
}

// headerLines reads lines up to the empty one.
func headerLines(r *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		line, err := r.ReadSlice('\n')
		if b.Len() == 0 && !bytes.HasPrefix(line, []byte("WARC/")) {
			return "", errNoRecord
		}
		b.Write(line)
		if err != nil || b.Len() > maxHeader {
			return "", errCutShort
		}
		if len(bytes.TrimRight(line, "\r\n")) == 0 {
			return b.String(), nil
		}
	}
}

// wanted reports whether a record may hold a story, by its header.
func (r *warcRecord) wanted() bool {
	switch r.header.Get("WARC-Type") {
	case "response", "revisit":
		return strings.HasPrefix(r.target(), "http")
	case "resource":
		return r.storyType(r.header.Get("Content-Type"))
	}
	return false
}

func (r *warcRecord) target() string { return strings.Trim(r.header.Get("WARC-Target-URI"), "<>") }

// storyType reports whether a media type may be that of a story.
func (r *warcRecord) storyType(mediaType string) bool {
	t, _, _ := mime.ParseMediaType(mediaType)
	_, known := byMediaType[t]
	return known
}

// notStories are files of plain text that a site has for machines.
var notStories = []string{"robots.txt", "ads.txt", "app-ads.txt", "security.txt", "humans.txt", "llms.txt"}

// take yields the story of a record, if it has one.
func (a *archive) take(p place, r *warcRecord) {
	if !r.wanted() {
		return
	}
	if r.block == nil && r.header.Get("Content-Length") != "0" {
		a.tooLarge(p, r)
		return
	}
	c, err := r.capture()
	if c == nil {
		return
	}
	if r.header.Get("WARC-Type") == "revisit" {
		c, err = a.revisited(r, c)
	} else {
		for _, key := range r.keys() {
			a.seen[key] = p
		}
	}
	if err != nil {
		a.tell(p.in, p.at, err)
		return
	}
	if c.Time.IsZero() {
		c.Time = a.now
	}
	a.stopped = a.stopped || !a.yield(&Found{p.in.where(p.at), *c}, nil)
}

// tooLarge tells of a record that was passed over, unless its address shows
// that it is a film or the like.
func (a *archive) tooLarge(p place, r *warcRecord) {
	u, err := url.Parse(r.target())
	if ext := ""; err == nil {
		if ext = path.Ext(u.Path); ext != "" && byExtension[strings.ToLower(ext)] == 0 {
			return
		}
	}
	a.tell(p.in, p.at, errLargeBlock)
}

// capture returns what a record holds, nil if it is not a story.
func (r *warcRecord) capture() (*onrecord.Capture, error) {
	c := &onrecord.Capture{URL: r.target(), MediaType: r.header.Get("Content-Type"), Body: r.block}
	c.Time, _ = time.Parse(time.RFC3339, r.header.Get("WARC-Date"))
	if strings.HasPrefix(c.URL, "urn:sha256:") {
		c.URL = "" // as files are exported
	}
	if r.header.Get("WARC-Type") == "resource" {
		return c, nil
	}
	head, body, ok := bytes.Cut(r.block, []byte("\r\n\r\n"))
	if !ok {
		head, body, _ = bytes.Cut(r.block, []byte("\n\n"))
	}
	line, header, _ := bytes.Cut(head, []byte("\n"))
	c.Status = status(string(line))
	c.Header, c.Body = append(bytes.TrimRight(header, "\r\n"), "\r\n"...), body
	c.MediaType = httpHeader(c.Header).Get("Content-Type")
	if u, err := url.Parse(c.URL); err == nil && c.Status == 200 {
		for _, name := range notStories {
			if path.Base(u.Path) == name {
				return nil, nil
			}
		}
	}
	revisit := r.header.Get("WARC-Type") == "revisit"
	if t, _, _ := mime.ParseMediaType(c.MediaType); (c.Status == 200 && storyPage[t]) || revisit {
		return c, nil
	}
	return nil, nil
}

// storyPage are the media types of answers that are stories: sites send JSON to
// their own scripts too.
var storyPage = map[string]bool{"text/html": true, "application/xhtml+xml": true, "text/plain": true, "message/rfc822": true, "application/ninjs+json": true}

// status returns the code of a status line of HTTP, 0 if it is none.
func status(line string) int {
	fields := strings.Fields(line)
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "HTTP/") {
		return 0
	}
	n, _ := strconv.Atoi(fields[1])
	return n
}

// keys are the names that a later record may call r by.
func (r *warcRecord) keys() []string {
	var keys []string
	for _, key := range []string{r.header.Get("WARC-Record-ID"), r.header.Get("WARC-Payload-Digest"), r.target() + " " + r.header.Get("WARC-Date")} {
		if key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// revisited returns the capture of a record that says that it is the same as
// an earlier one: its own address, time and header with the earlier body.
func (a *archive) revisited(r *warcRecord, c *onrecord.Capture) (*onrecord.Capture, error) {
	for _, key := range []string{r.header.Get("WARC-Refers-To"), r.header.Get("WARC-Payload-Digest"), strings.Trim(r.header.Get("WARC-Refers-To-Target-URI"), "<>") + " " + r.header.Get("WARC-Refers-To-Date")} {
		p, ok := a.seen[key]
		if !ok || key == "" {
			continue
		}
		if first, err := earlier(p, key); err == nil {
			first.URL, first.Time = c.URL, c.Time
			return first, nil
		}
	}
	return nil, errNotInFile
}

// earlier reads the record at a place again that has a key.
func earlier(p place, key string) (*onrecord.Capture, error) {
	var found *onrecord.Capture
	again := newArchive(time.Time{}, func(*Found, error) bool { return true })
	r := bufio.NewReader(io.NewSectionReader(p.in.r, p.at, p.in.size-p.at))
	if p.in.packed {
		if err := again.z.Reset(r); err != nil {
			return nil, err
		}
		again.z.Multistream(false)
		r = bufio.NewReader(again.z)
	}
	for found == nil {
		if err := skipBlank(r); err != nil {
			return nil, err
		}
		rec, err := nextRecord(r)
		if err != nil {
			return nil, err
		}
		for _, k := range rec.keys() {
			if k == key && rec.block != nil {
				found, err = rec.capture()
				if found == nil {
					return nil, errors.Join(err, errNotInFile)
				}
			}
		}
	}
	return found, nil
}
