package web

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io/fs"
	"net/http"
	"strings"
	"time"
)

// A staticFile is a style, script or picture, as it is and packed.
type staticFile struct{ plain, packed []byte }

// statics are the static files, by name.
var statics = packed(static, "static")

func packed(files embed.FS, dir string) map[string]staticFile {
	out := map[string]staticFile{}
	names, err := fs.ReadDir(files, dir)
	if err != nil {
		panic(err) // embedded
	}
	for _, name := range names {
		b, err := files.ReadFile(dir + "/" + name.Name())
		if err != nil {
			panic(err)
		}
		var z bytes.Buffer
		w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression) // the level is one
		w.Write(b)                                            // a buffer takes all
		w.Close()
		out[name.Name()] = staticFile{b, z.Bytes()}
	}
	return out
}

// serveStatic serves style and script. Their addresses change with their bytes,
// so that they may be kept for good.
func (d *Desk) serveStatic(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	f, ok := statics[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") == versions[name] {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	w.Header().Set("Vary", "Accept-Encoding")
	b, tag := f.plain, versions[name]
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		b, tag = f.packed, tag+"-gzip"
	}
	w.Header().Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(b))
}
