package weights

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"testing"
)

// FuzzOpen seals any body with a right digest, so that what lies behind the
// digest is read too: whatever opens is read and scored, and written again it
// is the same file.
func FuzzOpen(f *testing.F) {
	data := testFile()
	f.Add(data[:len(data)-sha256.Size], uint64(1))
	f.Add([]byte(magic+"\x01\x00\x00\x00\x00\x00\x00\x00"), uint64(0))
	f.Fuzz(func(t *testing.T, body []byte, seed uint64) {
		Open(body)
		sum := sha256.Sum256(body)
		sealed := append(bytes.Clone(body), sum[:]...)
		file, err := Open(sealed)
		if err != nil {
			return
		}
		for name := range file.sections {
			scoreAll(file.Section(name), seed)
		}
		if len(file.sections) == int(binary.LittleEndian.Uint32(body[len(magic)+4:])) && !bytes.Equal(rebuilt(body), sealed) {
			t.Error("the file, written again, is another")
		}
	})
}

// rebuilt writes the sections of a file again, in their order.
func rebuilt(body []byte) []byte {
	var b Builder
	for rest := body[len(magic)+8:]; len(rest) > 0; {
		var name, data []byte
		name, rest, _ = cut(rest)
		data, rest, _ = cut(rest)
		b.Add(string(name), data)
	}
	return b.Bytes()
}

// scoreAll reads b as each kind of section and, where that works, scores
// features that reach every slot.
func scoreAll(b []byte, seed uint64) {
	if m, err := ReadMap(b); err == nil {
		for _, h := range reaching(m.table, seed) {
			m.Get(h)
		}
	}
	if s, err := ReadSparse(b); err == nil {
		var scores Scores
		s.Add(&scores, reachingLines(s.lines, seed))
		scores.Best(s.Classes)
	}
	if p, err := ReadPacked(b); err == nil {
		var scores PackedScores
		p.Add(&scores, reachingLines(p.lines, seed))
	}
}

// reaching returns features whose searches begin all over t and look for the
// fingerprints that it has and for others.
func reaching(t table, seed uint64) []uint64 {
	out := []uint64{0, 1, 0xffff, 1 << 63, ^uint64(0), ^uint64(0xffff), seed}
	for i := range len(t.slots) / 8 {
		out = append(out, Mix(seed+uint64(i)), Mix(uint64(i))&^0xffff|t.word(i)&0xffff)
	}
	return out
}

// reachingLines does the same for a table of lines.
func reachingLines(t lines, seed uint64) []uint64 {
	out := []uint64{0, 1, 0xffff, 1 << 63, ^uint64(0), ^uint64(0xffff), seed}
	for i := range int(t.n) * lineSlots {
		fp := binary.LittleEndian.Uint16(t.data[i/lineSlots*lineSize+2*(i%lineSlots):])
		out = append(out, Mix(seed+uint64(i)), Mix(uint64(i))&^0xffff|uint64(fp))
	}
	return out
}

func FuzzReadMap(f *testing.F) {
	keys := hashes(5)
	fuzzSection(f, BuildMap(keys, keys))
}

func FuzzReadSparse(f *testing.F) { fuzzSection(f, BuildSparse(testSparse())) }

func FuzzReadPacked(f *testing.F) { fuzzSection(f, BuildPacked(testSparse())) }

func testSparse() (classes, n int, keys []uint64, rows []Row) {
	keys, rows = testRows(5, 3)
	return 3, 0, keys, rows
}

func fuzzSection(f *testing.F, section []byte) {
	f.Add(section, uint64(1))
	f.Fuzz(func(t *testing.T, b []byte, seed uint64) { scoreAll(b, seed) })
}
