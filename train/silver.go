package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// A silverToken is one token of a story as CoreNLP read it.
type silverToken struct {
	word       string
	start, end int // in characters of the text
	xpos       lang.XPOS
	ner        string
}

// A silverDoc is a story as CoreNLP read it: sentences of tokens.
type silverDoc struct {
	file  string
	sents [][]silverToken
}

// readSilver reads a file of stories tagged by CoreNLP.
func readSilver(path string) ([]silverDoc, error) {
	lines, err := readLines(path)
	if err != nil {
		return nil, err
	}
	var out []silverDoc
	var sent []silverToken
	flush := func() {
		if len(sent) > 0 {
			d := &out[len(out)-1]
			d.sents = append(d.sents, sent)
			sent = nil
		}
	}
	for _, l := range lines {
		switch {
		case l == "":
			flush()
		case strings.HasPrefix(l, "# text "):
			flush()
			out = append(out, silverDoc{file: l[len("# text "):]})
		default:
			c := strings.Split(l, "\t")
			if len(c) < 9 || len(out) == 0 {
				return nil, fmt.Errorf("%s: malformed line %q", path, l)
			}
			t := silverToken{word: c[1], ner: c[6]}
			t.start, _ = strconv.Atoi(c[3])
			t.end, _ = strconv.Atoi(c[4])
			x, ok := lang.ParseXPOS(c[5])
			if !ok {
				x = lang.FW
			}
			t.xpos = x
			sent = append(sent, t)
		}
	}
	flush()
	return out, nil
}
