package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
)

// ErrBomb says that bytes were packed so small that they can only be meant to
// do harm.
var ErrBomb = errors.New("it unpacks to far more than any page would")

// A page unpacks to five times its size, a feed of blanks to fifty.
const (
	maxRatio = 200
	smallest = 1 << 20 // bytes; no less is a bomb
)

// decoded undoes the codings that a header names, the last one first. Servers
// name codings that they did not use; then the body is taken as it is.
func decoded(body []byte, header []string) ([]byte, error) {
	codings := strings.Split(strings.ToLower(strings.Join(header, ",")), ",")
	if len(codings) > 4 {
		return nil, ErrBomb
	}
	for _, coding := range slices.Backward(codings) {
		var err error
		if body, err = decodedOnce(body, strings.TrimSpace(coding)); err != nil {
			return nil, err
		}
	}
	return body, nil
}

func decodedOnce(body []byte, coding string) ([]byte, error) {
	var r io.Reader
	var err error
	in := bytes.NewReader(body)
	switch coding {
	case "", "identity", "none", "utf-8":
		return body, nil
	case "gzip", "x-gzip":
		r, err = gzip.NewReader(in)
	case "deflate":
		if r, err = zlib.NewReader(in); err != nil {
			r, err = flate.NewReader(bytes.NewReader(body)), nil // as some send it
		}
	case "br":
		r = brotli.NewReader(in)
	default:
		return nil, fmt.Errorf("it is packed as %q, which was not asked for", valid(coding))
	}
	if err != nil || len(body) == 0 {
		return body, nil // it is not packed at all
	}
	out, err := io.ReadAll(io.LimitReader(r, MaxBody+1))
	switch {
	case len(out) > smallest && len(out)/maxRatio > len(body):
		return nil, ErrBomb
	case len(out) > MaxBody:
		return nil, ErrTooLarge
	case err != nil && len(out) == 0 && !errors.Is(err, io.ErrUnexpectedEOF):
		return body, nil
	case err != nil:
		return nil, ErrCut
	}
	return out, nil
}
