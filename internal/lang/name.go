package lang

import "github.com/onrecord/onrecord/internal/weights"

// A Name is a run of tokens that names someone or something.
type Name struct {
	First, Last int // tokens [First, Last)
	Kind        NameKind
}

// A NameKind says what a name names.
type NameKind uint8

// The kinds of names.
const (
	Other NameKind = iota
	Person
	Body // organisations of any kind, outlets included
	Place
	NumNameKind int = iota
)

var nameKinds = [NumNameKind]string{"other", "person", "body", "place"}

// String returns the kind in lower case.
func (k NameKind) String() string { return nameKinds[k] }

// A Namer finds the names in a document.
type Namer struct{}

func (n *Namer) load(f *weights.File) error { return nil }

func (n *Namer) name(d *Document) {}
