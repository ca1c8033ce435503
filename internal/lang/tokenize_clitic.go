package lang

import "strings"

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
