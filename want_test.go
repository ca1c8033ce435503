package onrecord_test

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// A gold file lists what a story should be read as: first its speakers, then
// its statements in the order of their first words, each on a line:
//
//	person  Ana Duarte
//
//	s1 | direct | Ana Duarte | {"We have closed,"} [Duarte] <said>. {"It stays closed."}
//	s2 | direct | Ana Duarte | continues s1 | {"There is no other port."}
//
// The last field is the passage itself with its [source], <cue> and {content}
// marked. " … " leaves words out; a space stands for any white space. The
// passage is looked for from where the statement before begins. Speakers are
// named, joined by " + ", or "?" where the story doesn't tell.
// testdata/stories/README.md has the rules of where spans begin and end.

// readGold reads a gold file of the story text.
func readGold(text, gold string) (*onrecord.Record, error) {
	if i := strings.IndexAny(text, "[]<>{}|…"); i >= 0 {
		return nil, fmt.Errorf("the story has a sign at byte %d that is a mark here", i)
	}
	r := &onrecord.Record{Revision: onrecord.Revision{Text: text}}
	from := 0
	for n, line := range strings.Split(gold, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		var err error
		if strings.Contains(line, "|") {
			from, err = addStatement(r, line, from)
		} else {
			err = addSpeaker(r, line)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	return r, nil
}

var speakerKinds = []onrecord.SpeakerKind{onrecord.Person, onrecord.State, onrecord.Body,
	onrecord.Group, onrecord.Unnamed, onrecord.Document}

// addSpeaker adds the speaker of a line.
func addSpeaker(r *onrecord.Record, line string) error {
	kind, name, _ := strings.Cut(line, " ")
	if name = strings.TrimSpace(name); name == "" || !slices.Contains(speakerKinds, onrecord.SpeakerKind(kind)) {
		return fmt.Errorf("%q is neither a statement nor a speaker", line)
	}
	r.Speakers = append(r.Speakers, onrecord.Speaker{
		ID: fmt.Sprintf("k%d", len(r.Speakers)+1), Kind: onrecord.SpeakerKind(kind), Name: name,
	})
	return nil
}

// addStatement adds the statement of a line, whose passage is looked for from
// byte from on, and returns where it begins.
func addStatement(r *onrecord.Record, line string, from int) (int, error) {
	f := strings.Split(line, "|")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	s := onrecord.Statement{ID: fmt.Sprintf("s%d", len(r.Statements)+1)}
	if len(f) < 4 || f[0] != s.ID {
		return from, fmt.Errorf("expected %s | kind | speakers | passage", s.ID)
	}
	s.Kind = onrecord.Kind(f[1])
	if s.Kind != onrecord.Direct && s.Kind != onrecord.Mixed && s.Kind != onrecord.Indirect {
		return from, fmt.Errorf("there is no kind %q", s.Kind)
	}
	var err error
	if s.Speakers, err = speakerIDs(r, f[2]); err != nil {
		return from, err
	}
	for _, link := range f[3 : len(f)-1] {
		if err := addLink(r, &s, link); err != nil {
			return from, err
		}
	}
	from, err = locate(&s, r.Text, f[len(f)-1], from)
	r.Statements = append(r.Statements, s)
	return from, err
}

// speakerIDs returns the IDs of speakers by their names.
func speakerIDs(r *onrecord.Record, names string) ([]string, error) {
	if names == "?" {
		return nil, nil
	}
	var ids []string
	for name := range strings.SplitSeq(names, " + ") {
		i := slices.IndexFunc(r.Speakers, func(k onrecord.Speaker) bool { return k.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("no line above names the speaker %q", name)
		}
		ids = append(ids, r.Speakers[i].ID)
	}
	return ids, nil
}

// addLink sets what "continues s1" or "within s1" says.
func addLink(r *onrecord.Record, s *onrecord.Statement, link string) error {
	how, id, _ := strings.Cut(link, " ")
	if !slices.ContainsFunc(r.Statements, func(t onrecord.Statement) bool { return t.ID == id }) {
		return fmt.Errorf("no line above is the statement %q", id)
	}
	switch how {
	case "continues":
		s.Continues = id
	case "within":
		s.Within = id
	default:
		return fmt.Errorf("a statement continues or is within another; %q does neither", link)
	}
	return nil
}

// mark matches a marked piece of a passage.
var mark = regexp.MustCompile(`\[[^\]]+\]|<[^>]+>|\{[^}]+\}`)

// locate finds a marked passage in text from byte from on, fills in its spans,
// and returns where it begins.
func locate(s *onrecord.Statement, text, passage string, from int) (int, error) {
	var pattern strings.Builder
	var to []*[]onrecord.Span
	at := 0
	for _, m := range mark.FindAllStringIndex(passage, -1) {
		pattern.WriteString(literal(passage[at:m[0]]))
		pattern.WriteString("(" + literal(passage[m[0]+1:m[1]-1]) + ")")
		to = append(to, map[byte]*[]onrecord.Span{'[': &s.Source, '<': &s.Cue, '{': &s.Content}[passage[m[0]]])
		at = m[1]
	}
	pattern.WriteString(literal(passage[at:]))
	found := regexp.MustCompile(pattern.String()).FindStringSubmatchIndex(text[from:])
	if found == nil {
		return from, fmt.Errorf("the story has no such passage after the statement before: %s", passage)
	}
	for i, spans := range to {
		*spans = append(*spans, onrecord.Span{Start: from + found[2*i+2], End: from + found[2*i+3]})
	}
	if s.Content == nil {
		return from, errors.New("no {content}")
	}
	return from + found[2], nil
}

// literal returns a regular expression for a part of a passage.
func literal(part string) string {
	p := regexp.QuoteMeta(part)
	p = strings.ReplaceAll(p, " … ", "…")
	p = strings.ReplaceAll(p, " ", `[\s\x{a0}]+`)
	return strings.ReplaceAll(p, "…", `(?s:.+?)`)
}

// line returns statement s of r as a gold file has it.
func line(r *onrecord.Record, s *onrecord.Statement) string {
	f := []string{s.ID, string(s.Kind), speakerNames(r, s)}
	if s.Continues != "" {
		f = append(f, "continues "+s.Continues)
	}
	if s.Within != "" {
		f = append(f, "within "+s.Within)
	}
	return strings.Join(append(f, passage(r.Text, s)), " | ")
}

// speakerNames returns the names of the speakers of s.
func speakerNames(r *onrecord.Record, s *onrecord.Statement) string {
	var names []string
	for _, k := range r.Speakers {
		if slices.Contains(s.Speakers, k.ID) {
			names = append(names, k.Name)
		}
	}
	if names == nil {
		return "?"
	}
	return strings.Join(names, " + ")
}

// passage returns the passage of s with its pieces marked.
func passage(text string, s *onrecord.Statement) string {
	type piece struct {
		onrecord.Span
		open, shut string
	}
	var pieces []piece
	for _, p := range s.Source {
		pieces = append(pieces, piece{p, "[", "]"})
	}
	for _, p := range s.Cue {
		pieces = append(pieces, piece{p, "<", ">"})
	}
	for _, p := range s.Content {
		pieces = append(pieces, piece{p, "{", "}"})
	}
	slices.SortFunc(pieces, func(a, b piece) int { return cmp.Compare(a.Start, b.Start) })
	var out strings.Builder
	for i, p := range pieces {
		if i > 0 {
			out.WriteString(between(text[pieces[i-1].End:max(p.Start, pieces[i-1].End)]))
		}
		out.WriteString(p.open + abridged(text[p.Start:p.End]) + p.shut)
	}
	return out.String()
}

// between returns what stands between two pieces, if it is short.
func between(gap string) string {
	if strings.Contains(gap, "\n") || len(gap) > 40 {
		return " … "
	}
	return gap
}

// abridged returns the first and last words of a long piece.
func abridged(s string) string {
	w := strings.Fields(s)
	if len(w) <= 16 {
		return strings.Join(w, " ")
	}
	return strings.Join(w[:7], " ") + " … " + strings.Join(w[len(w)-7:], " ")
}
