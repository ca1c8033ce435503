// Package weights reads and writes trained weights: files of named sections,
// and the tables and linear models that the sections hold.
//
// A weight file is
//
//	magic     8 bytes   "onrecord"
//	version   uint32    Version
//	sections  uint32    how many follow
//	each:     uint32 length of its name, the name, uint32 length, its bytes
//	digest    32 bytes  SHA-256 of all bytes before
//
// with every number little-endian. The digest is checked once, by Open, and
// what a section holds once, when it is read: after that no feature and no
// text can make scoring fail.
package weights

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// Version is the version of the format that this package reads and writes.
const Version = 1

const magic = "onrecord"

// A File is an open weight file.
type File struct {
	// Digest is the SHA-256 of the file, which names these weights.
	Digest   [sha256.Size]byte
	sections map[string][]byte
}

// Open checks a weight file and finds its sections. The file keeps b, which
// must not change.
func Open(b []byte) (*File, error) {
	if len(b) < len(magic)+8+sha256.Size {
		return nil, errors.New("weights are cut off: get the file anew")
	}
	if string(b[:len(magic)]) != magic {
		return nil, errors.New("not a weight file of onrecord")
	}
	if v := binary.LittleEndian.Uint32(b[len(magic):]); v != Version {
		return nil, fmt.Errorf("weights have format %d, and this program reads format %d: train them anew", v, Version)
	}
	body, sum := b[:len(b)-sha256.Size], b[len(b)-sha256.Size:]
	f := &File{Digest: sha256.Sum256(body), sections: map[string][]byte{}}
	if !bytes.Equal(f.Digest[:], sum) {
		return nil, errors.New("weights are damaged (their digest is wrong): get the file anew")
	}
	n := binary.LittleEndian.Uint32(body[len(magic)+4:])
	rest := body[len(magic)+8:]
	for range n {
		name, r, ok := cut(rest)
		data, r, ok2 := cut(r)
		if !ok || !ok2 {
			return nil, errors.New("weights have sections that run over their end")
		}
		f.sections[string(name)] = data
		rest = r
	}
	if len(rest) > 0 {
		return nil, errors.New("weights have bytes after their last section")
	}
	return f, nil
}

// cut takes a length and that many bytes off b.
func cut(b []byte) (data, rest []byte, ok bool) {
	if len(b) < 4 {
		return nil, nil, false
	}
	n := binary.LittleEndian.Uint32(b)
	if uint64(n) > uint64(len(b)-4) {
		return nil, nil, false
	}
	return b[4 : 4+n : 4+n], b[4+n:], true
}

// Section returns the bytes of a section, nil if there is none of that name.
func (f *File) Section(name string) []byte { return f.sections[name] }

// Map reads the section name as a Map.
func (f *File) Map(name string) (Map, error) {
	m, err := ReadMap(f.sections[name])
	return m, in(name, err)
}

// Sparse reads the section name as a Sparse classifier.
func (f *File) Sparse(name string) (Sparse, error) {
	s, err := ReadSparse(f.sections[name])
	return s, in(name, err)
}

// Packed reads the section name as a Packed classifier.
func (f *File) Packed(name string) (Packed, error) {
	p, err := ReadPacked(f.sections[name])
	return p, in(name, err)
}

func in(section string, err error) error {
	if err != nil {
		return fmt.Errorf("weights, section %q: %w", section, err)
	}
	return nil
}

// A Builder collects the sections of a weight file.
type Builder struct {
	names []string
	data  [][]byte
}

// Add adds a section.
func (b *Builder) Add(name string, data []byte) {
	b.names = append(b.names, name)
	b.data = append(b.data, data)
}

// Bytes returns the whole file.
func (b *Builder) Bytes() []byte {
	out := []byte(magic)
	out = binary.LittleEndian.AppendUint32(out, Version)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(b.names)))
	for i, n := range b.names {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(n)))
		out = append(out, n...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(b.data[i])))
		out = append(out, b.data[i]...)
	}
	sum := sha256.Sum256(out)
	return append(out, sum[:]...)
}
