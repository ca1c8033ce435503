package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"os"
	"path"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/onrecord/onrecord"
)

// A Source is a file, or bytes like those of one, that holds one story or many.
type Source struct {
	Name      string // its end, ".warc.gz", helps to tell what it is
	MediaType string // if somebody told it
	Time      time.Time
	Reader    io.Reader
}

// A Found is the bytes of one story within a source.
type Found struct {
	Where   string // "line 12", "byte 40312"; empty if the source is one story
	Capture onrecord.Capture
}

// A DamageError says that part of a source can't be read. The rest is.
type DamageError struct {
	Where string
	Err   error
}

func (e *DamageError) Error() string { return e.Where + ": " + e.Err.Error() }
func (e *DamageError) Unwrap() error { return e.Err }

// Captures returns the stories of s one after the other, as they came; an error
// stands for what can't be read and ends nothing but itself.
func Captures(s Source) iter.Seq2[*Found, error] {
	return func(yield func(*Found, error) bool) {
		r := bufio.NewReaderSize(s.Reader, 64<<10)
		head, err := r.Peek(sniffed)
		if err != nil && err != io.EOF {
			yield(nil, err)
			return
		}
		switch kindOf(s.MediaType, s.Name, head) {
		case kindGzip:
			s.gzip(r, yield)
		case kindWARC:
			s.seekable(r, yield, func(at io.ReaderAt, size int64) { newArchive(s.Time, yield).read(file{r: at, size: size}) })
		case kindZip:
			s.seekable(r, yield, func(at io.ReaderAt, size int64) { readWACZ(at, size, s.Time, yield) })
		case kindLines:
			s.lines(r, yield)
		case kindJSON:
			s.json(r, yield)
		default:
			s.one(r, yield)
		}
	}
}

// one takes the source as one story.
func (s *Source) one(r io.Reader, yield func(*Found, error) bool) {
	body, err := io.ReadAll(io.LimitReader(r, MaxBody+1))
	if err == nil {
		body, err = bounded(body)
	}
	if err != nil {
		yield(nil, err)
		return
	}
	yield(&Found{Capture: onrecord.Capture{MediaType: s.mediaType(body), Time: s.Time, Body: body}}, nil)
}

// mediaType returns the media type of a story in s: what was told, else what
// its kind is.
func (s *Source) mediaType(body []byte) string {
	if s.MediaType != "" {
		return s.MediaType
	}
	switch kindOf("", s.Name, body) {
	case kindHTML:
		return "text/html"
	case kindMail:
		return "message/rfc822"
	case kindJSON, kindLines:
		return "application/json"
	case kindText:
		return "text/plain"
	}
	if t := mime.TypeByExtension(path.Ext(s.Name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

// lines takes each line as a story.
func (s *Source) lines(r *bufio.Reader, yield func(*Found, error) bool) {
	for n := 1; ; n++ {
		line, err := readLine(r)
		if err == io.EOF {
			return
		}
		where := fmt.Sprintf("line %d", n)
		switch {
		case errors.Is(err, ErrTooLarge):
			if !yield(nil, &DamageError{where, err}) {
				return
			}
		case err != nil:
			yield(nil, &DamageError{where, err})
			return
		case len(trimStart(line)) == 0:
		case !yield(&Found{where, onrecord.Capture{MediaType: "application/json", Time: s.Time, Body: line}}, nil):
			return
		}
	}
}

// readLine returns the next line without its end. One that is too large is
// passed over.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	large := false
	for {
		part, err := r.ReadSlice('\n')
		if large = large || len(line)+len(part) > MaxBody; !large {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && len(line) == 0 && !large:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, err
		case large:
			return nil, ErrTooLarge
		}
		return bytes.TrimRight(line, "\r\n"), nil
	}
}

// json takes a JSON file: lines if its first line is a whole document and more
// follows, else one document or a list of them.
func (s *Source) json(r *bufio.Reader, yield func(*Found, error) bool) {
	body, err := io.ReadAll(io.LimitReader(r, MaxBody+1))
	rest := io.MultiReader(bytes.NewReader(body), r)
	if first, more, ok := bytes.Cut(trimStart(body), []byte("\n")); err == nil && ok && len(trimStart(more)) > 0 && json.Valid(first) {
		s.lines(bufio.NewReaderSize(rest, 64<<10), yield)
		return
	}
	list := stories(body)
	if len(list) == 1 || err != nil || len(body) > MaxBody {
		s.one(rest, yield)
		return
	}
	for i, d := range list {
		if !yield(&Found{fmt.Sprintf("story %d", i+1), onrecord.Capture{MediaType: "application/json", Time: s.Time, Body: d}}, nil) {
			return
		}
	}
}

// gzip takes a packed source for what is in it; a WARC is read member by
// member.
func (s *Source) gzip(r *bufio.Reader, yield func(*Found, error) bool) {
	head, _ := r.Peek(sniffed)
	start := make([]byte, 5)
	if z, err := gzip.NewReader(bytes.NewReader(head)); err == nil {
		io.ReadFull(z, start)
	}
	if string(start) == "WARC/" || strings.HasSuffix(strings.ToLower(s.Name), ".warc.gz") {
		s.seekable(r, yield, func(at io.ReaderAt, size int64) {
			newArchive(s.Time, yield).read(file{r: at, size: size, packed: true})
		})
		return
	}
	z, err := gzip.NewReader(r)
	if err != nil {
		yield(nil, err)
		return
	}
	for f, err := range Captures(Source{Name: strings.TrimSuffix(s.Name, ".gz"), Time: s.Time, Reader: z}) {
		if !yield(f, err) {
			return
		}
	}
}

// seekable calls f with the source as a file that can be read anywhere. What
// comes through a pipe goes to a temporary file first.
func (s *Source) seekable(r io.Reader, yield func(*Found, error) bool, f func(io.ReaderAt, int64)) {
	switch at := s.Reader.(type) {
	case *bytes.Reader:
		f(at, at.Size())
		return
	case *os.File:
		if info, err := at.Stat(); err == nil && info.Mode().IsRegular() {
			f(at, info.Size())
			return
		}
	}
	at, size, remove, err := spooled(r)
	if err != nil {
		yield(nil, err)
		return
	}
	defer remove()
	f(at, size)
}

// spooled copies r to a temporary file.
func spooled(r io.Reader) (at io.ReaderAt, size int64, remove func(), err error) {
	f, err := os.CreateTemp("", "onrecord-*")
	if err != nil {
		return nil, 0, nil, err
	}
	os.Remove(f.Name()) // where that can be done to an open file, nothing stays if the program is killed
	remove = func() {
		f.Close()
		os.Remove(f.Name())
	}
	if size, err = io.Copy(f, r); err != nil {
		remove()
	}
	return f, size, remove, err
}
