package ingest

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
)

// A Member is one record of a WACZ file that is being written.
type Member struct {
	URL       string // empty for what was not fetched
	Digest    string // SHA-256 of the body, in hex
	Status    int
	MediaType string
	Time      time.Time
	Title     string
	Record    []byte // a WARC record in a gzip member of its own
}

// A WACZ writes an archive of pages (https://specs.webrecorder.net/wacz/1.1.1/):
// the WARC file, the index of its records, the list of its pages and the list
// of these files with their hashes. The same members give the same bytes.
type WACZ struct {
	zip    *zip.Writer
	warc   io.Writer
	sum    interface{ Sum([]byte) []byte }
	offset int64
	index  []string
	pages  bytes.Buffer
	latest time.Time
	err    error
}

// The files of a WACZ.
const (
	waczWARC  = "archive/data.warc.gz"
	waczIndex = "indexes/index.cdxj"
	waczPages = "pages/pages.jsonl"
)

// NewWACZ begins a WACZ file that is written to w.
func NewWACZ(w io.Writer) *WACZ {
	z := &WACZ{zip: zip.NewWriter(w)}
	entry, err := z.zip.CreateHeader(&zip.FileHeader{Name: waczWARC, Method: zip.Store}) // it is read in place
	sum := sha256.New()
	z.err, z.sum = err, sum
	if err == nil {
		z.warc = io.MultiWriter(entry, sum)
	}
	z.pages.WriteString(`{"format":"json-pages-1.0","id":"pages","title":"All Pages"}` + "\n")
	return z
}

// Add writes one record.
func (z *WACZ) Add(m Member) error {
	if z.err != nil {
		return z.err
	}
	if m.URL == "" {
		m.URL = "urn:sha256:" + m.Digest
	}
	if _, z.err = z.warc.Write(m.Record); z.err != nil {
		return z.err
	}
	z.index = append(z.index, cdxLine(&m, z.offset))
	z.offset += int64(len(m.Record))
	if m.Time.After(z.latest) {
		z.latest = m.Time
	}
	return encodeLine(&z.pages, struct {
		ID    string `json:"id"`
		URL   string `json:"url"`
		TS    string `json:"ts"`
		Title string `json:"title,omitempty"`
	}{m.Digest[:min(len(m.Digest), 32)] + "-" + strconv.Itoa(len(z.index)), m.URL, m.Time.UTC().Format(time.RFC3339), m.Title})
}

// cdxLine returns a line of the index (CDXJ): the key that it is sorted by, the
// time, and where the record is.
func cdxLine(m *Member, offset int64) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s ", surt(m.URL), m.Time.UTC().Format("20060102150405"))
	mediaType, _, _ := strings.Cut(m.MediaType, ";")
	status := ""
	if m.Status != 0 {
		status = strconv.Itoa(m.Status)
	}
	encodeLine(&b, struct {
		URL      string `json:"url"`
		Mime     string `json:"mime"`
		Status   string `json:"status,omitempty"`
		Digest   string `json:"digest"`
		Length   string `json:"length"`
		Offset   string `json:"offset"`
		Filename string `json:"filename"`
	}{m.URL, strings.TrimSpace(mediaType), status, "sha256:" + m.Digest, strconv.Itoa(len(m.Record)), strconv.FormatInt(offset, 10), "data.warc.gz"})
	return b.String()
}

// surt returns an address as indexes sort it: the host from its end on, in
// lower case, without "www.".
func surt(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return strings.ReplaceAll(address, " ", "%20")
	}
	host := strings.Split(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), ".")
	slices.Reverse(host)
	key := strings.Join(host, ",")
	if p := u.Port(); p != "" {
		key += ":" + p
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	key += ")" + strings.ToLower(path)
	if u.RawQuery != "" {
		parts := strings.Split(strings.ToLower(u.RawQuery), "&")
		slices.Sort(parts)
		key += "?" + strings.Join(parts, "&")
	}
	return strings.ReplaceAll(key, " ", "%20")
}

// Close writes what stands behind the records.
func (z *WACZ) Close() error {
	if z.err != nil {
		return z.err
	}
	slices.Sort(z.index)
	type resource struct {
		Name  string `json:"name"`
		Path  string `json:"path"`
		Hash  string `json:"hash"`
		Bytes int64  `json:"bytes"`
	}
	resources := []resource{{"data.warc.gz", waczWARC, "sha256:" + hex.EncodeToString(z.sum.Sum(nil)), z.offset}}
	for _, f := range []struct {
		name, path string
		body       []byte
	}{{"index.cdxj", waczIndex, []byte(strings.Join(z.index, ""))}, {"pages.jsonl", waczPages, z.pages.Bytes()}} {
		if err := z.file(f.path, f.body); err != nil {
			return err
		}
		resources = append(resources, resource{f.name, f.path, hashOf(f.body), int64(len(f.body))})
	}
	pack, err := json.MarshalIndent(map[string]any{"profile": "data-package", "wacz_version": "1.1.1", "software": "onrecord " + onrecord.Version,
		"created": z.latest.UTC().Format(time.RFC3339), "resources": resources}, "", "  ")
	if err != nil {
		return err
	}
	sealed, err := json.MarshalIndent(map[string]string{"path": "datapackage.json", "hash": hashOf(pack)}, "", "  ")
	if err != nil {
		return err
	}
	if err := z.file("datapackage.json", pack); err != nil {
		return err
	}
	if err := z.file("datapackage-digest.json", sealed); err != nil {
		return err
	}
	return z.zip.Close()
}

// file writes a whole file.
func (z *WACZ) file(name string, body []byte) error {
	w, err := z.zip.Create(name)
	if err == nil {
		_, err = w.Write(body)
	}
	return err
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// encodeLine writes v as JSON on a line.
func encodeLine(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
