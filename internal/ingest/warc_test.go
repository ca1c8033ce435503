package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
)

// record returns a WARC record.
func record(kind, url, contentType, block string, more ...string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: 2031-05-14T12:00:00Z\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n%s\r\n\r\n",
		kind, url, url, contentType, len(block), strings.Join(more, ""), block)
}

// answer returns the record of an answer of HTTP with a story about a number of
// people.
func answer(n int) string {
	body := fmt.Sprintf("<html><head><title>Flood %d closes the harbour</title></head><body><article><h1>Flood %d closes the harbour</h1><p>At least %d people were evacuated, harbour master Ana Duarte said on Tuesday, as the water rose.</p></article></body></html>", n, n, n)
	return record("response", fmt.Sprintf("https://a.example/%d", n), "application/http;msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"+body, fmt.Sprintf("WARC-Payload-Digest: sha1:%d\r\n", n))
}

// others are records that hold no story.
func others() []string {
	return []string{
		record("warcinfo", "", "application/warc-fields", "software: x\r\n"),
		record("request", "https://a.example/1", "application/http;msgtype=request", "GET /1 HTTP/1.1\r\n\r\n"),
		record("response", "https://a.example/a.png", "application/http;msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
		record("response", "https://a.example/robots.txt", "application/http;msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *"),
		record("response", "https://a.example/gone", "application/http;msgtype=response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone"),
		record("metadata", "https://a.example/1", "application/warc-fields", "x: y\r\n"),
		record("response", "dns:a.example", "text/dns", "x"),
	}
}

// members packs each record in a member of its own.
func members(records ...string) []byte {
	var b bytes.Buffer
	for _, r := range records {
		b.Write(zipped(r))
	}
	return b.Bytes()
}

func TestWARC(t *testing.T) {
	all := append([]string{answer(1)}, others()...)
	all = append(all, answer(2), record("revisit", "https://b.example/copy", "application/http;msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "WARC-Payload-Digest: sha1:1\r\n"),
		record("revisit", "https://b.example/lost", "application/http;msgtype=response", "HTTP/1.1 200 OK\r\n\r\n", "WARC-Payload-Digest: sha1:nowhere\r\n"), answer(3))
	for name, body := range map[string][]byte{"x.warc": []byte(strings.Join(all, "")), "x.warc.gz": members(all...), "one member.warc.gz": zipped(strings.Join(all, "")), "nameless": members(all...)} {
		got := takeBytes(name, body)
		if len(got.pages) != 4 || len(got.errors) != 1 || !strings.Contains(got.errors[0], "points to an earlier one") {
			t.Errorf("%s: %d pages, %q", name, len(got.pages), got.errors)
			continue
		}
		copied := got.pages[2]
		if copied.URL != "https://b.example/copy" || !strings.Contains(copied.Text, "At least 1 people") || copied.Capture.Status != 200 || copied.Capture.Time != noon {
			t.Errorf("%s: revisited: %+v", name, copied.Revision)
		}
		if first := got.pages[0].Capture; first.MediaType != "text/html; charset=utf-8" || string(first.Header) != "Content-Type: text/html; charset=utf-8\r\n" || !bytes.HasPrefix(first.Body, []byte("<html>")) {
			t.Errorf("%s: %q", name, first.Header)
		}
	}
}

// TestDamagedWARC damages one record after the other, in several ways: the
// others must be read, and the damage told.
func TestDamagedWARC(t *testing.T) {
	const n = 5
	var packed, plain [n]string
	for i := range n {
		plain[i] = answer(i)
		packed[i] = string(zipped(plain[i]))
	}
	damage := map[string]func(string) string{
		"cut short": func(s string) string { return s[:len(s)/2] },
		"bytes":     func(s string) string { return s[:len(s)/2] + "\x00\xff\x00\xff" + s[len(s)/2+4:] },
		"beginning": func(s string) string { return "\x00\x00\x00\x00\x00" + s[5:] },
		"longer":    func(s string) string { return s[:len(s)/2] + "xxxxxxxxxxxxxxxx" + s[len(s)/2:] },
	}
	for name, spoil := range damage {
		for i := range n {
			for kind, parts := range map[string][n]string{"x.warc.gz": packed, "x.warc": plain} {
				if kind == "x.warc" && name == "bytes" {
					continue // nothing tells that
				}
				parts[i] = spoil(parts[i])
				got := takeBytes(kind, []byte(strings.Join(parts[:], "")))
				if len(got.pages) != n-1 || len(got.errors) == 0 {
					t.Errorf("%s, %s, record %d: %d pages, %q", kind, name, i, len(got.pages), got.errors)
				}
			}
		}
	}
	for name, body := range map[string]string{"x.warc.gz": "", "y.warc": "WARC/1.1\r\n", "z.warc": "no WARC at all"} {
		if got := takeBytes(name, []byte(body)); len(got.pages) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestLargeRecord(t *testing.T) {
	film := record("response", "https://a.example/film.mp4", "application/http;msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n"+strings.Repeat("\x00", MaxBody))
	page := record("response", "https://a.example/page", "application/http;msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+strings.Repeat(" ", MaxBody))
	got := takeBytes("x.warc.gz", members(film, answer(1), page, answer(2)))
	if len(got.pages) != 2 || len(got.errors) != 1 || !strings.Contains(got.errors[0], "larger than") {
		t.Errorf("%d pages, %q", len(got.pages), got.errors)
	}
}

// TestPipedWARC reads what can't be read twice.
func TestPipedWARC(t *testing.T) {
	got := take(Source{Name: "-", Time: noon, Reader: io.MultiReader(bytes.NewReader(members(answer(1), answer(2))))})
	if len(got.pages) != 2 {
		t.Errorf("%+v", got)
	}
}

func TestWACZ(t *testing.T) {
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, body := range map[string][]byte{"archive/a.warc.gz": members(answer(1), answer(2)), "archive/b.warc": []byte(answer(3)), "pages/pages.jsonl": []byte("{}\n")} {
			w, _ := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
			w.Write(body)
		}
		z.Close()
		if got := takeBytes("x.wacz", b.Bytes()); len(got.pages) != 3 || len(got.errors) != 0 {
			t.Errorf("%d pages, %q", len(got.pages), got.errors)
		}
		if got := takeBytes("x.wacz", b.Bytes()[:b.Len()/2]); len(got.errors) != 1 {
			t.Errorf("cut short: %+v", got)
		}
	}
	var empty bytes.Buffer
	zip.NewWriter(&empty).Close()
	if got := takeBytes("x.zip", empty.Bytes()); len(got.errors) != 1 || !strings.Contains(got.errors[0], "no WACZ") {
		t.Errorf("an empty ZIP: %+v", got)
	}
}

// TestWriteWACZ writes members, reads them back, and looks whether each stands
// where the index says.
func TestWriteWACZ(t *testing.T) {
	write := func() []byte {
		var b bytes.Buffer
		w := NewWACZ(&b)
		for i := range 3 {
			if err := w.Add(Member{URL: fmt.Sprintf("https://www.A.example/%d?b=2&a=1", 2-i), Digest: fmt.Sprintf("%064d", i), Status: 200, MediaType: "text/html; charset=utf-8", Time: noon, Title: "Flood", Record: zipped(answer(i))}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	body := write()
	if !bytes.Equal(body, write()) {
		t.Error("the same members gave other bytes")
	}
	if got := takeBytes("x.wacz", body); len(got.pages) != 3 || len(got.errors) != 0 {
		t.Errorf("%d pages, %q", len(got.pages), got.errors)
	}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	index := contents(t, z, waczIndex)
	if !strings.HasPrefix(index, `example,a)/0?a=1&b=2 20310514120000 {"url":"https://www.A.example/0?b=2&a=1","mime":"text/html","status":"200","digest":"sha256:`) || strings.Count(index, "\n") != 3 {
		t.Error(index)
	}
	if pack := contents(t, z, "datapackage.json"); !strings.Contains(pack, hashOf([]byte(index))) || !strings.Contains(pack, `"wacz_version": "1.1.1"`) || !strings.Contains(contents(t, z, "datapackage-digest.json"), hashOf([]byte(pack))) {
		t.Error(pack)
	}
	if pages := contents(t, z, waczPages); !strings.HasPrefix(pages, `{"format":"json-pages-1.0"`) || !strings.Contains(pages, `"ts":"2031-05-14T12:00:00Z","title":"Flood"`) {
		t.Error(pages)
	}
}

func contents(t *testing.T, z *zip.Reader, name string) string {
	t.Helper()
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// FuzzRead reads anything as a story of each kind: no bytes may make it panic
// or give text that is not UTF-8 or too long.
func FuzzRead(f *testing.F) {
	for _, l := range labels(f)[:4] {
		f.Add("text/html", l.page)
	}
	f.Add("application/json", []byte(`{"uri":"x","bodies":[{"value":"x"}]}`))
	f.Add("message/rfc822", []byte("Message-ID: <x>\r\n\r\ntext"))
	f.Add("text/plain; charset=utf-16", []byte("a\x00b\x00"))
	f.Fuzz(func(t *testing.T, mediaType string, body []byte) {
		p, err := Read(&onrecord.Capture{URL: "https://a.example/2031/05/14/x", MediaType: mediaType, Body: body, Header: []byte("Content-Type: " + mediaType)})
		checkPage(t, p, err)
	})
}

func checkPage(t *testing.T, p *Page, err error) {
	if err != nil {
		return
	}
	for _, s := range []string{p.Text, p.Title, p.Outlet} {
		if strings.ToValidUTF8(s, "") != s || len(s) > MaxText {
			t.Errorf("%q is not valid, or too long", s)
		}
	}
}

func fuzzSource(f *testing.F, name string, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		n := 0
		for found, err := range Captures(Source{Name: name, Time: noon, Reader: bytes.NewReader(body)}) {
			if n++; n > 10_000 {
				break
			}
			if err == nil {
				p, err := Read(&found.Capture)
				checkPage(t, p, err)
			}
		}
	})
}

func FuzzWARC(f *testing.F) {
	fuzzSource(f, "x.warc", []byte(strings.Join(append(others(), answer(1)), "")), []byte(answer(1)+answer(2)[:200]+answer(3)))
}

func FuzzPackedWARC(f *testing.F) {
	fuzzSource(f, "x.warc.gz", members(append(others(), answer(1))...), append(zipped(answer(1))[:200], zipped(answer(2))...))
}

func FuzzWACZ(f *testing.F) {
	var b bytes.Buffer
	w := NewWACZ(&b)
	w.Add(Member{URL: "https://a.example/", Time: noon, Record: zipped(answer(1))})
	w.Close()
	fuzzSource(f, "x.wacz", b.Bytes())
}

func FuzzLines(f *testing.F) {
	fuzzSource(f, "x.jsonl", []byte("{\"text\":\"x\"}\n{\n\n{\"html\":\"<p>x\"}"))
}

func FuzzJSON(f *testing.F) {
	fuzzSource(f, "x.json", []byte(`[{"text":"x"},{"bodies":[]}]`), []byte(`{"headline":7,"body_text":"x"}`))
}

func FuzzMail(f *testing.F) {
	fuzzSource(f, "x.eml", []byte("Subject: x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--x--"))
}

func FuzzDecode(f *testing.F) {
	f.Add("text/plain; charset=latin1", []byte("caf\xe9"))
	f.Fuzz(func(t *testing.T, mediaType string, body []byte) {
		text, err := decodeText(body, mediaType)
		if err == nil && strings.ToValidUTF8(text, "") != text {
			t.Errorf("%q is not valid", text)
		}
	})
}

// BenchmarkPages reads the labelled pages.
func BenchmarkPages(b *testing.B) {
	all := labels(b)
	n := 0
	for b.Loop() {
		for i := range all {
			Read(all[i].capture())
			n++
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkWARC reads a WARC of 2 GB that it makes, and tells the most memory
// that the process took.
func BenchmarkWARC(b *testing.B) {
	name := filepath.Join(b.TempDir(), "large.warc")
	large(b, name, 2<<30)
	for b.Loop() {
		f, err := os.Open(name)
		if err != nil {
			b.Fatal(err)
		}
		info, _ := f.Stat()
		b.SetBytes(info.Size())
		n := 0
		for range Captures(Source{Name: name, Time: noon, Reader: f}) {
			n++
		}
		f.Close()
		b.ReportMetric(float64(n), "stories")
	}
	b.ReportMetric(peakMB(), "peak-MB")
}

// large makes a WARC with pages, revisits and films.
func large(b *testing.B, name string, size int64) {
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	film := record("response", "https://a.example/film.mp4", "application/http;msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n"+strings.Repeat("film", 24<<20))
	padding := "<!-- " + strings.Repeat("padding ", 8<<10) + " -->"
	written := int64(0)
	for i := 0; written < size; i++ {
		body := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>x</title><p>Story %d.</p>%s", i, padding)
		rec := record("response", fmt.Sprintf("https://a.example/%d", i), "application/http;msgtype=response", body, fmt.Sprintf("WARC-Payload-Digest: sha1:%d\r\n", i))
		if i%4000 == 1 {
			rec = film
		}
		n, err := f.WriteString(rec)
		if err != nil {
			b.Fatal(err)
		}
		written += int64(n)
	}
}

// peakMB returns the most memory that the process has had, in MB, where the
// system tells it.
func peakMB() float64 {
	b, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(b), "VmHWM:")
	kb := 0
	fmt.Sscanf(rest, "%d", &kb)
	return float64(kb) / 1024
}
