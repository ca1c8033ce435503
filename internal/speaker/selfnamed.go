package speaker

import "github.com/onrecord/onrecord/internal/lang"

// maxGiving is how many tokens may stand between somebody and the name that he
// or she gave.
const maxGiving = 9

// givesName returns the entity of the name that p, somebody new, is told to have
// given: "a merchant who gave his name as Slim", "a student who gave only her
// first name, Ana"; -1 if p is no such phrase.
func (s *story) givesName(p phrase) int {
	if p.det != indefinite || !p.noun.class.onePerson() || s.plural(p) {
		return -1
	}
	gave := false
	end := min(p.end+maxGiving, s.d.Sentences[s.d.SentenceOf(p.head)].Last)
	for i := p.last; i < end; i++ {
		if k := s.nameAt(i); k >= 0 && s.names[k].first == i {
			w := s.d.Forms[i-1].Word
			if !gave || s.names[k].entity < 0 || w != wordAs && s.d.Tokens[i-1].XPOS != lang.Comma && !givings[w] {
				return -1
			}
			return s.bearing(p, k)
		}
		switch f := &s.d.Forms[i]; {
		case givings[f.Word]:
			gave = true
		case f.Word == wordNot, f.Word == wordOf, s.d.Tokens[i].XPOS == lang.CC:
			return -1
		}
	}
	return -1
}

// bearing returns the entity of the name with index k, which p gave as his or her own.
func (s *story) bearing(p phrase, k int) int {
	i := s.names[k].entity
	e := &s.entities[i]
	if e.kind != Person && (e.known != nil || e.country != "") {
		return -1
	}
	e.kind, e.certain = Person, true
	if e.gender == noGender {
		e.gender = p.noun.gender
	}
	s.takeRole(e, p)
	return i
}

// givings are the words by which it is told how somebody is to be called.
var givings = wordSet("name named identified identify identifying called nickname nicknamed surname calling")

var (
	wordAs  = lang.WordHash("as")
	wordNot = lang.WordHash("not")
	wordOf  = lang.WordHash("of")
)
