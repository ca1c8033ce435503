package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/onrecord/onrecord"
)

const flood = "Flood closes Velsund harbour\n\nAt least 340 people were evacuated, harbour master Ana Duarte said on Tuesday.\n\n“The harbour stays closed,” she told reporters.\n"

var noon = time.Date(2031, 5, 14, 12, 0, 0, 0, time.UTC)

// taken is what a source gave: the texts, and the errors by where they are.
type taken struct {
	pages  []*Page
	errors []string
}

func take(s Source) (out taken) {
	for f, err := range Captures(s) {
		var p *Page
		if err == nil {
			p, err = Read(&f.Capture)
		}
		if err != nil {
			out.errors = append(out.errors, err.Error())
			continue
		}
		out.pages = append(out.pages, p)
	}
	return out
}

func takeBytes(name string, body []byte) taken {
	return take(Source{Name: name, Time: noon, Reader: bytes.NewReader(body)})
}

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		mediaType, name, head string
		want                  kind
	}{
		{"", "", "A story.\n", kindText},
		{"", "story.txt", "<!DOCTYPE html><p>x", kindHTML},
		{"text/plain", "", "\xef\xbb\xbf <HTML>", kindHTML},
		{"", "x.html", "just words", kindHTML},
		{"", "", "<div class=a><p>x</p></div>", kindHTML},
		{"", "", "<3 is a heart", kindText},
		{"", "", "{\"text\":\"x\"}", kindJSON},
		{"", "", "[UPDATE] The port is closed", kindText},
		{"", "x.jsonl", "{}", kindLines},
		{"", "", "Received: from a\r\nSubject: x\r\n\r\nText", kindMail},
		{"", "", "Minister: we knew.\nReporter: when?", kindText},
		{"", "x.bin", "WARC/1.1\r\n", kindWARC},
		{"text/html", "", "\x1f\x8b\x08\x00", kindGzip},
		{"", "x", "PK\x03\x04", kindZip},
		{"image/png", "", "\x89PNG", kindText}, // and refused as binary
	} {
		if got := kindOf(c.mediaType, c.name, []byte(c.head)); got != c.want {
			t.Errorf("%q %q %q: %d, want %d", c.mediaType, c.name, c.head, got, c.want)
		}
	}
}

// TestEncodings gives one text in many encodings, declared and not.
func TestEncodings(t *testing.T) {
	utf16le, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(flood)
	utf16be, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(flood)
	cp1252, _ := charmap.Windows1252.NewEncoder().String(flood)
	mac, _ := charmap.Macintosh.NewEncoder().String(flood)
	for _, c := range []struct{ name, mediaType, body, want string }{
		{"utf-8", "", flood, flood},
		{"utf-8 with a mark is left as it is", "", "\ufeff" + flood, "\ufeff" + flood},
		{"utf-16 with a mark", "", utf16le, flood},
		{"utf-16 without", "", utf16be, flood},
		{"windows-1252", "", cp1252, flood},
		{"called latin-1", "text/plain; charset=iso-8859-1", cp1252, flood},
		{"called utf-8", "text/plain; charset=utf-8", cp1252, flood},
		{"utf-8 called latin-1", "text/plain; charset=iso-8859-1", flood, flood},
		{"called nonsense", "text/plain; charset=x-nonsense", cp1252, flood},
		{"macintosh", "", mac, flood},
		{"a stray byte among utf-8", "", "“Über” “naïve” caf\xe9 – “quoted”", "“Über” “naïve” café – “quoted”"},
	} {
		p, err := Read(&onrecord.Capture{MediaType: c.mediaType, Body: []byte(c.body)})
		if err != nil || p.Text != c.want {
			t.Errorf("%s: %v, %+v", c.name, err, p)
		}
	}
}

func TestRefused(t *testing.T) {
	deep := strings.Repeat("<div>", 100_000) + "text" + strings.Repeat("</div>", 100_000)
	for _, c := range []struct {
		name, mediaType, body string
		want                  error
	}{
		{"nothing", "", "", ErrEmpty},
		{"white space", "", " \n\u200b\n", ErrEmpty},
		{"a picture", "image/png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00", ErrBinary},
		{"a PDF", "application/pdf", "%PDF-1.7\n" + strings.Repeat("\x01\x02\x03\x04", 100), ErrBinary},
		{"deep", "text/html", deep, ErrTooDeep},
		{"50 MB of spaces", "text/html", strings.Repeat(" ", 50<<20), ErrTooLarge},
		{"15 MB of spaces", "text/html", strings.Repeat(" ", 15<<20), ErrEmpty},
		{"many elements", "text/html", strings.Repeat("<b></b>", maxNodes+1), ErrTooLarge},
		{"only a script", "text/html", "<script>document.write('x')</script>", ErrScript},
		{"a long text", "text/plain", strings.Repeat("word ", 1<<18), ErrTooLong},
		{"no story", "application/json", `{"a":1}`, ErrNoStory},
		{"an archive in a page's place", "text/html", "PK\x03\x04", ErrBinary},
	} {
		if _, err := Read(&onrecord.Capture{MediaType: c.mediaType, Body: []byte(c.body)}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// TestHostilePages reads pages that were made to be slow.
func TestHostilePages(t *testing.T) {
	for name, body := range map[string]string{
		"open formats":   strings.Repeat("<b><i><u><a href=x>", 5000) + "text",
		"open tables":    strings.Repeat("<table><tr><td>", 160) + "text",
		"flat":           strings.Repeat("<div>word</div>", 50_000),
		"paragraphs":     strings.Repeat("<p>word, word, word and word again, said the word to the word</p>", 10_000),
		"breaks":         strings.Repeat("word<br><br>", 50_000),
		"times":          strings.Repeat("<time>x</time>", 20_000),
		"links":          strings.Repeat("<p class=related><a href=/x>one two three four</a></p>", 10_000),
		"deep but legal": strings.Repeat(strings.Repeat("<div>", 400)+"x"+strings.Repeat("</div>", 400), 100),
		"attributes":     "<p " + strings.Repeat("a=b ", 200_000) + ">word</p>",
		"one JSON":       `<script type="application/ld+json">` + strings.Repeat(`[`, 100_000) + `</script><p>word`,
		"microdata":      strings.Repeat(`<div itemscope itemtype="http://schema.org/NewsArticle" itemprop=a>`, 400) + "word",
	} {
		start := time.Now()
		_, err := Read(&onrecord.Capture{MediaType: "text/html", URL: "https://a.example/", Body: []byte(body)})
		t.Log(name, time.Since(start).Round(time.Millisecond), err)
	}
}

func TestPacked(t *testing.T) {
	if got := takeBytes("story.txt.gz", zipped(flood)); len(got.pages) != 1 || got.pages[0].Text != flood {
		t.Errorf("a packed file: %+v", got)
	}
	c := &onrecord.Capture{MediaType: "text/plain", Header: []byte("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"), Body: chunked(zipped(flood))}
	if p, err := Read(c); err != nil || p.Text != flood {
		t.Errorf("a packed answer: %v", err)
	}
	bomb := zipped(strings.Repeat("\x00", 64<<20))
	if _, err := Read(&onrecord.Capture{MediaType: "text/html", Body: bomb}); !errors.Is(err, ErrTooLarge) {
		t.Error("a bomb:", err)
	}
}

func zipped(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.Bytes()
}

func chunked(body []byte) []byte {
	half := len(body) / 2
	return []byte(fmt.Sprintf("%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", half, body[:half], len(body)-half, body[half:]))
}

func TestNinjs(t *testing.T) {
	for _, c := range []struct{ name, body string }{
		{"3.1", `{"uri":"urn:x:1","type":"text","versionCreated":"2031-05-14T10:00:00Z","firstCreated":"2031-05-14T08:00:00Z","language":"en","by":"Ana Duarte","infoSources":[{"name":"Norhaven Post"}],
			"headlines":[{"role":"short","value":"Flood"},{"role":"main","value":"Flood closes harbour"}],
			"bodies":[{"role":"main","contentType":"text/plain","value":"The harbour is closed. It may open."},{"role":"rich","contentType":"application/xhtml+xml","value":"<p>The harbour is closed.</p> <p>It may open.</p>"}]}`},
		{"2.0", `{"uri":"urn:x:1","versioncreated":"2031-05-14T10:00:00Z","firstcreated":"2031-05-14T08:00:00Z","language":"en","by":"Ana Duarte","copyrightholder":"Norhaven Post","headlines":[{"value":"Flood closes harbour"}],"bodies":[{"contenttype":"text/html","value":"<p>The harbour is closed.<p>It may open."}]}`},
		{"1.x", `{"uri":"urn:x:1","versioncreated":"2031-05-14T10:00:00Z","firstcreated":"2031-05-14T08:00:00Z","language":"en","byline":"Ana Duarte","copyrightholder":"Norhaven Post","headline":"Flood closes harbour","body_xhtml":"<div><p>The harbour is closed.</p><p>It may open.</p></div>","subject":[{"name":"x"}]}`},
	} {
		got := takeBytes("x.json", []byte(c.body))
		if len(got.pages) != 1 {
			t.Errorf("%s: %v", c.name, got.errors)
			continue
		}
		p := got.pages[0]
		if p.Text != "Flood closes harbour\n\nThe harbour is closed.\n\nIt may open." || p.Title != "Flood closes harbour" || p.GUID != "urn:x:1" || p.Outlet != "Norhaven Post" || strings.Join(p.Byline, "|") != "Ana Duarte" ||
			p.PublishedBy != "ninjs firstcreated" || p.Published.Hour() != 8 || p.Modified.Hour() != 10 || p.Declared != "en" {
			t.Errorf("%s: %+v", c.name, p.Revision)
		}
	}
}

func TestLines(t *testing.T) {
	lines := `{"text":"The port is closed, Ana Duarte said.","url":"https://a.example/1","title":"Port closed","published":"2031-05-14","outlet":"Norhaven Post","author":["Rui Leal"],"guid":"g1"}
{"text":"cut off

{"html":"<html><head><title>The port is open again</title><meta property='article:published_time' content='2031-05-15T00:00:00Z'></head><body><article><h1>The port is open again</h1><p>The port is open again, Ana Duarte said on Thursday, after the storm had passed.</p></article></body></html>","outlet":{"name":"Norhaven Post"},"title":7}
{"onrecord":{"version":"0.1.0"},"story":{"url":"https://a.example/3","outlet":"Tidings","published":"2031-05-16","headline":{"start":0,"end":3,"text":"The"}},"text":"The quay is gone.\n","speakers":[],"statements":[]}
`
	got := takeBytes("x.jsonl", []byte(lines))
	if len(got.pages) != 3 || len(got.errors) != 1 {
		t.Fatalf("%d pages, %q", len(got.pages), got.errors)
	}
	a, b, c := got.pages[0], got.pages[1], got.pages[2]
	if a.Text != "The port is closed, Ana Duarte said." || a.URL != "https://a.example/1" || a.Title != "Port closed" || a.Outlet != "Norhaven Post" || a.Byline[0] != "Rui Leal" || a.GUID != "g1" || a.PublishedBy != "JSON published" {
		t.Errorf("first: %+v", a.Revision)
	}
	if !strings.Contains(b.Text, "storm had passed") || b.Outlet != "Norhaven Post" || b.PublishedBy != "meta article:published_time" || b.Title != "The port is open again" {
		t.Errorf("second: %+v", b.Revision)
	}
	if c.Text != "The quay is gone.\n" || c.URL != "https://a.example/3" || c.Outlet != "Tidings" || c.Published.Day() != 16 {
		t.Errorf("third: %+v", c.Revision)
	}
	if list := takeBytes("x.json", []byte(`[{"text":"One."},{"text":"Two."}]`)); len(list.pages) != 2 {
		t.Errorf("a list: %+v", list)
	}
	if pretty := takeBytes("x.json", []byte("{\n \"text\":\n \"One.\"}\n")); len(pretty.pages) != 1 {
		t.Errorf("one over lines: %+v", pretty)
	}
}

func TestMail(t *testing.T) {
	plain := "From: Harbour Desk <desk@a.example>\r\nTo: b@b.example\r\nSubject: =?utf-8?q?Port_closed_=E2=80=93_again?=\r\nDate: Wed, 14 May 2031 12:00:00 +0200\r\nMessage-ID: <m1@a.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=windows-1252; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=93The port is =\r\nclosed,=94 =20\r\nshe said.\r\n"
	got := takeBytes("x.eml", []byte(plain))
	if len(got.pages) != 1 {
		t.Fatal(got.errors)
	}
	p := got.pages[0]
	if !strings.HasPrefix(p.Text, "Port closed – again\n\n“The port is closed,”") || !strings.Contains(p.Text, "closed,”  she said.") && !strings.Contains(p.Text, "closed,” she said.") ||
		p.GUID != "m1@a.example" || p.Byline[0] != "Harbour Desk" || p.PublishedBy != "mail Date" || p.Published.UTC().Hour() != 10 {
		t.Errorf("%+v", p.Revision)
	}
	markup := "From: a@a.example\r\nSubject: Port\r\nMessage-ID: <m2>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>The port is closed, she said on Tuesday.</p><p>It may open, he said.</p>\r\n--x\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=a.png\r\n\r\nxx\r\n--x--\r\n"
	got = takeBytes("", []byte(markup))
	if len(got.pages) != 1 || got.pages[0].Text != "Port\n\nThe port is closed, she said on Tuesday.\n\nIt may open, he said." {
		t.Errorf("%+v %q", got.pages, got.errors)
	}
}

func TestQuotationsSurvive(t *testing.T) {
	page := `<html><head><title>Harbour is closed by the flood</title></head><body><article><h1>Harbour is closed by the flood</h1><p>“The harbour,” she said, “is closed.”</p><blockquote>‘Nobody told us,’ said Rui Leal, a fisherman of the northern quay.</blockquote><p>He called it <q>a <em>shame</em></q>.</p><p>"We saw it," they said&mdash;&#8220;all of it&#8221;.</p></article></body></html>`
	p, err := Read(&onrecord.Capture{MediaType: "text/html; charset=utf-8", Body: []byte(page)})
	want := "Harbour is closed by the flood\n\n“The harbour,” she said, “is closed.”\n\n‘Nobody told us,’ said Rui Leal, a fisherman of the northern quay.\n\nHe called it “a shame”.\n\n\"We saw it,\" they said—“all of it”."
	if err != nil || p.Text != want {
		t.Errorf("%v: %q", err, p.Text)
	}
}
