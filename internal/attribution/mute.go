package attribution

import "github.com/onrecord/onrecord/internal/lang"

// The lexicographer files of WordNet whose nouns neither speak nor intend: what
// happens, stuff, weather, animals and things. Documents are artifacts too, so
// artifacts may speak.
var muteFiles = [...]bool{5: true, 8: true, 11: true, 13: true, 17: true, 19: true, 20: true, 22: true, 25: true, 27: true}

// mute reports whether the noun that governs toks names something that can't
// speak: "the river", "the storm".
func (s *Scene) mute(toks []int) bool {
	w := &s.words[s.cueHead(toks)]
	return (w.tag == lang.NN || w.tag == lang.NNS) && ofFiles(w.sense, muteFiles[:])
}

// ofFiles reports whether all of the senses packed in sense are of files; false
// if there is none.
func ofFiles(sense uint64, files []bool) bool {
	if sense == 0 {
		return false
	}
	for ; sense != 0; sense >>= 8 {
		if f := sense&0xff - 1; f >= uint64(len(files)) || !files[f] {
			return false
		}
	}
	return true
}

// thingFiles are the files whose nouns are no people: besides the mute ones,
// what is made, done, thought, owned or measured.
var thingFiles = [...]bool{4: true, 5: true, 6: true, 7: true, 8: true, 9: true, 11: true, 12: true, 13: true, 17: true, 19: true, 20: true, 21: true, 22: true, 23: true,
	24: true, 25: true, 26: true, 27: true, 28: true}

// lifeless reports whether the common noun at i names no person, group or place,
// and so does not itself say, reject or warn.
func (s *Scene) lifeless(i int) bool {
	w := &s.words[i]
	return (w.tag == lang.NN || w.tag == lang.NNS) && ofFiles(w.sense, thingFiles[:])
}
