package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestScoreRecords scores a record with something of everything that can be
// right, half right or wrong. The rows are those that the script of the
// project's design prints for the same files.
func TestScoreRecords(t *testing.T) {
	gold, err := readGoldRecords("testdata/records")
	if err != nil || len(gold) != 1 {
		t.Fatal(len(gold), err)
	}
	found, err := os.ReadFile("testdata/records/ferry.found.json")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	s := recordScore{counts: map[string]int{}, errors: &got}
	if err := s.add(&gold[0], found); err != nil {
		t.Fatal(err)
	}
	s.print(&got)
	const want = `
ferry: extra indirect says: The Daily could not verify
ferry: act: want says, got finds: : "We found 12 of them," "Nobody else."
ferry: speaker: want [person Rui Leal], got []: "We go on,"
ferry: speaker: want [body Ministry of Ports body port], got [body The Ministry body harbour]: denied it
ferry: figure "12 of them": want 12..12 "killed", got 12..12 "found" in "12"
ferry: figure "more than 1,000 dead": want 1000 open..null "killed", got 1000..1000 "killed" in "1,000"
ferry: extra figure: "Tuesday" day
ferry: missed note: agency "Daily"
statement P                        85.7
statement R                       100.0
statement F1                       92.3
kind                               83.3
speaker                            66.7
speaker named right                80.0
act                                83.3
said                              100.0
figure R                          100.0
figure P                           75.0
figure bounds of gold              66.7
figure bounds+measure of gold      33.3
notes                              50.0
spans exact                       100.0
text unchanged                    100.0
`
	if got.String() != want[1:] {
		t.Errorf("got\n%s", got.String())
	}
}

// TestParseRecord refuses what does not fit the text.
func TestParseRecord(t *testing.T) {
	const text = "Søren said no."
	for _, test := range []struct{ json, want string }{
		{`{"statements":[{"content":[{"start":11,"end":13,"text":"no"}]}]}`, ""},
		{`{"statements":[{"content":[[11,13]]}]}`, ""},
		{`{"statements":[{"content":[{"start":12,"end":14,"text":"no"}]}]}`, `the text has "o." where the record has "no"`},
		{`{"figures":[{"start":3,"end":99}]}`, "is no span of the text"},
		{`{"notes":[{"start":5,"end":2}]}`, "is no span of the text"},
		{`{"notes":`, "unexpected end"},
	} {
		r, err := parseRecord([]byte(test.json), text)
		if test.want == "" && (err != nil || r.Statements[0].Content[0].Start != 12) {
			t.Errorf("%s: %v, %v", test.json, r, err)
		}
		if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %v, want %s", test.json, err, test.want)
		}
	}
}

var update = flag.Bool("update", false, "rewrite the scores in testdata/records")

// TestRecordScores reads the stories of testdata/records and compares how well
// with scores.txt there: a change in quality is a change of that file.
func TestRecordScores(t *testing.T) {
	var got bytes.Buffer
	got.WriteString("# How well whole records are read, in percent. go test ./train -update writes it anew.\n")
	for _, set := range []string{"dev", "unseen"} {
		fmt.Fprintf(&got, "\n[%s]\n", set)
		if err := scoreRecords(&got, "../testdata/records/"+set, false); err != nil {
			t.Fatal(err)
		}
	}
	const file = "../testdata/records/scores.txt"
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("read otherwise than before (-update accepts it):\n%s", got.String())
	}
}
