package store

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// A copier copies a world: under other names, and some days later.
type copier struct {
	*world
	k     int
	later time.Duration
	salt  int64
	other [26]byte        // for each letter of a name
	ids   map[int64]int64 // what members and stories are called in the copy
}

func (w *world) copy(t testing.TB, db *DB, k, n int) {
	c := &copier{world: w, k: k, later: time.Duration(k) * 24 * time.Hour, salt: hashOfAll("salt", k), ids: map[int64]int64{}}
	r := rand.New(rand.NewPCG(uint64(k), 2))
	for _, letters := range []string{"aeiou", "bcdfghjklmnpqrstvwxyz"} {
		for i, j := range r.Perm(len(letters)) {
			c.other[letters[i]-'a'] = letters[j]
		}
	}
	var copies []*telling
	for some := range slices.Chunk(w.stories[:n], 100) {
		err := db.write(t.Context(), func(tx *sql.Tx) error {
			for _, s := range some {
				s, err := c.telling(s)
				if err != nil {
					return err
				}
				copies = append(copies, s)
				if err := enterAll(t.Context(), db, tx, s); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	err := db.write(t.Context(), func(tx *sql.Tx) error {
		to, err := db.newComparison(t.Context(), tx)
		if err != nil {
			return err
		}
		return c.found(to, copies)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// namesOf returns the words that are names: they have a capital within sentences
// and are never without. Days, months and the outlets are what they are everywhere.
func namesOf(stories []*telling) map[string]bool {
	names, plain := map[string]bool{}, map[string]bool{}
	for m := range 12 {
		plain[strings.ToLower(time.Month(m+1).String())] = true
		plain[strings.ToLower(time.Weekday(m%7).String())] = true
	}
	for _, s := range stories {
		for _, word := range strings.Fields(s.digest.Outlet) {
			plain[strings.ToLower(word)] = true
		}
		before := ""
		for word := range strings.FieldsSeq(s.records[len(s.records)-1].Text) {
			bare := strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
			first, _ := utf8.DecodeRuneInString(bare)
			switch {
			case unicode.IsLower(first):
				plain[strings.ToLower(bare)] = true
			case before != "" && strings.ContainsAny(before[len(before)-1:], "abcdefghijklmnopqrstuvwxyz") && strings.HasPrefix(word, bare):
				names[strings.ToLower(strings.TrimSuffix(bare, "’s"))] = true
			}
			before = word
		}
	}
	for word := range plain {
		delete(names, word)
	}
	return names
}

// renamed returns s, or JSON with s in it, with the letters of names turned into
// others. Its length is the same.
func (c *copier) renamed(s string) string {
	out := []byte(s)
	word := -1
	for i, r := range s + " " {
		switch {
		case unicode.IsLetter(r) && (i == 0 || s[i-1] != '\\'): // the n of "\n" is no letter
			if word < 0 {
				word = i
			}
		case word >= 0:
			c.rename(out[word:i])
			word = -1
		}
	}
	return string(out)
}

func (c *copier) rename(word []byte) {
	if !c.names[strings.ToLower(string(word))] {
		return
	}
	for i, b := range word {
		switch {
		case b >= 'a' && b <= 'z':
			word[i] = c.other[b-'a']
		case b >= 'A' && b <= 'Z':
			word[i] = c.other[b-'A'] - 'a' + 'A'
		}
	}
}

// telling returns the copy of a story.
func (c *copier) telling(s *telling) (*telling, error) {
	out := &telling{}
	for _, r := range s.records {
		out.records = append(out.records, c.record(r))
	}
	last := out.records[len(out.records)-1]
	b, err := json.Marshal(finite(s.digest))
	if err != nil {
		return nil, err
	}
	d := &compare.Digest{}
	if err := json.Unmarshal([]byte(c.renamed(string(b))), d); err != nil {
		return nil, err
	}
	d.Story, d.Revision, d.URL, d.Published = storyID("url:"+NormalURL(last.URL)), len(out.records), last.URL, last.Published
	for _, hashes := range [][]uint64{d.Sketch.Mins, d.Sketch.Samples} { // of words that are others now
		for i := range hashes {
			hashes[i] ^= uint64(c.salt)
		}
	}
	out.digest = d
	c.ids[short(s.digest.Story)] = short(d.Story)
	was, is := anchors(s.digest), anchors(d)
	for i := range was {
		c.ids[was[i]] = is[i]
	}
	return out, nil
}

// finite returns a digest that JSON can hold.
func finite(d *compare.Digest) json.RawMessage {
	kept, _, err := digestBytes(d)
	if err != nil {
		panic(err)
	}
	b, err := inflated(kept)
	if err != nil {
		panic(err)
	}
	return b
}

func (c *copier) record(r *onrecord.Record) *onrecord.Record {
	n := *r
	n.Text, n.Title, n.URL, n.Published = c.renamed(r.Text), c.renamed(r.Title), fmt.Sprintf("%s-%d", r.URL, c.k), r.Published.Add(c.later)
	n.Layout.Published = n.Layout.Published.Add(c.later)
	if r.Layout.Published.IsZero() {
		n.Layout.Published = r.Layout.Published
	}
	n.Speakers = slices.Clone(r.Speakers)
	for i := range n.Speakers {
		k := &n.Speakers[i]
		k.Name, k.Known, k.Roles = c.renamed(k.Name), c.renamed(k.Known), slices.Clone(k.Roles)
		for j := range k.Roles {
			k.Roles[j] = c.renamed(k.Roles[j])
		}
	}
	n.Statements = slices.Clone(r.Statements)
	for i := range n.Statements {
		c.delay(&n.Statements[i].Said)
	}
	n.Figures = slices.Clone(r.Figures)
	for i := range n.Figures {
		f := &n.Figures[i]
		f.Measure, f.Of.Name = c.renamed(f.Measure), c.renamed(f.Of.Name)
		c.delay(&f.Period)
	}
	n.Notes = slices.Clone(r.Notes)
	for i := range n.Notes {
		n.Notes[i].By = c.renamed(n.Notes[i].By)
	}
	return &n
}

func (c *copier) delay(d *onrecord.Date) {
	if !d.From.IsZero() {
		d.From = d.From.Add(c.later)
	}
	if !d.To.IsZero() {
		d.To = d.To.Add(c.later)
	}
}

// found enters what the comparison found about the copies, as it was found about
// the stories that they are copies of.
func (c *copier) found(to *comparison, copies []*telling) error {
	for _, s := range copies {
		if err := c.compared(to, s); err != nil {
			return err
		}
	}
	described := c.describe()
	ids := func(row []any, columns ...int) ([]any, bool) {
		for _, i := range columns {
			id, ok := c.ids[*row[i].(*int64)]
			if !ok {
				return nil, false // of a story that was not copied
			}
			row[i] = &id
		}
		return row, true
	}
	at := func(row []any, i int) {
		if t := *row[i].(*int64); t != 0 {
			t += c.later.Milliseconds()
			row[i] = &t
		}
	}
	var members, answering [][]any
	open := map[int64]bool{}
	for _, row := range c.members {
		row, ok := ids(slices.Clone(row), 0, 2, 7)
		if !ok {
			continue
		}
		keys := c.keys(*row[8].(*[]byte))
		at(row, 3)
		row[8] = packed(keys)
		members = append(members, row)
		if *row[1].(*int) == answers {
			open[*row[0].(*int64)] = true
			for _, k := range keys {
				answering = append(answering, []any{answerKey(k), *row[3].(*int64), *row[0].(*int64)})
			}
		}
	}
	postings := answering
	for _, row := range c.postings {
		row, ok := ids(slices.Clone(row), 2)
		if !ok || open[*row[2].(*int64)] {
			continue
		}
		at(row, 1)
		postings = append(postings, []any{*row[0].(*int64) ^ c.salt, *row[1].(*int64), *row[2].(*int64)})
	}
	slices.SortFunc(postings, func(a, b []any) int { // as they lie in the table, which is quicker
		return slices.Compare([]int64{a[0].(int64), a[1].(int64), a[2].(int64)}, []int64{b[0].(int64), b[1].(int64), b[2].(int64)})
	})
	var joins, links, questions, appearances [][]any
	for _, row := range c.joins {
		if row, ok := ids(slices.Clone(row), 0, 1); ok {
			joins = append(joins, append(row, 0))
		}
	}
	for _, row := range c.links {
		if row, ok := ids(slices.Clone(row), 0, 1); ok {
			row[4] = c.renamed(*row[4].(*string))
			links = append(links, row)
		}
	}
	for _, row := range c.questions {
		if row, ok := ids(slices.Clone(row), 0); ok {
			row[1] = c.renamed(*row[1].(*string))
			at(row, 4)
			questions = append(questions, row)
		}
	}
	for _, row := range c.appearances {
		if row, ok := ids(slices.Clone(row), 0, 2); ok {
			at(row, 1)
			appearances = append(appearances, row)
		}
	}
	for _, table := range []struct {
		into string
		rows [][]any
	}{
		{`members (` + memberColumns + `)`, members}, {`descriptions (member, speaker)`, described}, {`postings (key, at, member)`, postings}, {`joins (a, b, entry)`, joins},
		{`links (` + linkColumns + `)`, links}, {`questions (question, measure, claims, stories, last, disputed)`, questions}, {`appearances (member, at, story, speaker)`, appearances},
	} {
		if len(table.rows) == 0 {
			continue
		}
		if err := to.insertNew(table.into, table.rows); err != nil {
			return fmt.Errorf("%s: %w", table.into, err)
		}
	}
	return nil
}

// keys returns keys as the copy has them.
func (c *copier) keys(were []byte) []int64 {
	out := unpacked(were)
	for i := range out {
		out[i] ^= c.salt
	}
	slices.Sort(out)
	return out
}

// compared enters the digest of a story.
func (c *copier) compared(to *comparison, s *telling) error {
	kept, sum, err := digestBytes(s.digest)
	if err != nil {
		return err
	}
	err = to.exec(`INSERT INTO digests (story, story_id, revision, at, version, made_from, sha256, digest, keys) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		short(s.digest.Story), s.digest.Story, s.digest.Revision, s.digest.Published.UnixMilli(), compare.Version, s.sums[len(s.sums)-1], sum, kept, packed(keysOf("copy", s.digest.CopyKeys())))
	if err != nil {
		return err
	}
	return to.exec(`UPDATE revisions SET compared = $2 WHERE story_id = $1`, s.digest.Story, compare.Version)
}

// describe names the descriptions of the copy and returns those that are new. A
// description without a name in it is that of the first world, if all of its part
// are; its keys are too.
func (c *copier) describe() (rows [][]any) {
	part, own := map[int64]int64{}, map[int64]bool{}
	for _, m := range c.members {
		part[*m[0].(*int64)] = *m[7].(*int64)
	}
	words := map[int64]string{}
	for _, row := range c.descriptions {
		id, was := *row[0].(*int64), *row[1].(*string)
		words[id] = c.renamed(was)
		if words[id] != was {
			own[part[id]] = true
		}
	}
	for id, said := range words {
		c.ids[id] = id
		if own[part[id]] {
			c.ids[id] = id ^ c.salt
			rows = append(rows, []any{id ^ c.salt, said})
		}
	}
	slices.SortFunc(rows, func(a, b []any) int { return bytes.Compare([]byte(a[1].(string)), []byte(b[1].(string))) })
	return rows
}
