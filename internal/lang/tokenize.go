package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A charClass says what a character does to the tokens around it.
type charClass uint8

const (
	classOther     charClass = iota // symbols, emoji, invalid bytes
	classSpace                      // white space and control characters
	classIgnorable                  // zero-width and directional marks, soft hyphens
	classLetter
	classDigit
	classPunct // brackets, marks, dashes
)

// asciiClass holds the classes of the ASCII characters.
var asciiClass = func() (t [utf8.RuneSelf]charClass) {
	for c := range t {
		switch r := rune(c); {
		case r <= ' ' || r == 0x7f:
			t[c] = classSpace
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '_':
			t[c] = classLetter
		case '0' <= r && r <= '9':
			t[c] = classDigit
		case strings.ContainsRune("!\"'(),-./:;?[]{}`<>*=~|\\", r):
			t[c] = classPunct
		}
	}
	return t
}()

// class returns the class of the character at text[i:] and its size in bytes.
func class(text string, i int) (charClass, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	switch {
	case r == utf8.RuneError && n == 1:
		return classOther, n
	case r == 0xa0 || r == 0x85 || unicode.IsSpace(r):
		return classSpace, n
	case ignorable(r):
		return classIgnorable, n
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return classLetter, n
	case unicode.IsDigit(r):
		return classDigit, n
	case unicode.IsPunct(r):
		return classPunct, n
	}
	return classOther, n
}

// ignorable reports whether r shows as nothing: zero-width and directional
// marks, soft hyphens, byte-order marks.
func ignorable(r rune) bool {
	switch {
	case r == 0xad, r == 0x61c, r == 0xfeff, 0x200b <= r && r <= 0x200f, 0x202a <= r && r <= 0x202e,
		0x2060 <= r && r <= 0x206f, 0xfe00 <= r && r <= 0xfe0f:
		return true
	}
	return false
}

// A tokenizer cuts a text into tokens, as the English Web Treebank and GUM do.
type tokenizer struct {
	text string
	toks []Token
}

// tokenize appends the tokens of text[span.Start:span.End] to toks. What lies
// between tokens is white space and ignorable characters, nothing else.
func tokenize(text string, span Span, toks []Token) []Token {
	t := tokenizer{text, toks}
	for i := span.Start; i < span.End; {
		c, n := class(text, i)
		if c == classSpace || c == classIgnorable {
			i += n
			continue
		}
		j := i
		for j < span.End {
			c, n := class(text, j)
			if c == classSpace {
				break
			}
			j += n
		}
		t.chunk(i, j, span.End)
		i = j
	}
	return t.toks
}

func (t *tokenizer) emit(start, end int) {
	// Marks that show as nothing belong to no token's edge.
	for start < end {
		c, n := class(t.text, start)
		if c != classIgnorable {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(t.text[start:end])
		if !ignorable(r) {
			break
		}
		end -= n
	}
	if start < end {
		t.toks = append(t.toks, Token{Span: Span{start, end}, Head: -1})
	}
}

// chunk cuts text[s:e], which holds no white space, into tokens; the
// paragraph ends at limit.
func (t *tokenizer) chunk(s, e, limit int) {
	for i := s; i < e; {
		c, n := class(t.text, i)
		switch {
		case c == classIgnorable:
			i += n
		case c == classLetter || c == classDigit:
			i = t.wordFrom(i, i, t.within(i, e), limit)
		default:
			i = t.mark(i, t.within(i, e), limit, n)
		}
	}
}

// maxWord is the length in bytes at which a word without end is cut, which
// keeps the time that any text takes in proportion to its length.
const maxWord = 1024

// within returns e, or where a word that starts at i is cut if that is before.
func (t *tokenizer) within(i, e int) int {
	if e-i <= maxWord {
		return e
	}
	e = i + maxWord
	for !utf8.RuneStart(t.text[e]) && e > i+maxWord-utf8.UTFMax {
		e--
	}
	return e
}

// mark emits the punctuation mark or symbol at i and returns where it ends.
func (t *tokenizer) mark(i, e, limit, n int) int {
	s := t.text[i:e]
	if k := emoticon(s); k > 0 {
		t.emit(i, i+k)
		return i + k
	}
	switch c := s[0]; c {
	case '.', '!', '?', '-', '=', '*', '~', '+', '#', '<', '>':
		j := 1
		for j < len(s) && (s[j] == c || (c == '!' && s[j] == '?') || (c == '?' && s[j] == '!')) {
			j++
		}
		if (c == '#' || c == '+' || c == '.') && j == 1 && len(s) > 1 && wordStart(t.text, i+1) {
			if c == '.' && (asciiClass[s[1]&0x7f] != classDigit || i > 0 && alnumBefore(t.text, i)) {
				break
			}
			if c == '#' && isDigit(s[1]) {
				break
			}
			return t.wordFrom(i, i+1, e, limit) // #tag, +44, .5
		}
		if c == '-' && j == 1 && len(s) > 1 && asciiClass[s[1]&0x7f] == classDigit && s[1] < utf8.RuneSelf && !alnumBefore(t.text, i) && onlyNumber(s[1:]) {
			return t.wordFrom(i, i+1, e, limit) // -5
		}
		t.emit(i, i+j)
		return i + j
	case '@':
		if len(s) > 1 && wordStart(t.text, i+1) && !alnumBefore(t.text, i) {
			return t.wordFrom(i, i+1, e, limit)
		}
	case '\'':
		if len(s) > 1 && s[1] == '\'' {
			// Of three at the end of a quotation, the first closes one within it.
			k := 2
			if len(s) > 2 && s[2] == '\'' && i > 0 && around(t.text[:i], true) != sideSpace {
				k = 1
			}
			t.emit(i, i+k)
			return i + k
		}
		if k := clipped(s, 1); k > 0 && !alnumBefore(t.text, i) {
			t.emit(i, i+k)
			return i + k
		}
		if k := clitic(s); k > 0 && alnumBefore(t.text, i) {
			t.emit(i, i+k)
			return i + k
		}
	case '`':
		if len(s) > 1 && s[1] == '`' {
			t.emit(i, i+2)
			return i + 2
		}
	case '$', 0xc2, 0xe2: // $, £, €
		if strings.HasPrefix(s, "’’") || strings.HasPrefix(s, "‘‘") {
			k := 2 * len("’")
			t.emit(i, i+k)
			return i + k
		}
		if strings.HasPrefix(s, "’") || strings.HasPrefix(s, "‘") {
			if k := clipped(s, len("’")); k > 0 && !alnumBefore(t.text, i) {
				t.emit(i, i+k)
				return i + k
			}
			if k := clitic(s); k > 0 && alnumBefore(t.text, i) {
				t.emit(i, i+k)
				return i + k
			}
		}
	}
	// A run of one symbol beyond ASCII (emoji with their modifiers) stays whole.
	if s[0] >= utf8.RuneSelf {
		if c, _ := class(t.text, i); c == classOther {
			j := i + n
			for j < e {
				c, k := class(t.text, j)
				if r, _ := utf8.DecodeRuneInString(t.text[j:]); c == classIgnorable || unicode.Is(unicode.Sk, r) {
					j += k
					continue
				}
				break
			}
			t.emit(i, j)
			return j
		}
		if strings.HasPrefix(s, "…") || strings.HasPrefix(s, "—") {
			k := len("…")
			j := k
			for strings.HasPrefix(s[j:], s[:k]) {
				j += k
			}
			t.emit(i, i+j)
			return i + j
		}
	}
	t.emit(i, i+n)
	return i + n
}

func wordStart(text string, i int) bool {
	c, _ := class(text, i)
	return c == classLetter || c == classDigit
}

func alnumBefore(text string, i int) bool {
	if i == 0 {
		return false
	}
	r, n := utf8.DecodeLastRuneInString(text[:i])
	c, _ := class(text, i-n)
	return c == classLetter || c == classDigit || r == ']' || r == ')'
}

// onlyNumber reports whether s is a plain number, up to punctuation at its end.
func onlyNumber(s string) bool {
	s = strings.TrimRight(s, ".,;:!?)%")
	return s != "" && strings.Trim(s, "0123456789.,") == ""
}

// wordFrom emits the tokens of the word that starts at i, and whose first
// letter stands at j, after a mark that belongs to it (or at i if there is
// none). It returns where the word ends.
func (t *tokenizer) wordFrom(i, j, e, limit int) int {
	s := t.text[i:e]
	if k := address(s); k > 0 {
		t.emit(i, i+k)
		return i + k
	}
	if k := numeric(s); k > 0 {
		if u := unit(s[k:]); u > 0 {
			t.emit(i, i+k)
			t.emit(i+k, i+k+u)
			return i + k + u
		}
	}
	// The longest run of letters, digits and what may stand between them.
	for j < e {
		c, n := class(t.text, j)
		if c == classLetter || c == classDigit || c == classIgnorable {
			j += n
			continue
		}
		if k := t.joins(i, j, n, e); k > 0 {
			j += k
			continue
		}
		break
	}
	if j < e && t.text[j] == '.' && t.abbreviation(i, j, e, limit) {
		j++
	}
	t.split(i, j)
	return j
}

// joins returns the number of bytes of the character at j if it stands within
// a word begun at i (the point in "U.S", the comma in "1,000", the hyphen in
// "e-mail"), and 0 otherwise.
func (t *tokenizer) joins(i, j, n, e int) int {
	text := t.text
	if j+n >= e {
		return 0
	}
	next, _ := class(text, j+n)
	prevDigit := isDigit(text[j-1])
	nextDigit := text[j+n] < utf8.RuneSelf && isDigit(text[j+n])
	alnum := next == classLetter || next == classDigit
	switch text[j] {
	case '.':
		if prevDigit && nextDigit {
			return 1
		}
		if next == classLetter && !missingSpace(text[i:j], text[j+1:e]) {
			return 1
		}
	case ',':
		if prevDigit && nextDigit && j+4 <= e && digits(text[j+1:e]) == 3 {
			return 1
		}
	case ':':
		if prevDigit && nextDigit {
			return 1
		}
	case '\'', 0xe2:
		if (text[j] == '\'' || strings.HasPrefix(text[j:], "’")) && alnum && !(prevDigit && nextDigit) {
			return n
		}
	case '&':
		if alnum && j-i <= 3 && e-j <= 5 || alnum && upper(text[i:j]) {
			return 1
		}
	case '/':
		if alnum && slashed(text[i:e], j-i) {
			return 1
		}
	case '-':
		if alnum && hyphenated(text[i:e], j-i) {
			return 1
		}
	case '@':
		if alnum {
			return 1
		}
	}
	return 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// digits returns the length of the run of ASCII digits that s starts with.
func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}

func upper(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

// missingSpace reports whether a point between left and right ends a sentence
// whose following space was lost ("gone.The").
func missingSpace(left, right string) bool {
	if len(left) < 3 || len(right) < 2 {
		return false
	}
	return lowerASCII(left[len(left)-1]) && lowerASCII(left[len(left)-2]) && !strings.Contains(left, ".") &&
		'A' <= right[0] && right[0] <= 'Z' && (lowerASCII(right[1]) || right[1] == '\'')
}

func lowerASCII(c byte) bool { return 'a' <= c && c <= 'z' }

// slashed reports whether the slash at s[j] stands within a token: dates and
// fractions (9/11, 1/2), and a few fixed forms.
func slashed(s string, j int) bool {
	if digits(s[:j]) == j && j+1 < len(s) && isDigit(s[j+1]) {
		return true
	}
	if k := strings.LastIndexByte(s[:j], '/'); k > 0 && digits(s[k+1:j]) == j-k-1 && isDigit(s[j+1]) && isDigit(s[0]) {
		return true
	}
	var buf [8]byte
	switch string(lowerShort(&buf, strings.TrimRight(s, ".,;:!?)\"'"))) {
	case "w/o", "s/he", "l/c", "i/c", "n/a", "a/c":
		return true
	}
	return false
}

// affixes are the prefixes that keep their hyphen in the English treebanks.
var affixes = map[string]bool{"non": true, "e": true, "mid": true, "re": true, "co": true, "anti": true, "pre": true,
	"pro": true, "cross": true, "post": true, "over": true, "sub": true, "semi": true, "counter": true, "ex": true,
	"multi": true, "mini": true, "inter": true, "socio": true, "neo": true, "intra": true, "ultra": true, "under": true,
	"trans": true, "pan": true, "un": true, "de": true, "micro": true, "bi": true, "extra": true, "pseudo": true, "quasi": true}

// hyphenated reports whether the hyphen at s[j] stands within a token.
func hyphenated(s string, j int) bool {
	left, right := s[:j], s[j+1:]
	var buf [8]byte
	if affixes[string(lowerShort(&buf, left))] {
		return true
	}
	// Telephone numbers and the like: 713-853-3989, 555-0142, 11-20-2000.
	if digits(left) >= 1 && isDigit(right[0]) {
		n := digits(right)
		if n == 4 && digits(left[max(0, j-3):]) == 3 && (j == 3 || left[j-4] == '-') {
			return true
		}
		if n == 4 && j == 5 && digits(left) == 5 { // a postal code
			return true
		}
		if digits(left) == j && n < len(right) && right[n] == '-' && n+1 < len(right) && isDigit(right[n+1]) {
			return true
		}
		if strings.Contains(left, "-") {
			return true
		}
	}
	// Two-part given names: Wai-ching, Jong-un.
	if len(left) <= 5 && left[0] >= 'A' && left[0] <= 'Z' && lowerASCII(right[0]) && givenName(left, right) {
		return true
	}
	return false
}

// givenName reports whether left-right looks like a two-part Chinese or Korean
// given name.
func givenName(left, right string) bool {
	n := 0
	for n < len(right) && lowerASCII(right[n]) {
		n++
	}
	if n == 0 || n > 6 {
		return false
	}
	var buf [8]byte
	return syllables[string(lowerShort(&buf, left))] && syllables[right[:n]]
}

// address returns the length of the web or mail address that s starts with.
func address(s string) int {
	n := 0
	switch {
	case prefixFold(s, "http://"), prefixFold(s, "https://"), prefixFold(s, "www."), prefixFold(s, "ftp://"), prefixFold(s, "mailto:"):
		n = len(s)
	default:
		at := strings.IndexByte(s, '@')
		if at <= 0 || !strings.Contains(s[at:], ".") {
			return 0
		}
		for i := 0; i < at; i++ {
			if c := s[i]; asciiClass[c&0x7f] != classLetter && !isDigit(c) && !strings.ContainsRune(".-+%_:", rune(c)) {
				return 0
			}
		}
		n = at + 1
		for n < len(s) && (s[n] < utf8.RuneSelf && (asciiClass[s[n]] == classLetter || isDigit(s[n])) || s[n] == '.' || s[n] == '-') {
			n++
		}
	}
	if k := strings.IndexAny(s[:n], "\"<>”“"); k > 0 {
		n = k
	}
	for n > 0 && strings.ContainsRune(".,;:!?)]'*", rune(s[n-1])) {
		if s[n-1] == ')' && strings.Contains(s[:n-1], "(") {
			break
		}
		n--
	}
	if k := strings.Index(s[:n], "’"); k > 0 && k+len("’") >= n {
		n = k
	}
	return n
}

func prefixFold(s, prefix string) bool {
	return len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// numeric returns the length of the number that s starts with.
func numeric(s string) int {
	n := digits(s)
	if n == 0 {
		return 0
	}
	for n+1 < len(s) && (s[n] == '.' || s[n] == ',' || s[n] == ':') && isDigit(s[n+1]) {
		n += 1 + digits(s[n+1:])
	}
	return n
}

// unit returns the length of the unit of measurement that s starts with, when
// it is glued to the number before it ("5km", "7pm", "2.5bn").
func unit(s string) int {
	n := 0
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if n < len(s) {
		if c, _ := class(s, n); c == classLetter || c == classDigit {
			return 0
		}
	}
	if n == 0 || n > 7 {
		return 0
	}
	switch s[:n] {
	case "a", "p":
		if n+3 <= len(s) && s[n] == '.' && s[n+1]|0x20 == 'm' && s[n+2] == '.' {
			return n + 3
		}
		return 0
	case "am", "pm", "AM", "PM", "km", "cm", "mm", "kg", "g", "mg", "ft", "lb", "lbs", "oz", "mph", "kph", "kmh", "k", "K", "m", "M", "bn", "b", "B", "tn", "trn", "x", "kb", "KB", "mb", "MB", "GB", "TB",
		"MW", "GW", "kW", "kWh", "Hz", "GHz", "MHz", "hh", "mins", "min", "hrs", "hr", "sq", "C", "F", "percent", "yr", "yrs", "ml", "l", "ha", "pc":
		return n
	}
	return 0
}

// clipped returns the length of a word that starts with an apostrophe of q
// bytes ('em, '90s, 'til), or 0.
func clipped(s string, q int) int {
	rest := s[q:]
	if n := digits(rest); n == 2 {
		if len(rest) > 2 && rest[2] == 's' {
			n++
		}
		if n == len(rest) || !wordStart(rest, n) {
			return q + n
		}
	}
	n := 0
	for n < len(rest) && lowerASCII(rest[n]) {
		n++
	}
	switch rest[:n] {
	case "em", "til", "n", "tis", "twas", "cause", "bout":
		if n == len(rest) || rest[n] != '\'' || n == 1 {
			return q + n
		}
	}
	return 0
}

// clitic returns the length of the clitic with its apostrophe that s starts
// with ('s, 'll), if nothing of the word follows it.
func clitic(s string) int {
	q := 1
	if s[0] != '\'' {
		q = len("’")
	}
	n := q
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if n < len(s) {
		if c, _ := class(s, n); c == classDigit || c == classLetter {
			return 0
		}
	}
	if isClitic(s[q:n]) {
		return n
	}
	return 0
}

func isClitic(s string) bool {
	switch s {
	case "s", "S", "re", "RE", "ve", "VE", "ll", "LL", "d", "D", "m", "M":
		return true
	}
	return false
}

// split emits text[i:j], a word, less its clitics.
func (t *tokenizer) split(i, j int) {
	w := t.text[i:j]
	if k := lastApostrophe(w); k > 0 {
		q := 1
		if w[k] != '\'' {
			q = len("’")
		}
		tail := w[k+q:]
		switch {
		case isClitic(tail):
			t.split(i, i+k)
			t.emit(i+k, j)
			return
		case (tail == "t" || tail == "T") && k > 1 && w[k-1]|0x20 == 'n':
			t.split(i, i+k-1)
			t.emit(i+k-1, j)
			return
		}
	}
	if k := contracted(w); k > 0 {
		t.emit(i, i+k)
		t.emit(i+k, j)
		return
	}
	t.emit(i, j)
}

func lastApostrophe(w string) int {
	k := strings.LastIndexByte(w, '\'')
	if k < 0 {
		k = strings.LastIndex(w, "’")
	}
	return k
}

// contracted returns where a word written as one falls into two, or 0.
func contracted(w string) int {
	if len(w) < 4 || len(w) > 8 {
		return 0
	}
	var buf [8]byte
	switch string(lowerShort(&buf, w)) {
	case "cannot", "gonna", "gotta", "gimme", "lemme":
		return 3
	case "wanna", "wana":
		return 3
	case "outta", "sorta", "kinda":
		return len(w) - 2 + b2i(w[len(w)-2] != 't')
	case "dont", "cant", "didnt", "doesnt", "couldnt", "wouldnt", "shouldnt", "isnt", "wasnt", "arent", "werent", "hasnt", "havent", "hadnt", "aint":
		return len(w) - 2
	case "thats", "whats", "theres", "heres":
		return len(w) - 1
	case "theyre", "youre", "youve":
		return len(w) - 2
	}
	return 0
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// abbreviation reports whether the point at j, after the word text[i:j],
// belongs to the word. The paragraph ends at limit.
func (t *tokenizer) abbreviation(i, j, e, limit int) bool {
	w := t.text[i:j]
	k := strings.LastIndexByte(w, '.')
	dotted := k >= 0 && len(w)-k-1 <= 2 && k <= 6 && !isDigit(w[0]) // U.S., p.m., e.g.
	kind := abbreviations.kind(w)
	if j+1 < e { // something other than white space follows
		switch c := t.text[j+1]; {
		case c == '.': // an ellipsis, but for a doubled point after an abbreviation
			doubled := j+2 >= e || t.text[j+2] != '.'
			return doubled && (dotted || kind == abbrFinal)
		case isDigit(c) || c == '-':
			return dotted || kind != 0 || len(w) == 1 && upper(w)
		}
	}
	next := following(t.text, j+1, limit)
	if k >= 0 {
		return dotted || kind != 0
	}
	if len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z' {
		return w[0] != 'I' && next != nextEnd || next == nextLower
	}
	switch kind {
	case abbrTitle:
		return next != nextEnd
	case abbrFinal:
		return true
	case abbrNumber:
		return next == nextDigit
	case abbrCapital:
		return w[0] >= 'A' && w[0] <= 'Z' && next != nextEnd && (next != nextUpper || abbrev3(w))
	}
	return false
}

// abbrev3 tells the calendar's unmistakable abbreviations from those that are
// words as well (Sun, Mar).
func abbrev3(w string) bool {
	switch w {
	case "Sun", "Sat", "Mar", "Wed", "Mon", "Dec":
		return false
	}
	return true
}

// What stands after a point.
type next uint8

const (
	nextEnd next = iota // the end of the paragraph, or a closing mark and then the end
	nextLower
	nextUpper
	nextDigit
	nextOther
)

// following returns what comes after position i, white space left out.
func following(text string, i, limit int) next {
	for i < limit {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r) || ignorable(r) || r == '"' || r == '”' || r == '\'' || r == '’' || r == ')':
			i += n
		case unicode.IsLower(r) || r == ',' || r == ';' || r == ':':
			return nextLower
		case unicode.IsUpper(r):
			return nextUpper
		case unicode.IsDigit(r):
			return nextDigit
		default:
			return nextOther
		}
	}
	return nextEnd
}

// emoticon returns the length of the emoticon that s starts with.
func emoticon(s string) int {
	if len(s) < 2 || s[0] != ':' && s[0] != ';' && s[0] != '=' {
		return 0
	}
	for _, e := range [...]string{":-)", ":-(", ";-)", ":)", ":(", ";)", "=)", "=(", ":D", ":P", ":/"} {
		if strings.HasPrefix(s, e) && (len(s) == len(e) || asciiClass[s[len(e)]&0x7f] != classLetter && s[len(e)] != '/') {
			return len(e)
		}
	}
	return 0
}
