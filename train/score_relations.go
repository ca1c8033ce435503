package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// scoreRelations prints how well read finds the relations of the stories in
// dir. It reads them on all cores.
func scoreRelations(dir string, read func(text string) []attribution.Relation) error {
	texts, err := readGold(dir)
	if err != nil {
		return err
	}
	found := make([][]spans, len(texts))
	eachParallel(len(texts), func(i int) { found[i] = predictedSpans(read(texts[i].text)) })
	s := relationScore{}
	for i := range texts {
		t := newRelText(texts[i].text)
		s.add(t, t.relations(found[i]), t.relations(texts[i].files[0]))
	}
	s.print(os.Stdout)
	return nil
}

// relationReader returns a function that finds the relations of a text with
// the weights in dir.
func relationReader(dir string) (func(text string) []attribution.Relation, error) {
	reader, err := loadReader(dir)
	if err != nil {
		return nil, err
	}
	f, err := openWeights(setting{out: dir}, "attribution")
	if err != nil {
		return nil, err
	}
	r, err := attribution.Load(f)
	if err != nil {
		return nil, err
	}
	return func(text string) []attribution.Relation { return r.Read(reader.Read(text)) }, nil
}

// A goldText is a story with the relations that each of its annotators marked.
type goldText struct {
	name  string
	text  string
	files [][]spans // by annotator; the first is the gold
}

// spans are the pieces of one relation, in the order of the text.
type spans struct{ source, cue, content []lang.Span }

// annotator is what follows a text's name in the name of an annotation file.
var annotator = regexp.MustCompile(`_[0-9a-f]{4}\.ann$`)

// readGold reads the stories of dir, which is laid out as PolNeAR is:
// text/NAME.txt, and attributions/NAME_xxxx.ann for each annotator.
func readGold(dir string) ([]goldText, error) {
	entries, err := os.ReadDir(filepath.Join(dir, "attributions"))
	if err != nil {
		return nil, err
	}
	byName := map[string][]string{}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".ann") {
			name := annotator.ReplaceAllString(e.Name(), "")
			byName[name] = append(byName[name], filepath.Join(dir, "attributions", e.Name()))
		}
	}
	var texts []goldText
	for name, files := range byName {
		t, err := readGoldText(filepath.Join(dir, "text", name+".txt"), files)
		if err != nil {
			return nil, err
		}
		t.name = name
		texts = append(texts, t)
	}
	slices.SortFunc(texts, func(a, b goldText) int { return cmp.Compare(a.name, b.name) })
	return texts, nil
}

// readGoldText reads one story and its annotation files.
func readGoldText(file string, annotations []string) (goldText, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return goldText{}, err
	}
	t := goldText{text: string(b)}
	offsets := byteOffsets(t.text)
	for _, a := range annotations {
		b, err := os.ReadFile(a)
		if err != nil {
			return t, err
		}
		rels, err := parseBrat(string(b), offsets)
		if err != nil {
			return t, fmt.Errorf("%s: %w", a, err)
		}
		t.files = append(t.files, rels)
	}
	return t, nil
}

// byteOffsets returns where each code point of text starts, and where it ends.
func byteOffsets(text string) []int {
	offsets := make([]int, 0, len(text)+1)
	for i := range text {
		offsets = append(offsets, i)
	}
	return append(offsets, len(text))
}

// parseBrat reads the relations of a brat standoff file: its T lines mark
// spans, in code points, and its E lines tie them to a relation. Relations
// without a cue or a content are left out.
func parseBrat(data string, offsets []int) ([]spans, error) {
	marked := map[string][]lang.Span{}
	var rels []spans
	for line := range strings.Lines(data) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		switch {
		case len(f) < 2:
		case f[0] != "" && f[0][0] == 'T':
			s, err := parseMark(f[1], offsets)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f[0], err)
			}
			marked[f[0]] = s
		case f[0] != "" && f[0][0] == 'E':
			if r := parseEvent(f[1], marked); len(r.cue) > 0 && len(r.content) > 0 {
				rels = append(rels, r)
			}
		}
	}
	return rels, nil
}

// parseMark reads "Kind 3 9;12 15" as spans of bytes.
func parseMark(s string, offsets []int) ([]lang.Span, error) {
	_, s, _ = strings.Cut(s, " ")
	var out []lang.Span
	for piece := range strings.SplitSeq(s, ";") {
		from, to, _ := strings.Cut(strings.TrimSpace(piece), " ")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || start < 0 || start > end || end >= len(offsets) {
			return nil, fmt.Errorf("no span of the text: %q", piece)
		}
		out = append(out, lang.Span{Start: offsets[start], End: offsets[end]})
	}
	return out, nil
}

// parseEvent reads "Attribution:T1 Source:T2 Cue:T3 Cue2:T4 Content:T5".
func parseEvent(s string, marked map[string][]lang.Span) spans {
	var r spans
	for _, part := range strings.Fields(s) {
		role, ref, _ := strings.Cut(part, ":")
		switch strings.TrimRight(role, "0123456789") {
		case "Source":
			r.source = append(r.source, marked[ref]...)
		case "Cue":
			r.cue = append(r.cue, marked[ref]...)
		case "Content":
			r.content = append(r.content, marked[ref]...)
		}
	}
	for _, pieces := range [][]lang.Span{r.source, r.cue, r.content} {
		slices.SortFunc(pieces, func(a, b lang.Span) int { return cmp.Compare(a.Start, b.Start) })
	}
	return r
}

// predictedSpans returns the relations as the gold has them, which knows no
// nesting and no relations that go on: nested ones are left out, and contents
// that continue another are joined to it.
func predictedSpans(rels []attribution.Relation) []spans {
	joined := make([]spans, len(rels))
	for i, r := range rels {
		if r.Within >= 0 {
			continue
		}
		if r.Continues < 0 {
			joined[i].source, joined[i].cue = r.Source, r.Cue
		}
		root := i
		for rels[root].Continues >= 0 {
			root = rels[root].Continues
		}
		joined[root].content = append(joined[root].content, r.Content...)
	}
	return slices.DeleteFunc(joined, func(s spans) bool { return len(s.cue) == 0 || len(s.content) == 0 })
}

// A relText is a text as its relations are compared: in words and marks that
// owe nothing to the program's own tokens.
type relText struct {
	text   string
	tokens []lang.Span
	word   []bool // not a punctuation mark or symbol
	quoted []bool // between quotation marks
}

// newRelText splits text into runs of word characters and single other marks.
func newRelText(text string) *relText {
	t := &relText{text: text}
	inWord := false
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		w := isWordRune(r)
		switch {
		case w && inWord:
			t.tokens[len(t.tokens)-1].End = i + size
		case w || !isSpaceRune(r):
			t.tokens = append(t.tokens, lang.Span{Start: i, End: i + size})
			t.word = append(t.word, w)
		}
		inWord = w
	}
	t.markQuoted()
	return t
}

// isWordRune reports whether r is a letter, a number of any kind or an underscore.
func isWordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// isSpaceRune reports whether r is white space, the separators of ASCII included.
func isSpaceRune(r rune) bool { return unicode.IsSpace(r) || '\x1c' <= r && r <= '\x1f' }

// markQuoted fills quoted. A line break ends a quotation.
func (t *relText) markQuoted() {
	t.quoted = make([]bool, len(t.tokens))
	inside := false
	for i, tok := range t.tokens {
		if i > 0 && strings.Contains(t.text[t.tokens[i-1].End:tok.Start], "\n") {
			inside = false
		}
		switch t.token(i) {
		case "“":
			inside = true
		case "”":
			inside = false
		case `"`:
			inside = !inside
		default:
			t.quoted[i] = inside
		}
	}
}

// token returns the letters of token i.
func (t *relText) token(i int) string { return t.text[t.tokens[i].Start:t.tokens[i].End] }

// touched returns the tokens that the spans touch, sorted.
func (t *relText) touched(pieces []lang.Span) []int {
	var out []int
	for _, s := range pieces {
		i, _ := slices.BinarySearchFunc(t.tokens, s.Start+1, func(tok lang.Span, at int) int { return cmp.Compare(tok.End, at) })
		for ; i < len(t.tokens) && t.tokens[i].Start < s.End; i++ {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// trim returns those of tokens that are words.
func (t *relText) trim(tokens []int) []int {
	var out []int
	for _, i := range tokens {
		if t.word[i] {
			out = append(out, i)
		}
	}
	return out
}

// kind says how much of a content stands in quotation marks.
func (t *relText) kind(content []int) string {
	words := t.trim(content)
	n := 0
	for _, i := range words {
		n += b2i(t.quoted[i])
	}
	switch {
	case n == 0:
		return "indirect"
	case n == len(words):
		return "direct"
	}
	return "mixed"
}

// The roles of a relation, by which a scoredRelation is indexed.
const (
	cueRole = iota
	sourceRole
	contentRole
	roleCount
)

var roleNames = [roleCount]string{"cue", "source", "content"}

// A scoredRelation is a relation in the words and marks of a relText.
type scoredRelation struct {
	pieces  [roleCount][]lang.Span
	tokens  [roleCount][]int
	trimmed [roleCount][]int // tokens without marks
	kind    string
	speech  string // "reporting" if its cue is a word of reporting, "other" if not
}

// relations turns relations in bytes into ones that can be compared.
func (t *relText) relations(rels []spans) []scoredRelation {
	out := make([]scoredRelation, len(rels))
	for i, r := range rels {
		o := &out[i]
		o.pieces = [roleCount][]lang.Span{cueRole: r.cue, sourceRole: r.source, contentRole: r.content}
		for role, p := range o.pieces {
			o.tokens[role] = t.touched(p)
			o.trimmed[role] = t.trim(o.tokens[role])
		}
		o.kind = t.kind(o.tokens[contentRole])
		o.speech = "other"
		if slices.ContainsFunc(o.tokens[cueRole], func(i int) bool { return isReporting(t.token(i)) }) {
			o.speech = "reporting"
		}
	}
	return out
}

// reporting are the words of reporting, in their base form.
var reporting = strings.Fields(`say tell add claim report announce write tweet state note argue warn insist explain
declare acknowledge admit deny confirm suggest allege assert reply respond remark observe predict estimate recall
recount reveal stress emphasize reiterate testify vow promise pledge urge ask quote cite describe call concede caution
contend maintain comment complain according`)

var irregularReporting = map[string]string{
	"said": "say", "says": "say", "saying": "say", "told": "tell", "wrote": "write", "written": "write",
}

// isReporting reports whether word may be a form of a word of reporting.
func isReporting(word string) bool {
	w := strings.ToLower(word)
	if base, ok := irregularReporting[w]; ok {
		w = base
	}
	return slices.ContainsFunc(bases(w), func(b string) bool { return slices.Contains(reporting, b) })
}

// bases returns what w may be a form of. It guesses freely: what is no word
// does no harm.
func bases(w string) []string {
	runes := []rune(w)
	cut := func(n int) string { return string(runes[:max(0, len(runes)-n)]) }
	out := []string{w, cut(1), cut(2), cut(3), cut(1) + "e", cut(2) + "e", cut(3) + "e"}
	if strings.HasSuffix(w, "ied") || strings.HasSuffix(w, "ies") {
		out = append(out, cut(3)+"y")
	}
	if stem, ok := doubled(w); ok {
		out = append(out, stem)
	}
	return out
}

// doubled returns the base of a form with a doubled last letter: "admitted".
func doubled(w string) (string, bool) {
	if utf8.RuneCountInString(w) <= 5 {
		return "", false
	}
	stem, ok := strings.CutSuffix(w, "ed")
	if !ok {
		stem, ok = strings.CutSuffix(w, "ing")
	}
	r := []rune(stem)
	if n := len(r); ok && n > 2 && r[n-1] == r[n-2] {
		return string(r[:n-1]), true
	}
	return "", false
}

// A tally counts what was predicted and what is gold, and how many of each
// were right.
type tally struct{ pred, predOK, gold, goldOK int }

// A relationScore is the tally of each row of the report.
type relationScore map[string]tally

// relationRows are the rows of the report.
var relationRows = []string{
	"exact cue", "exact source", "exact content", "exact whole",
	"overlap cue", "overlap source", "overlap content", "overlap all",
	"fragment source", "fragment cue", "fragment content",
	"relation all", "relation direct", "relation mixed", "relation indirect",
	"relation reporting", "relation reporting direct", "relation reporting mixed", "relation reporting indirect",
	"relation other", "cue found",
}

// count adds n to the tally of a row.
func (s relationScore) count(row string, n tally) {
	t := s[row]
	s[row] = tally{t.pred + n.pred, t.predOK + n.predOK, t.gold + n.gold, t.goldOK + n.goldOK}
}

// add counts the relations that were found in one text against its gold.
func (s relationScore) add(t *relText, pred, gold []scoredRelation) {
	for i := range pred {
		ok := matches(&pred[i], gold)
		s.addExact(ok, func(ok int) tally { return tally{pred: 1, predOK: ok} })
	}
	for i := range gold {
		ok := matches(&gold[i], pred)
		s.addExact(ok, func(ok int) tally { return tally{gold: 1, goldOK: ok} })
	}
	s.addOverlap(pred, gold)
	s.addFragments(pred, gold)
	s.addRelations(t, pred, gold)
}

// A match says how one relation fares against those of the other side whose
// cue shares a word with its own.
type match struct {
	cue   bool            // there is one
	role  [roleCount]bool // one has the same words in this role
	whole bool            // one has the same words in all roles
}

// matches compares r with others.
func matches(r *scoredRelation, others []scoredRelation) match {
	var m match
	for i := range others {
		o := &others[i]
		if sharedTokens(r.tokens[cueRole], o.tokens[cueRole]) == 0 {
			continue
		}
		m.cue = true
		whole := true
		for role := range roleCount {
			same := slices.Equal(r.trimmed[role], o.trimmed[role])
			m.role[role] = m.role[role] || same
			whole = whole && same
		}
		m.whole = m.whole || whole
	}
	return m
}

// addExact counts a match; count makes the tally for its side.
func (s relationScore) addExact(m match, count func(ok int) tally) {
	for role, ok := range m.role {
		s.count("exact "+roleNames[role], count(b2i(ok)))
	}
	s.count("exact whole", count(b2i(m.whole)))
	s.count("cue found", count(b2i(m.cue)))
}

// addOverlap counts the words shared by relations paired one to one, those
// that share most first.
func (s relationScore) addOverlap(pred, gold []scoredRelation) {
	var sums [roleCount]tally
	for role := range roleCount {
		for i := range pred {
			sums[role].pred += len(pred[i].tokens[role])
		}
		for j := range gold {
			sums[role].gold += len(gold[j].tokens[role])
		}
	}
	for _, p := range oneToOne(nearPairs(pred, gold)) {
		for role := range roleCount {
			n := sharedTokens(pred[p.i].tokens[role], gold[p.j].tokens[role])
			sums[role].predOK += n
			sums[role].goldOK += n
		}
	}
	for role, sum := range sums {
		s.count("overlap "+roleNames[role], sum)
		s.count("overlap all", sum)
	}
}

// A pair is a predicted relation, a gold one, and how well they agree.
type pair struct {
	score float64
	i, j  int
}

// nearPairs returns the pairs that share a word in a role, best and then first
// in the text first.
func nearPairs(pred, gold []scoredRelation) []pair {
	var out []pair
	for i := range pred {
		for j := range gold {
			n := 0
			for role := range roleCount {
				n += sharedTokens(pred[i].tokens[role], gold[j].tokens[role])
			}
			if n > 0 {
				out = append(out, pair{float64(n), i, j})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b pair) int { return cmp.Compare(b.score, a.score) })
	return out
}

// oneToOne returns the pairs whose relations are in no pair before.
func oneToOne(pairs []pair) []pair {
	pred, gold := map[int]bool{}, map[int]bool{}
	var out []pair
	for _, p := range pairs {
		if !pred[p.i] && !gold[p.j] {
			pred[p.i], gold[p.j] = true, true
			out = append(out, p)
		}
	}
	return out
}

// addFragments counts the pieces that are found to the byte, each once.
func (s relationScore) addFragments(pred, gold []scoredRelation) {
	for role := range roleCount {
		p, g := fragments(pred, role), fragments(gold, role)
		both := 0
		for f := range p {
			both += b2i(g[f])
		}
		s.count("fragment "+roleNames[role], tally{len(p), both, len(g), both})
	}
}

// fragments returns the pieces that relations have in a role.
func fragments(rels []scoredRelation, role int) map[lang.Span]bool {
	out := map[lang.Span]bool{}
	for i := range rels {
		for _, p := range rels[i].pieces[role] {
			out[p] = true
		}
	}
	return out
}

// addRelations counts the relations that agree well enough to be the same, in
// all and by kind and cue.
func (s relationScore) addRelations(t *relText, pred, gold []scoredRelation) {
	predOK, goldOK := make([]int, len(pred)), make([]int, len(gold))
	for _, p := range oneToOne(t.samePairs(pred, gold)) {
		predOK[p.i], goldOK[p.j] = 1, 1
	}
	for i := range pred {
		s.countKinds(&pred[i], tally{pred: 1, predOK: predOK[i]})
	}
	for j := range gold {
		s.countKinds(&gold[j], tally{gold: 1, goldOK: goldOK[j]})
	}
}

// countKinds counts r in each row that it belongs to.
func (s relationScore) countKinds(r *scoredRelation, n tally) {
	for _, row := range []string{"all", r.kind, r.speech, r.speech + " " + r.kind} {
		s.count("relation "+row, n)
	}
}

// samePairs returns the pairs that may be taken for the same relation, by how
// much of their contents is shared, and then last in the text first.
func (t *relText) samePairs(pred, gold []scoredRelation) []pair {
	var out []pair
	for i := range pred {
		for j := range gold {
			p, g := &pred[i].tokens, &gold[j].tokens
			if sharedTokens(p[cueRole], g[cueRole]) == 0 || !t.sameSource(p[sourceRole], g[sourceRole]) {
				continue
			}
			n := sharedTokens(p[contentRole], g[contentRole])
			jaccard := float64(n) / float64(max(1, len(p[contentRole])+len(g[contentRole])-n))
			if jaccard >= .5 {
				out = append(out, pair{jaccard, i, j})
			}
		}
	}
	slices.SortFunc(out, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), b.i-a.i, b.j-a.j)
	})
	return out
}

// sameSource reports whether half of the words of the shorter source are in
// the other, small words and marks aside. No source agrees with no source only.
func (t *relText) sameSource(a, b []int) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	if x, y := t.mainWords(a), t.mainWords(b); len(x) > 0 && len(y) > 0 {
		a, b = x, y
	}
	return 2*sharedTokens(a, b) >= min(len(a), len(b))
}

var smallWords = strings.Fields("a an the of to in for and or his her their its that this at by on with from as")

// mainWords returns the words of tokens that are not small.
func (t *relText) mainWords(tokens []int) []int {
	return slices.DeleteFunc(t.trim(tokens), func(i int) bool {
		return slices.Contains(smallWords, strings.ToLower(t.token(i)))
	})
}

// sharedTokens counts the numbers in both of two sorted lists.
func sharedTokens(a, b []int) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// A relationRow is one row of the report: precision, recall and F1, in per cent.
type relationRow struct {
	name    string
	p, r, f float64
}

// report returns the rows in their order.
func (s relationScore) report() []relationRow {
	rows := make([]relationRow, len(relationRows))
	for i, name := range relationRows {
		n := s[name]
		p, r := ratio(n.predOK, n.pred), ratio(n.goldOK, n.gold)
		rows[i] = relationRow{name: name, p: 100 * p, r: 100 * r}
		if p+r > 0 {
			rows[i].f = 200 * p * r / (p + r)
		}
	}
	return rows
}

// ratio returns a/b, or 0 if b is 0.
func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// print writes the report.
func (s relationScore) print(w io.Writer) {
	fmt.Fprintf(w, "%-24s %6s %6s %6s\n", "", "P", "R", "F1")
	for _, row := range s.report() {
		fmt.Fprintf(w, "%-24s %6.1f %6.1f %6.1f\n", row.name, row.p, row.r, row.f)
	}
}
