package lang

// UPOS is a universal part-of-speech tag (universaldependencies.org/u/pos).
type UPOS uint8

// The universal part-of-speech tags.
const (
	X UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	NumUPOS int = iota
)

var uposNames = [NumUPOS]string{"X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
	"PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"}

// String returns the tag as CoNLL-U writes it.
func (u UPOS) String() string { return uposNames[u] }

// ParseUPOS returns the tag that s names.
func ParseUPOS(s string) (UPOS, bool) {
	i, ok := indexOf(uposNames[:], s)
	return UPOS(i), ok
}

// XPOS is a Penn Treebank part-of-speech tag, with the additions of the
// English Web Treebank (ADD, AFX, GW, HYPH, NFP).
type XPOS uint8

// The Penn Treebank tags. Those whose names are no Go identifiers are spelt
// out: WPS is WP$, PRPS is PRP$, Period is ".", and so on.
const (
	FW XPOS = iota
	ADD
	AFX
	CC
	CD
	DT
	EX
	GW
	HYPH
	IN
	JJ
	JJR
	JJS
	LS
	MD
	NFP
	NN
	NNP
	NNPS
	NNS
	PDT
	POS
	PRP
	PRPS
	RB
	RBR
	RBS
	RP
	SYMX
	TO
	UH
	VB
	VBD
	VBG
	VBN
	VBP
	VBZ
	WDT
	WP
	WPS
	WRB
	Comma
	Period
	Colon
	OpenQuote
	CloseQuote
	LRB
	RRB
	Dollar
	NumXPOS int = iota
)

var xposNames = [NumXPOS]string{"FW", "ADD", "AFX", "CC", "CD", "DT", "EX", "GW", "HYPH", "IN", "JJ", "JJR", "JJS", "LS",
	"MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH",
	"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "$"}

// String returns the tag as the Penn Treebank writes it.
func (x XPOS) String() string { return xposNames[x] }

// ParseXPOS returns the tag that s names.
func ParseXPOS(s string) (XPOS, bool) {
	i, ok := indexOf(xposNames[:], s)
	return XPOS(i), ok
}

// Verbal reports whether x is the tag of a verb form (VB to VBZ).
func (x XPOS) Verbal() bool { return x >= VB && x <= VBZ }

// Nominal reports whether x is the tag of a common or proper noun.
func (x XPOS) Nominal() bool { return x >= NN && x <= NNS }

// Proper reports whether x is the tag of a proper noun.
func (x XPOS) Proper() bool { return x == NNP || x == NNPS }

// Rel is a dependency relation (universaldependencies.org/u/dep), with the
// subtypes that the English treebanks use.
type Rel uint8

// The dependency relations.
const (
	RelRoot Rel = iota
	RelAcl
	RelAclRelcl
	RelAdvcl
	RelAdvclRelcl
	RelAdvmod
	RelAmod
	RelAppos
	RelAux
	RelAuxPass
	RelCase
	RelCC
	RelCCPreconj
	RelCcomp
	RelCompound
	RelCompoundPrt
	RelConj
	RelCop
	RelCsubj
	RelCsubjOuter
	RelCsubjPass
	RelDep
	RelDet
	RelDetPredet
	RelDiscourse
	RelDislocated
	RelExpl
	RelFixed
	RelFlat
	RelGoeswith
	RelIobj
	RelList
	RelMark
	RelNmod
	RelNmodDesc
	RelNmodPoss
	RelNmodUnmarked
	RelNsubj
	RelNsubjOuter
	RelNsubjPass
	RelNummod
	RelObj
	RelObl
	RelOblAgent
	RelOblUnmarked
	RelOrphan
	RelParataxis
	RelPunct
	RelReparandum
	RelVocative
	RelXcomp
	NumRel int = iota
)

var relNames = [NumRel]string{"root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux",
	"aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer",
	"csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj",
	"list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod",
	"obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp"}

// String returns the relation as CoNLL-U writes it.
func (r Rel) String() string { return relNames[r] }

// ParseRel returns the relation that s names.
func ParseRel(s string) (Rel, bool) {
	i, ok := indexOf(relNames[:], s)
	return Rel(i), ok
}

func indexOf(list []string, s string) (int, bool) {
	for i, x := range list {
		if x == s {
			return i, true
		}
	}
	return 0, false
}
