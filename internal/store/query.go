package store

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
)

// A QueryError says what is wrong with a query, and where.
type QueryError struct {
	What string
	At   int // the byte of the query
}

func (e *QueryError) Error() string { return e.What }

// A node is part of a query that was understood.
type node struct {
	op    op
	parts []*node  // of and, or, not
	field string   // of a term
	words []string // of a term: its stems, of a phrase more than one, or a mark
	value string   // of a term: what was written
	at    onrecord.Span
}

type op int

const (
	term op = iota
	and
	or
	not
)

// queryFields are the fields of the query language, beside the words of the text.
var queryFields = []string{"speaker", "outlet", "act", "kind", "measure", "before", "after"}

// Acts are what act: may ask for.
var Acts = []onrecord.Act{onrecord.Says, onrecord.Estimates, onrecord.Finds, onrecord.Confirms, onrecord.Denies, onrecord.DeclinesToComment,
	onrecord.DoesNotAcknowledge, onrecord.Accuses, onrecord.Urges, onrecord.Promises, onrecord.Warns, onrecord.Asks, onrecord.Thinks}

// Kinds are what kind: may ask for.
var Kinds = []onrecord.Kind{onrecord.Direct, onrecord.Mixed, onrecord.Indirect}

// parseQuery understands a query:
//
//	harbour closed             both words, in any of their forms
//	"harbour master"           these words one after the other
//	harbour OR port            either; AND binds closer, and may be left out
//	NOT ferry, -ferry          without
//	(harbour OR port) ferry    brackets
//	speaker:duarte             also outlet:, act:, kind:, measure:, before:, after:
//	speaker:"Ana Duarte"
//
// An empty query is nil: everything.
func parseQuery(s string) (*node, error) {
	if len(s) > longestQuery {
		return nil, &QueryError{fmt.Sprintf("a query has %d bytes at most", longestQuery), longestQuery}
	}
	p := &queryParser{s: s}
	p.space()
	if p.i == len(s) {
		return nil, nil
	}
	n, err := p.or(0)
	if err != nil {
		return nil, err
	}
	if p.i < len(s) {
		return nil, p.fail("a bracket is closed that was not opened")
	}
	return n, nil
}

// Limits of a query, so that none holds the database up.
const (
	longestQuery = 2000
	deepestQuery = 20
)

type queryParser struct {
	s string
	i int
}

func (p *queryParser) fail(format string, args ...any) error {
	return &QueryError{fmt.Sprintf(format, args...), p.i}
}

func (p *queryParser) space() {
	for p.i < len(p.s) {
		r, n := utf8.DecodeRuneInString(p.s[p.i:])
		if !unicode.IsSpace(r) {
			return
		}
		p.i += n
	}
}

// keyword takes an operator, if one stands here.
func (p *queryParser) keyword(word string) bool {
	rest, ok := strings.CutPrefix(p.s[p.i:], word)
	if !ok {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(rest); rest != "" && !unicode.IsSpace(r) && r != '(' && r != '"' {
		return false
	}
	p.i += len(word)
	p.space()
	return true
}

func (p *queryParser) or(depth int) (*node, error) {
	if depth > deepestQuery {
		return nil, p.fail("brackets are too deep")
	}
	n, err := p.and(depth)
	if err != nil {
		return nil, err
	}
	for p.keyword("OR") {
		m, err := p.and(depth)
		if err != nil {
			return nil, err
		}
		n = joined(or, n, m)
	}
	return n, nil
}

func (p *queryParser) and(depth int) (*node, error) {
	n, err := p.not(depth)
	if err != nil {
		return nil, err
	}
	for {
		explicit := p.keyword("AND")
		if !explicit && (p.i == len(p.s) || p.s[p.i] == ')' || p.peeks("OR")) {
			return n, nil
		}
		m, err := p.not(depth)
		if err != nil {
			return nil, err
		}
		n = joined(and, n, m)
	}
}

// peeks reports whether an operator stands here, without taking it.
func (p *queryParser) peeks(word string) bool {
	q := *p
	return q.keyword(word)
}

// not reads what stands between operators, and notes where.
func (p *queryParser) not(depth int) (*node, error) {
	start := p.i
	n, err := p.negated(depth)
	if n != nil {
		n.at = onrecord.Span{Start: start, End: start + len(strings.TrimRightFunc(p.s[start:p.i], unicode.IsSpace))}
	}
	return n, err
}

func (p *queryParser) negated(depth int) (*node, error) {
	if p.keyword("NOT") {
		n, err := p.not(depth + 1)
		return &node{op: not, parts: []*node{n}}, err
	}
	if rest := p.s[p.i:]; len(rest) > 1 && rest[0] == '-' && rest[1] != ' ' {
		p.i++
		n, err := p.operand(depth)
		return &node{op: not, parts: []*node{n}}, err
	}
	return p.operand(depth)
}

// operand reads a bracket or a term, and the space behind it.
func (p *queryParser) operand(depth int) (*node, error) {
	switch {
	case p.i == len(p.s):
		return nil, p.fail("something is missing at the end")
	case p.s[p.i] == ')':
		return nil, p.fail("something is missing before the bracket")
	case p.peeks("OR"), p.peeks("AND"):
		return nil, p.fail("something is missing before the operator")
	case p.s[p.i] == '(':
		p.i++
		p.space()
		n, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.i == len(p.s) {
			return nil, p.fail("a bracket is not closed")
		}
		p.i++
		p.space()
		return n, nil
	}
	start := p.i
	field := p.field()
	value, err := p.value()
	if err != nil {
		return nil, err
	}
	p.space()
	n, err := newTerm(field, value)
	if err != nil {
		return nil, &QueryError{err.Error(), start}
	}
	return n, nil
}

// field takes the name of a field and its colon.
func (p *queryParser) field() string {
	for _, f := range queryFields {
		rest := p.s[p.i:]
		if len(rest) > len(f) && strings.EqualFold(rest[:len(f)], f) && rest[len(f)] == ':' {
			p.i += len(f) + 1
			return f
		}
	}
	return ""
}

// value takes a phrase in quotation marks or all up to the next space or bracket.
func (p *queryParser) value() (string, error) {
	rest := p.s[p.i:]
	for _, marks := range [...][2]string{{`"`, `"`}, {"“", "”"}} {
		if inside, ok := strings.CutPrefix(rest, marks[0]); ok {
			end := strings.Index(inside, marks[1])
			if end < 0 {
				return "", p.fail("a quotation mark is not closed")
			}
			p.i += len(marks[0]) + end + len(marks[1])
			return inside[:end], nil
		}
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == ')' || r == '"' })
	if end < 0 {
		end = len(rest)
	}
	if end == 0 {
		return "", p.fail("something is missing here")
	}
	p.i += end
	return rest[:end], nil
}

// newTerm returns a term and checks its value.
func newTerm(field, value string) (*node, error) {
	n := &node{op: term, field: field, value: value}
	switch field {
	case "before", "after":
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return nil, fmt.Errorf("%s: wants a date, as in %s:2031-05-14", field, field)
		}
	case "act":
		if n.value = strings.ToLower(value); !slices.Contains(Acts, onrecord.Act(n.value)) {
			return nil, fmt.Errorf("act:%s is none; there are %s", value, actList())
		}
		n.words = []string{mark(field, value)}
	case "kind":
		if n.value = strings.ToLower(value); !slices.Contains(Kinds, onrecord.Kind(n.value)) {
			return nil, fmt.Errorf("kind:%s is none; there are direct, mixed, indirect", value)
		}
	case "measure":
		n.words = []string{mark(field, value)}
	default:
		stems(value, func(s stem) bool { n.words = append(n.words, s.word); return true })
		if len(n.words) == 0 {
			return nil, fmt.Errorf("%q has no letter or digit to look for", value)
		}
	}
	return n, nil
}

// A QueryPart is one of the parts of a query that must all hold.
type QueryPart struct {
	onrecord.Span        // bytes of the query
	Field, Value  string // of a part that asks for a field, and for nothing else
	Not           bool
}

// QueryParts returns the parts of a query that must all hold, in its order. A query
// of alternatives is one part.
func QueryParts(query string) ([]QueryPart, error) {
	root, err := parseQuery(query)
	if err != nil || root == nil {
		return nil, err
	}
	list := []*node{root}
	if root.op == and {
		list = root.parts
	}
	var out []QueryPart
	for _, n := range list {
		p := QueryPart{Span: n.at}
		if n.op == or && n == root {
			p.Span = onrecord.Span{End: len(query)}
		}
		if n.op == not {
			n, p.Not = n.parts[0], true
		}
		if n.op == term {
			p.Field, p.Value = n.field, n.value
		}
		out = append(out, p)
	}
	return out, nil
}

func actList() string {
	var out []string
	for _, a := range Acts {
		out = append(out, string(a))
	}
	return strings.Join(out, ", ")
}

// joined returns parts joined by op, flat where they are joined so already.
func joined(o op, a, b *node) *node {
	if a.op == o {
		return &node{op: o, parts: append(a.parts[:len(a.parts):len(a.parts)], b)}
	}
	return &node{op: o, parts: []*node{a, b}}
}

// wanted calls f with the words that the query wants to see in the text, where
// those of a speaker's name stand too.
func (n *node) wanted(f func(words []string)) {
	switch {
	case n == nil || n.op == not:
	case n.op == term:
		if n.field == "" || n.field == "speaker" {
			f(n.words)
		}
	default:
		for _, p := range n.parts {
			p.wanted(f)
		}
	}
}
