package ingest

import (
	"bufio"
	"bytes"
	"io"
	"mime"
	"net/http/httputil"
	"net/textproto"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"github.com/onrecord/onrecord"
)

// unpacked returns the body of c without the gzip that its header, or its
// first bytes, tell of.
func unpacked(c *onrecord.Capture) ([]byte, error) {
	body := c.Body
	if header := httpHeader(c.Header); strings.EqualFold(header.Get("Transfer-Encoding"), "chunked") {
		body = unchunked(body)
	}
	if !bytes.HasPrefix(body, []byte("\x1f\x8b\x08")) {
		return bounded(body)
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	out, err := io.ReadAll(io.LimitReader(z, MaxBody+1))
	if len(out) == 0 && err != nil {
		return nil, err
	}
	return bounded(out) // what is there of a body that was cut short
}

func bounded(body []byte) ([]byte, error) {
	if len(body) > MaxBody {
		return nil, ErrTooLarge
	}
	return body, nil
}

// unchunked returns body without the marks of HTTP's chunks. Archives differ in
// whether they took them off, whatever the header says.
func unchunked(body []byte) []byte {
	out, err := io.ReadAll(io.LimitReader(httputil.NewChunkedReader(bytes.NewReader(body)), MaxBody+1))
	if err != nil && len(out) == 0 {
		return body
	}
	return out
}

// httpHeader parses header lines as far as they can be.
func httpHeader(header []byte) textproto.MIMEHeader {
	if len(header) == 0 {
		return nil
	}
	r := textproto.NewReader(bufio.NewReader(io.MultiReader(bytes.NewReader(bytes.TrimRight(header, "\r\n")), strings.NewReader("\r\n\r\n"))))
	h, _ := r.ReadMIMEHeader()
	return h
}

// decodeHTML returns a page as UTF-8.
func decodeHTML(body []byte, mediaType string) string {
	_, declared, certain := charset.DetermineEncoding(body, mediaType)
	if !certain && declared == "windows-1252" && !declares(body) {
		declared = "" // nobody said so
	}
	return decode(body, declared)
}

// declares reports whether a page names its encoding.
func declares(body []byte) bool {
	return bytes.Contains(bytes.ToLower(body[:min(len(body), 1024)]), []byte("charset"))
}

// decodeText returns plain text as UTF-8: exactly as it is, if it is that.
func decodeText(body []byte, mediaType string) (string, error) {
	_, params, _ := mime.ParseMediaType(mediaType)
	text := decode(body, params["charset"])
	if utf8.Valid(body) && bytes.HasPrefix(body, []byte("\xef\xbb\xbf")) {
		text = string(body)
	}
	if binary(text) {
		return "", ErrBinary
	}
	return text, nil
}

// decode returns body as valid UTF-8. A byte order mark counts most, then that
// it is valid UTF-8 with other letters than ASCII, which nothing else looks
// like; then what is declared, then what is detected.
func decode(body []byte, declared string) string {
	e, name := charset.Lookup(declared)
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		body, e = body[3:], nil
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
		e, _ = charset.Lookup("utf-16le")
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		e, _ = charset.Lookup("utf-16be")
	case utf8.Valid(body) && !ascii(body):
		e = nil
	case e == nil, name == "utf-8", name == "replacement":
		e = detect(body)
	}
	text := string(body)
	if e != nil {
		if b, err := e.NewDecoder().Bytes(body); err == nil {
			text = strings.TrimPrefix(string(b), "\ufeff")
		}
	}
	if utf8.ValidString(text) {
		return text
	}
	return mended(text)
}

func ascii(body []byte) bool {
	for _, b := range body {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// detect returns the encoding that body seems to be in, nil for UTF-8.
func detect(body []byte) encoding.Encoding {
	if e := detectUTF16(body); e != nil {
		return e
	}
	stray, multi := strayBytes(body)
	switch {
	case stray == 0 || multi > stray:
		return nil
	case isMacRoman(body):
		return charmap.Macintosh
	}
	// What it takes for a language of Western Europe is in Windows-1252, of which
	// Latin-1 is a part; of the rest it is believed only where it is sure.
	if r, err := chardet.NewTextDetector().DetectBest(body[:min(len(body), 64<<10)]); err == nil && r.Confidence >= 60 && r.Charset != "ISO-8859-1" && r.Charset != "windows-1252" && stray*20 > len(body) {
		if e, _ := charset.Lookup(r.Charset); e != nil {
			return e
		}
	}
	return charmap.Windows1252
}

// detectUTF16 knows UTF-16 without a mark by the zeros of its ASCII letters.
func detectUTF16(body []byte) encoding.Encoding {
	head := body[:min(len(body), sniffed)]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	name := ""
	switch half := len(head) / 2; {
	case zeros[1]*10 > half*7 && zeros[0]*10 < half:
		name = "utf-16le"
	case zeros[0]*10 > half*7 && zeros[1]*10 < half:
		name = "utf-16be"
	}
	e, _ := charset.Lookup(name)
	return e
}

// strayBytes counts the bytes that can't be UTF-8, and the characters of more
// bytes that are.
func strayBytes(body []byte) (stray, multi int) {
	for len(body) > 0 {
		r, n := utf8.DecodeRune(body)
		switch {
		case r == utf8.RuneError && n == 1:
			stray++
		case n > 1:
			multi++
		}
		body = body[n:]
	}
	return stray, multi
}

// isMacRoman reports whether the quotation marks of body are those of old
// Macintosh programs: an apostrophe (0xD5) within words, and none where
// Windows has it (0x92).
func isMacRoman(body []byte) bool {
	mac := 0
	for i := 1; i+1 < len(body); i++ {
		switch {
		case body[i] == 0x92 || body[i] == 0x93:
			return false
		case body[i] == 0xd5 && isLetter(body[i-1]) && isLetter(body[i+1]), body[i] == 0xd2 && (body[i-1] == ' ' || body[i-1] == '\n' || body[i-1] == '\r') && isLetter(body[i+1]):
			mac++
		}
	}
	return mac > 0
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// mended returns text with its stray bytes read as Windows-1252, as where an
// editor pasted a quotation into a page of another encoding.
func mended(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 64)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(text[i])
		}
		b.WriteRune(r)
		i += n
	}
	return b.String()
}
