package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// A goldWord is one word of a CoNLL-U file. The order of its fields is the
// file's own.
type goldWord struct {
	form, lemma string
	upos        lang.UPOS
	xpos        lang.XPOS
	head        int // index within the sentence, -1 for the root
	rel         lang.Rel
	misc        string
	space       bool // white space follows
	mwt         string
	part        int // 0 outside multiword tokens, else 1, 2, … within one
	parts       int // words of the multiword token it stands in
}

// A goldSentence is one sentence of a treebank.
type goldSentence struct {
	doc   string // genre or document name
	id    string
	text  string
	par   bool // a paragraph starts here
	newdc bool // a document starts here
	words []goldWord
}

// readCoNLLU reads the sentences of a CoNLL-U file, gzipped if its name ends
// in .gz. Empty nodes are left out; multiword tokens are kept as marks on
// their words.
func readCoNLLU(path string) ([]goldSentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	var out []goldSentence
	var cur goldSentence
	doc := ""
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<24)
	mwtLast, mwtFirst, mwt, mwtSpace := 0, 0, "", true
	for line := 1; sc.Scan(); line++ {
		l := sc.Text()
		switch {
		case l == "":
			if len(cur.words) > 0 {
				cur.doc = doc
				out = append(out, cur)
			}
			cur = goldSentence{}
			mwtLast = 0
		case l[0] == '#':
			k, v, _ := strings.Cut(l[1:], "=")
			switch k, v = strings.TrimSpace(k), strings.TrimSpace(v); {
			case k == "newdoc id":
				doc, cur.par, cur.newdc = v, true, true
			case strings.HasPrefix(k, "newdoc"), k == "newpar", strings.HasPrefix(k, "newpar id"):
				cur.par = true
			case k == "sent_id":
				cur.id = v
			case k == "text":
				cur.text = v
			}
		default:
			c := strings.Split(l, "\t")
			if len(c) != 10 {
				return nil, fmt.Errorf("%s:%d: %d columns, want 10", path, line, len(c))
			}
			if strings.Contains(c[0], ".") {
				continue
			}
			if a, b, ok := strings.Cut(c[0], "-"); ok {
				mwtFirst, _ = strconv.Atoi(a)
				mwtLast, _ = strconv.Atoi(b)
				mwt, mwtSpace = c[1], !strings.Contains(c[9], "SpaceAfter=No")
				continue
			}
			w := goldWord{form: c[1], lemma: c[2], misc: c[9], space: !strings.Contains(c[9], "SpaceAfter=No")}
			var ok bool
			if w.upos, ok = lang.ParseUPOS(c[3]); !ok {
				return nil, fmt.Errorf("%s:%d: unknown UPOS %q", path, line, c[3])
			}
			if w.xpos, ok = lang.ParseXPOS(c[4]); !ok {
				return nil, fmt.Errorf("%s:%d: unknown XPOS %q", path, line, c[4])
			}
			if w.rel, ok = lang.ParseRel(c[7]); !ok {
				return nil, fmt.Errorf("%s:%d: unknown relation %q", path, line, c[7])
			}
			h, err := strconv.Atoi(c[6])
			if err != nil {
				return nil, fmt.Errorf("%s:%d: head %q is no number", path, line, c[6])
			}
			w.head = h - 1
			if n := len(cur.words) + 1; n <= mwtLast {
				w.mwt, w.part, w.parts = mwt, n-mwtFirst+1, mwtLast-mwtFirst+1
				w.space = n == mwtLast && mwtSpace
			}
			cur.words = append(cur.words, w)
		}
	}
	return out, sc.Err()
}
