package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// nameScore counts names by kind: those that are there, those found, those right.
type nameScore [lang.NumNameKind]struct{ gold, found, right int }

// add counts the names of one text.
func (s *nameScore) add(gold, found map[lang.Span]lang.NameKind) {
	for span, k := range gold {
		s[k].gold++
		if f, ok := found[span]; ok && f == k {
			s[k].right++
		}
	}
	for _, k := range found {
		s[k].found++
	}
}

// print prints precision, recall and F1 by kind and of all.
func (s *nameScore) print(out io.Writer) {
	var all struct{ gold, found, right int }
	line := func(name string, gold, found, right int) {
		f1 := 200 * float64(right) / float64(max(1, gold+found))
		fmt.Fprintf(out, "%-8s P %5.1f  R %5.1f  F1 %5.1f  (%d names)\n", name, 100*float64(right)/float64(max(1, found)), 100*float64(right)/float64(max(1, gold)), f1, gold)
	}
	for k := range s {
		line(lang.NameKind(k).String(), s[k].gold, s[k].found, s[k].right)
		all.gold += s[k].gold
		all.found += s[k].found
		all.right += s[k].right
	}
	line("all", all.gold, all.found, all.right)
}

// spansOf returns the names of d as spans of its text.
func spansOf(d *lang.Document, names []lang.Name) map[lang.Span]lang.NameKind {
	m := map[lang.Span]lang.NameKind{}
	for _, n := range names {
		m[d.Span(n.First, n.Last)] = n.Kind
	}
	return m
}

// scoreNames prints how well the reader finds the names of a treebank with
// entities (GUM), given its tokens.
func scoreNames(out io.Writer, weightsDir, path string) error {
	r, err := loadReader(weightsDir)
	if err != nil {
		return err
	}
	bank, err := readTreebank(path)
	if err != nil {
		return err
	}
	var s nameScore
	for k, d := range bank.docs {
		gold := spansOf(d, goldNames(d, bank.gold[k]))
		r.Analyse(d)
		s.add(gold, spansOf(d, d.Names))
	}
	s.print(out)
	return nil
}

// A checkedText is a range of a text whose names were all marked by hand.
type checkedText struct {
	lang.Span
	names map[lang.Span]lang.NameKind
}

// scoreCheckedNames prints how well the reader finds the names that were
// marked by hand in stories of dir, from their raw text.
func scoreCheckedNames(out io.Writer, weightsDir, checked, dir string) error {
	r, err := loadReader(weightsDir)
	if err != nil {
		return err
	}
	texts, err := readChecked(checked)
	if err != nil {
		return err
	}
	var s nameScore
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(b)
		c, ok := texts[hex.EncodeToString(sum[:])]
		if !ok {
			return nil
		}
		delete(texts, hex.EncodeToString(sum[:]))
		d := r.Read(string(b))
		found := spansOf(d, d.Names)
		for span := range found {
			if !c.Contains(span) {
				delete(found, span)
			}
		}
		s.add(c.names, found)
		return nil
	})
	if err != nil {
		return err
	}
	if len(texts) > 0 {
		return fmt.Errorf("%s has none of %d texts of %s", dir, len(texts), checked)
	}
	s.print(out)
	return nil
}

// readChecked reads names marked by hand: "file SHA-256 START END", then
// "START END KIND" for every name between them.
func readChecked(path string) (map[string]*checkedText, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string]*checkedText{}
	var cur *checkedText
	sc := bufio.NewScanner(f)
	for line := 1; sc.Scan(); line++ {
		l := sc.Text()
		if l == "" || l[0] == '#' {
			continue
		}
		var sum, kind string
		var span lang.Span
		if strings.HasPrefix(l, "file ") {
			if _, err := fmt.Sscanf(l, "file %s %d %d", &sum, &span.Start, &span.End); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, line, err)
			}
			cur = &checkedText{span, map[lang.Span]lang.NameKind{}}
			out[sum] = cur
			continue
		}
		if _, err := fmt.Sscanf(l, "%d %d %s", &span.Start, &span.End, &kind); err != nil || cur == nil {
			return nil, fmt.Errorf("%s:%d: malformed line", path, line)
		}
		k, ok := lang.ParseNameKind(kind)
		if !ok {
			return nil, fmt.Errorf("%s:%d: there is no kind %q", path, line, kind)
		}
		cur.names[span] = k
	}
	return out, sc.Err()
}
