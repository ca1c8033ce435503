package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// A word is set out whole where a line has room for it.
type word struct {
	text  string
	style style
	width int  // in cells of the terminal
	glued bool // it stands on the line of the word before
}

// words cuts s into words, made harmless.
func words(s string, st style) []word {
	var out []word
	for _, w := range strings.FieldsFunc(s, breakable) {
		if w = visible(w); w != "" {
			out = append(out, word{text: w, style: st, width: displaywidth.String(w)})
		}
	}
	return out
}

// breakable reports whether a line may be broken at r: white space, but for
// the spaces that are meant to hold words together.
func breakable(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' && r != '\u2007'
}

// visible returns s such that it can do a terminal no harm: control characters
// are shown as pictures of themselves, and what is not seen but moves other
// text about is left out.
func visible(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return shown(r) != r || r == utf8.RuneError }) < 0 {
		return s
	}
	return strings.Map(shown, s)
}

// shown returns what stands for r on a terminal; -1 for nothing.
func shown(r rune) rune {
	switch {
	case r < 0x20:
		return '\u2400' + r
	case r == 0x7f:
		return '\u2421'
	case r >= 0x80 && r < 0xa0, r == '\u2028', r == '\u2029':
		return utf8.RuneError
	case r == '\u200d', r == '\u200c', r >= 0xe0000: // these join and vary what is seen
		return r
	case unicode.Is(unicode.Cf, r): // bidi controls, zero-width spaces, soft hyphens
		return -1
	}
	return r
}

// wrap sets words out in lines of at most width cells. A word that is wider
// than a line is broken between characters as a reader sees them.
func wrap(words []word, width int) [][]word {
	var lines [][]word
	var line []word
	used := 0
	put := func(w word, need int) {
		if len(line) > 0 && used+1+need > width {
			lines = append(lines, line)
			line, used = nil, 0
		}
		if len(line) > 0 {
			used++
		}
		line = append(line, w)
		used += w.width
	}
	for i, w := range words {
		if w.width <= width {
			put(w, needed(words[i:], width))
			continue
		}
		for _, part := range breakWord(w, width) {
			put(part, part.width)
		}
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

// needed returns the cells that the first of words takes, with those glued to
// it if a line can hold them all.
func needed(words []word, width int) int {
	n := words[0].width
	for _, w := range words[1:] {
		if !w.glued {
			break
		}
		n += 1 + w.width
	}
	if n > width {
		return words[0].width
	}
	return n
}

// breakWord cuts a word into parts of at most width cells.
func breakWord(w word, width int) []word {
	var out []word
	part := word{style: w.style}
	for g := displaywidth.StringGraphemes(w.text); g.Next(); {
		if part.text != "" && part.width+g.Width() > width {
			out = append(out, part)
			part = word{style: w.style}
		}
		part.text += g.Value()
		part.width += g.Width()
	}
	return append(out, part)
}

// writeLine writes words with a space between them, those of one style in one
// run.
func writeLine(b sink, line []word, colour bool) {
	for i := 0; i < len(line); {
		if i > 0 {
			b.WriteByte(' ')
		}
		st := line[i].style
		st.begin(b, colour)
		for first := i; i < len(line) && line[i].style == st; i++ {
			if i > first {
				b.WriteByte(' ')
			}
			b.WriteString(line[i].text)
		}
		st.end(b, colour)
	}
}

// A style is what a terminal's "select graphic rendition" sequence sets.
type style string

// Only the terminal's own colours are used, and none for the words that are to
// be read, so that it stays legible on light and on dark.
const (
	unstyled    style = ""
	strong      style = "1"
	faint       style = "2"
	styleDirect style = "32" // green
	styleMixed  style = "35" // magenta
	styleOther  style = "36" // cyan
	styleAlert  style = "33" // yellow
	styleHedge  style = "4"  // underlined
)

func (s style) begin(b sink, colour bool) {
	if colour && s != unstyled {
		b.WriteString("\x1b[" + string(s) + "m")
	}
}

func (s style) end(b sink, colour bool) {
	if colour && s != unstyled {
		b.WriteString("\x1b[0m")
	}
}
