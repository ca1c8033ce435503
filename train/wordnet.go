package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// condenseWordNet reads a WordNet 3 database (Debian's package wordnet-base
// has it under /usr/share/wordnet) and returns what the reader uses of it as
// gzipped text, one entry a line:
//
//	claim n10,07 v32,33     the lemma's parts of speech, with the lexicographer files of its first senses
//	=New York n15           a name as it is written
//	!went v go              an irregular form, its part of speech and its lemma
func condenseWordNet(dir string) ([]byte, error) {
	lemmas := map[string][]string{}
	names := map[string]string{}
	var irregular []string
	for _, pos := range []struct{ file, code string }{{"noun", "n"}, {"verb", "v"}, {"adj", "a"}, {"adv", "r"}} {
		file := map[string]string{} // offset of a synset -> lexicographer file
		instances := map[string]bool{}
		err := eachLine(filepath.Join(dir, "data."+pos.file), func(l string) {
			f := strings.Fields(l)
			file[f[0]] = f[1]
			if !strings.Contains(l, " @i ") {
				return
			}
			instances[f[0]] = true
			var n int
			fmt.Sscanf(f[3], "%x", &n)
			for i := range n {
				name := strings.ReplaceAll(f[4+2*i], "_", " ")
				if name[0] >= 'A' && name[0] <= 'Z' && names[name] == "" {
					names[name] = pos.code + f[1]
				}
			}
		})
		if err != nil {
			return nil, err
		}
		err = eachLine(filepath.Join(dir, "index."+pos.file), func(l string) {
			f := strings.Fields(l)
			word := f[0]
			if strings.Contains(word, "_") || len(word) < 2 {
				return
			}
			var senses []string
			var n, p int
			fmt.Sscan(f[2], &n)
			fmt.Sscan(f[3], &p)
			for _, off := range f[6+p:] {
				// Names are kept apart, and say nothing of the word as a common noun.
				if len(senses) < 3 && !instances[off] {
					senses = append(senses, file[off])
				}
			}
			if len(senses) == 0 {
				return
			}
			entry := pos.code
			if pos.code == "n" || pos.code == "v" {
				entry += strings.Join(senses, ",")
			}
			lemmas[word] = append(lemmas[word], entry)
		})
		if err != nil {
			return nil, err
		}
		err = eachLine(filepath.Join(dir, pos.file+".exc"), func(l string) {
			f := strings.Fields(l)
			if !strings.Contains(l, "_") && f[0] != f[1] {
				irregular = append(irregular, fmt.Sprintf("!%s %s %s", f[0], pos.code, f[1]))
			}
		})
		if err != nil {
			return nil, err
		}
	}
	var lines []string
	for w, e := range lemmas {
		lines = append(lines, w+" "+strings.Join(e, " "))
	}
	for n, code := range names {
		lines = append(lines, "="+n+"\t"+code)
	}
	lines = append(lines, irregular...)
	slices.Sort(lines)
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	for _, l := range lines {
		fmt.Fprintln(z, l)
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// eachLine calls f with every line of a WordNet file but its licence, which
// stands indented at the head.
func eachLine(path string, f func(string)) error {
	r, err := os.Open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		if l := sc.Text(); l != "" && l[0] != ' ' {
			f(l)
		}
	}
	return sc.Err()
}
