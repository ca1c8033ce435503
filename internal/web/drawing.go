package web

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A drawing is what charts and graphs are made of: paths, words, and marks that
// lead to the words they stand for. It knows no colours: classes have them.
type drawing struct {
	ID, Class      string
	Title, Summary string // what it shows, in words
	Note           string // under the title, where it stands alone
	Width, Height  px
	Shapes         []shape
	Words          []caption
	Marks          []hotspot
}

// px is a place or length, in the units of the drawing.
type px float64

func (x px) String() string {
	return strconv.FormatFloat(float64(int64(x*10+copySign(.5, x)))/10, 'f', -1, 64)
}

func copySign(x float64, as px) px {
	if as < 0 {
		return px(-x)
	}
	return px(x)
}

// A shape is a path.
type shape struct{ Class, Path string }

// A caption is words at a place. If they were cut short, Full has them all.
type caption struct {
	Class            string
	X, Y             px
	Text, Full, Href string
}

// A hotspot is a place in the drawing that leads to the words it stands for.
type hotspot struct {
	Class, Href, Title string
	X, Y, Width, High  px
	Shapes             []shape
	Words              []caption
}

// pathOf writes the steps of a path: letters, and numbers as px.
func pathOf(steps ...any) string {
	var b strings.Builder
	for _, s := range steps {
		switch s := s.(type) {
		case string:
			b.WriteString(s)
		case px:
			b.WriteByte(' ')
			b.WriteString(s.String())
		}
	}
	return b.String()
}

func straight(x1, y1, x2, y2 px) string { return pathOf("M", x1, y1, "L", x2, y2) }

func circleAt(x, y, r px) string {
	return pathOf("M", x-r, y, "a", r, r, " 0 1 0", 2*r, px(0), "a", r, r, " 0 1 0", -2*r, px(0), "z")
}

// widthOf returns about how wide words are in letters of a size. Nothing is known of
// the reader's fonts: it is rather too much.
func widthOf(s string, size px) px {
	var w px
	for _, r := range s {
		w += letterWidth(r)
	}
	return w * size
}

func letterWidth(r rune) px {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case strings.ContainsRune("iljtf.,:;'’|! ()", r):
		return .34
	case '0' <= r && r <= '9':
		return .64
	case unicode.IsUpper(r), r == 'm', r == 'w', r == '—':
		return .78
	case r >= 0x1100:
		return 1
	}
	return .58
}

// fit cuts words short if they are wider than that.
func fit(s string, width, size px) string {
	room, used, end := width/size-1, px(0), 0 // what is cut ends in one letter more
	for i, r := range s {
		if used += letterWidth(r); used <= room {
			end = i + utf8.RuneLen(r)
		}
		if used*size > width {
			return strings.TrimRight(s[:end], " ,;:") + "…"
		}
	}
	return s
}

// fold breaks words into lines, the last of which is cut short if there are more.
func fold(s string, width, size px, most int) []string {
	var out []string
	now := ""
	words := strings.Fields(s)
	for i, w := range words {
		if now != "" && widthOf(now+" "+w, size) > width {
			if len(out) == most-1 {
				return append(out, fit(now+" "+strings.Join(words[i:], " "), width, size))
			}
			out, now = append(out, fit(now, width, size)), w
			continue
		}
		now = strings.TrimSpace(now + " " + w)
	}
	return append(out, fit(now, width, size))
}

// cutCaption returns words cut to a width; what was cut is kept in full.
func cutCaption(class string, x, y px, text string, width, size px) caption {
	l := caption{Class: class, X: x, Y: y, Text: fit(text, width, size)}
	if l.Text != text {
		l.Full = text
	}
	return l
}

// rebase makes the addresses that lead to pages of this desk lead there from
// anywhere.
func (d *drawing) rebase(base string) {
	full := func(address *string) {
		if strings.HasPrefix(*address, "/") {
			*address = base + *address
		}
	}
	for i := range d.Words {
		full(&d.Words[i].Href)
	}
	for i := range d.Marks {
		full(&d.Marks[i].Href)
	}
}

// mostTitle is how many bytes of a title are shown: a browser shows no more.
const mostTitle = 600

// finish makes all words of a drawing such that it can hold them.
func (d *drawing) finish() *drawing {
	d.Title, d.Summary, d.Note = drawable(d.Title), drawable(d.Summary), drawable(d.Note)
	finishCaptions(d.Words)
	for i := range d.Marks {
		m := &d.Marks[i]
		m.Title = drawable(m.Title)
		if len(m.Title) > mostTitle {
			m.Title = strings.ToValidUTF8(m.Title[:mostTitle], "") + "…"
		}
		finishCaptions(m.Words)
	}
	return d
}

func finishCaptions(captions []caption) {
	for i := range captions {
		captions[i].Text, captions[i].Full = drawable(captions[i].Text), drawable(captions[i].Full)
	}
}

// drawable returns words as a drawing can hold them. What XML can't hold, and what
// would turn letters round, is shown to be there instead.
func drawable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\uFFFE', r == '\uFFFF':
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// drawingStyle is the style of drawings, which one that stands alone carries along.
var drawingStyle = func() template.CSS {
	b, err := static.ReadFile("static/drawing.css")
	if err != nil {
		panic(err) // embedded
	}
	return template.CSS(b)
}()

// drawingPolicy is what a drawing that stands alone may load: its own style, and
// nothing else.
var drawingPolicy = func() string {
	sum := sha256.Sum256([]byte(drawingStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; frame-ancestors 'none'"
}()

// Style is drawingStyle.
func (d *drawing) Style() template.CSS { return drawingStyle }

// What a drawing that stands alone has around it.
const (
	fileMargin = 24
	fileHead   = 64
	fileFoot   = 36
)

// Outer returns the size of a drawing that stands alone.
func (d *drawing) Outer() struct{ Width, High, Foot px } {
	high := d.Height + fileHead + fileFoot
	return struct{ Width, High, Foot px }{d.Width + 2*fileMargin, high, high - 14}
}

// writeFile writes a drawing as a file of its own.
func (d *drawing) writeFile(w io.Writer) error {
	return pages["question"].ExecuteTemplate(w, "drawing-file", d)
}
