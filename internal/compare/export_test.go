package compare

import "github.com/onrecord/onrecord"

// NewSpeaker is for tests that make digests.
var NewSpeaker = newSpeaker

// Words returns the hashes of the words of a text, as passages have them.
func Words(text string) []uint64 {
	var out []uint64
	for _, w := range tokens(text, onrecord.Span{End: len(text)}) {
		out = append(out, w.hash)
	}
	return out
}
