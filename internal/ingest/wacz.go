package ingest

import (
	"archive/zip"
	"errors"
	"io"
	"strings"
	"time"
)

var errNotWACZ = errors.New("this ZIP file is no WACZ: it has no WARC files in its folder archive/")

// readWACZ reads the WARC files in a WACZ
// (https://specs.webrecorder.net/wacz/1.1.1/). Its indexes are not needed.
func readWACZ(at io.ReaderAt, size int64, now time.Time, yield func(*Found, error) bool) {
	z, err := zip.NewReader(at, size)
	if err != nil {
		yield(nil, err)
		return
	}
	a, files := newArchive(now, yield), 0
	for _, entry := range z.File {
		name := strings.ToLower(entry.Name)
		if !strings.HasPrefix(name, "archive/") || !strings.HasSuffix(name, ".warc") && !strings.HasSuffix(name, ".warc.gz") {
			continue
		}
		files++
		if err := a.entry(at, entry, strings.HasSuffix(name, ".gz")); err != nil && !a.stopped {
			a.stopped = !yield(nil, &DamageError{entry.Name, err})
		}
		if a.stopped {
			return
		}
	}
	if files == 0 {
		yield(nil, errNotWACZ)
	}
}

// entry reads a WARC file of a WACZ: in place where it is stored as it is,
// else from a temporary copy, which lasts until the archive is read.
func (a *archive) entry(at io.ReaderAt, entry *zip.File, packed bool) error {
	f := file{name: entry.Name, size: int64(entry.UncompressedSize64), packed: packed}
	if entry.Method == zip.Store {
		offset, err := entry.DataOffset()
		if err != nil {
			return err
		}
		f.r = io.NewSectionReader(at, offset, f.size)
		a.read(f)
		return nil
	}
	r, err := entry.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	copied, n, remove, err := spooled(r)
	if err != nil {
		return err
	}
	defer remove()
	f.r, f.size = copied, n
	a.read(f)
	return nil
}
