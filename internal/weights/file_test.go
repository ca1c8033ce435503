package weights

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"testing"
)

// testFile returns a small file with a section of each kind.
func testFile() []byte {
	var b Builder
	keys, rows := testRows(12, 3)
	b.Add("sparse", BuildSparse(3, len(keys), keys, rows))
	b.Add("packed", BuildPacked(3, len(keys), keys, rows))
	b.Add("map", BuildMap(keys, keys))
	b.Add("note", []byte("as it is"))
	b.Add("empty", nil)
	return b.Bytes()
}

func TestFile(t *testing.T) {
	data := testFile()
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if string(f.Section("note")) != "as it is" || len(f.Section("empty")) != 0 || f.Section("none") != nil {
		t.Error("sections are not what was added")
	}
	if f.Digest != sha256.Sum256(data[:len(data)-sha256.Size]) {
		t.Error("the digest is not that of the file")
	}
	if _, err := f.Sparse("sparse"); err != nil {
		t.Error(err)
	}
	if _, err := f.Packed("packed"); err != nil {
		t.Error(err)
	}
	if _, err := f.Map("map"); err != nil {
		t.Error(err)
	}
}

// TestFileErrors checks that a section that can't be read is named.
func TestFileErrors(t *testing.T) {
	f, err := Open(testFile())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"note", "empty", "none"} {
		_, e1 := f.Sparse(name)
		_, e2 := f.Packed(name)
		_, e3 := f.Map(name)
		for _, err := range []error{e1, e2, e3} {
			if err == nil || !strings.Contains(err.Error(), `section "`+name+`"`) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestAlteredFile changes every byte, and cuts at every length.
func TestAlteredFile(t *testing.T) {
	data := testFile()
	for i := range data {
		for _, x := range []byte{1, 0x80, 0xff} {
			altered := bytes.Clone(data)
			altered[i] ^= x
			refused(t, altered, "altered at %d", i)
		}
		refused(t, data[:i], "cut at %d", i)
	}
	refused(t, append(bytes.Clone(data), 0), "a byte longer than %d", len(data))
}

func refused(t *testing.T, data []byte, how string, at int) {
	t.Helper()
	if _, err := Open(data); err == nil || !strings.Contains(err.Error(), "weight") {
		t.Errorf("file "+how+": %v", at, err)
	}
}

// TestOpenErrors checks files that are whole but wrong.
func TestOpenErrors(t *testing.T) {
	sealed := func(version, sections uint32, body ...byte) []byte {
		b := binary.LittleEndian.AppendUint32([]byte(magic), version)
		b = append(binary.LittleEndian.AppendUint32(b, sections), body...)
		sum := sha256.Sum256(b)
		return append(b, sum[:]...)
	}
	for want, data := range map[string][]byte{
		"format 2":           sealed(2, 0),
		"run over their end": sealed(Version, 1),
		"run over their":     sealed(Version, 1, 9, 0, 0, 0),
		"after their last":   sealed(Version, 0, 1),
		"not a weight file":  bytes.Repeat([]byte("x"), 100),
		"cut off":            []byte(magic),
	} {
		if _, err := Open(data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
}

// TestReadErrors checks sections that contradict themselves.
func TestReadErrors(t *testing.T) {
	keys, rows := testRows(12, 3)
	sparse := BuildSparse(3, len(keys), keys, rows)
	packed := BuildPacked(3, len(keys), keys, rows)
	table := BuildMap(keys, keys)
	full := bytes.Clone(table)
	for i := 8; i < len(full); i++ {
		full[i] = 2 // no slot is empty
	}
	for name, b := range map[string][]byte{
		"no empty slot": full, "cut": table[:len(table)-1], "long": append(bytes.Clone(table), 0),
		"huge": append(bytes.Repeat([]byte{0xff}, 8), table[8:]...), "no slots": make([]byte, 8+8*maxProbe),
	} {
		if _, err := ReadMap(b); err == nil {
			t.Errorf("map, %s: no error", name)
		}
	}
	for name, b := range map[string][]byte{
		"scale 0": with(sparse, 0, make([]byte, 8)), "no classes": with(sparse, 8, make([]byte, 4)),
		"fewer classes": with(sparse, 8, []byte{1}), "more rows than bytes": with(sparse, 12, []byte{0xff, 0xff, 0xff, 0xff}),
		"cut": sparse[:14], "rows outside": with(sparse, len(sparse)-lineTail-6, bytes.Repeat([]byte{0xff}, 6)),
	} {
		if _, err := ReadSparse(b); err == nil {
			t.Errorf("sparse, %s: no error", name)
		}
	}
	for name, b := range map[string][]byte{
		"NaN": with(packed, 0, bytes.Repeat([]byte{0xff}, 8)), "7 classes": with(packed, 8, []byte{7}), "cut": packed[:20],
	} {
		if _, err := ReadPacked(b); err == nil {
			t.Errorf("packed, %s: no error", name)
		}
	}
}

// with returns b with other bytes at a place.
func with(b []byte, at int, other []byte) []byte {
	b = bytes.Clone(b)
	copy(b[at:], other)
	return b
}
