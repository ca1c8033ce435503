package lang

import "github.com/onrecord/onrecord/internal/weights"

// A Parser gives every token its head and relation.
type Parser struct{}

func (p *Parser) load(f *weights.File) error { return nil }

func (p *Parser) parse(d *Document) {}
