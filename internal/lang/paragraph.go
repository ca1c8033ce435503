package lang

import (
	"unicode"
	"unicode/utf8"
)

// Paragraphs cuts text into paragraphs. A blank line ends one; so does a
// single line break, unless the lines around it were broken to fit a width.
func Paragraphs(text string) []Span {
	var out []Span
	var block []Span // the lines of the block being read
	flush := func() {
		out = appendBlock(out, text, block)
		block = block[:0]
	}
	for i := 0; i < len(text); {
		j, next := lineEnd(text, i)
		if line := trim(text, Span{i, j}); line.Len() == 0 {
			flush()
		} else {
			block = append(block, line)
		}
		i = next
	}
	flush()
	return out
}

// lineEnd returns where the line that starts at i ends, and where the next one
// starts: after \n, \r\n, \r, or a Unicode line or paragraph separator.
func lineEnd(text string, i int) (end, next int) {
	for ; i < len(text); i++ {
		switch text[i] {
		case '\n', '\v', '\f':
			return i, i + 1
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case 0xe2:
			if i+2 < len(text) && text[i+1] == 0x80 && (text[i+2] == 0xa8 || text[i+2] == 0xa9) {
				return i, i + 3
			}
		}
	}
	return i, i
}

// trim returns s less the white space and ignorable characters at its ends.
func trim(text string, s Span) Span {
	for s.Start < s.End {
		c, n := class(text, s.Start)
		if c != classSpace && c != classIgnorable {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) && !ignorable(r) && (r > ' ' && r != 0x7f) {
			break
		}
		s.End -= n
	}
	return s
}

// appendBlock appends the paragraphs of a block of lines without a blank line
// between them.
func appendBlock(out []Span, text string, lines []Span) []Span {
	if len(lines) == 0 {
		return out
	}
	width := 0
	for _, l := range lines {
		width = max(width, l.Len())
	}
	cur := lines[0]
	for i := 1; i < len(lines); i++ {
		if wrapped(text, lines[i-1], lines[i], width) {
			cur.End = lines[i].End
			continue
		}
		out = append(out, cur)
		cur = lines[i]
	}
	return append(out, cur)
}

// maxWidth is the longest line, in bytes, that is taken for one broken to fit
// a width (mail and terminals break at 65 to 100 columns).
const maxWidth = 110

// wrapped reports whether next only continues line, which was broken to fit
// width bytes.
func wrapped(text string, line, next Span, width int) bool {
	first, _ := utf8.DecodeRuneInString(text[next.Start:])
	if unicode.IsLower(first) {
		return true
	}
	if width > maxWidth || width < 45 || line.Len() < width*3/5 {
		return false
	}
	// The first word of the next line would not have fitted on this one.
	word := 0
	for next.Start+word < next.End && text[next.Start+word] > ' ' {
		word++
	}
	return line.Len()+1+word > width
}
