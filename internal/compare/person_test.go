package compare_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// A pair is a line of testdata/persons.txt.
type pair struct {
	line string
	a, b compare.Speaker
	same bool
}

func readPairs(t testing.TB) []pair {
	t.Helper()
	b, err := os.ReadFile("testdata/persons.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []pair
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) != 3 || f[0] != "same" && f[0] != "different" {
			t.Fatalf("bad line %q", line)
		}
		out = append(out, pair{line, readSpeaker(f[1]), readSpeaker(f[2]), f[0] == "same"})
	}
	return out
}

func readSpeaker(s string) compare.Speaker {
	f := append(strings.Split(s, ","), make([]string, 6)...)
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	k := compare.Speaker{Kind: onrecord.SpeakerKind(f[0]), Name: f[1], Country: f[2], Known: f[4], Names: []string{f[1]}}
	if f[3] != "" {
		k.Roles = strings.Split(f[3], "; ")
	}
	if f[5] != "" {
		k.Names = append(k.Names, f[5])
	}
	return k
}

// TestSamePerson compares pairs of speakers, in both orders; those that are one
// must share a key.
func TestSamePerson(t *testing.T) {
	pairs := readPairs(t)
	if len(pairs) < 120 {
		t.Errorf("only %d pairs", len(pairs))
	}
	for _, p := range pairs {
		if got := compare.SamePerson(&p.a, &p.b); got != p.same {
			t.Errorf("%s: same is %v", p.line, got)
		}
		if compare.SamePerson(&p.a, &p.b) != compare.SamePerson(&p.b, &p.a) {
			t.Errorf("%s: depends on the order", p.line)
		}
		if p.same && !shareKey(&p.a, &p.b) {
			t.Errorf("%s: no common key", p.line)
		}
	}
}

// TestPersonKeys checks over all pairs of speakers of the table that two who are
// one share a key, and that who never can be has none.
func TestPersonKeys(t *testing.T) {
	var all []compare.Speaker
	for _, p := range readPairs(t) {
		all = append(all, p.a, p.b)
	}
	for i := range all {
		for k := range i {
			if compare.SamePerson(&all[i], &all[k]) && !shareKey(&all[i], &all[k]) {
				t.Errorf("%v and %v are one, but share no key", all[i], all[k])
			}
		}
		if k := all[i].Kind; (k == onrecord.Unnamed || k == onrecord.Group || k == onrecord.Document) && len(keys(&all[i])) > 0 {
			t.Errorf("%v has keys", all[i])
		}
	}
}

func keys(k *compare.Speaker) []string {
	var out []string
	for _, key := range (&compare.Digest{Speakers: []compare.Speaker{*k}}).PersonKeys() {
		out = append(out, key.Key)
	}
	return out
}

func shareKey(a, b *compare.Speaker) bool {
	kb := keys(b)
	return slices.ContainsFunc(keys(a), func(k string) bool { return slices.Contains(kb, k) })
}

// TestNewSpeaker checks what is read around names: roles in full.
func TestNewSpeaker(t *testing.T) {
	tests := []struct{ story, name, roles string }{
		{"Ana Duarte, a spokeswoman for the coastguard, said 12 people had died.", "Ana Duarte", "spokeswoman for the coastguard"},
		{"Rui Leal, director of the Velsund hospital, said 12 people had died.", "Rui Leal", "director of the Velsund hospital"},
		{"The director of the Oslo hospital, Jan Bakke, said 12 people had died.", "Jan Bakke", "director of the Oslo hospital"},
		{"Ministry of Health spokesman Per Dahl said 12 people had died.", "Per Dahl", "Ministry of Health spokesman"},
		{"Eva Lund, the UN's humanitarian coordinator in Norway, said 12 people had died.", "Eva Lund", "UN's humanitarian coordinator"},
		{"Army spokesman Col. Ole Berg said 12 people had died.", "Ole Berg", "Army spokesman"},
		{"Lise Vik of the Red Cross said 12 people had died.", "Lise Vik", "of the Red Cross"},
		{"Nils Aas from the coastguard said 12 people had died.", "Nils Aas", "of the coastguard"},
		{"Kari Moe, the mayor of Velsund, said 12 people had died.", "Kari Moe", "mayor of Velsund"},
		{"The WHO spokesperson Nils Aas told reporters in Geneva that 12 people had died.", "Nils Aas", "WHO spokesperson"},
		{"Meanwhile spokesman Per Dahl said 12 people had died.", "Per Dahl", "spokesman"},
		{"Prime Minister Lars Holm said 12 people had died.", "Lars Holm", "Prime Minister"},
	}
	for _, tt := range tests {
		r := extract(t, "Ferry sinks off Velsund\n\n"+tt.story)
		i := slices.IndexFunc(r.Speakers, func(k onrecord.Speaker) bool { return k.Name == tt.name })
		if i < 0 {
			t.Errorf("%s: no %s", tt.story, tt.name)
			continue
		}
		s := compare.NewSpeaker(r.Text, &r.Speakers[i])
		if got := strings.Join(s.Roles, "; "); got != tt.roles {
			t.Errorf("%s: roles %q, want %q", tt.story, got, tt.roles)
		}
	}
}

// TestPersonsApart checks on the sample stories, which have nobody in common but
// states and two bodies, that no others are taken for one.
func TestPersonsApart(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../../testdata/stories/*.txt", "../../testdata/records/dev/*.txt"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		files = append(files, names...)
	}
	var all [][]compare.Speaker
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, digestOf(t, name, "", time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC), string(text)).Speakers)
	}
	for i := range all {
		for k := range i {
			for _, a := range all[i] {
				for _, b := range all[k] {
					if compare.SamePerson(&a, &b) && a.Kind != onrecord.State && a.Name != "European Commission" && a.Name != "Open Hands" {
						t.Errorf("%s %q of %s is taken for %q of %s", a.Kind, a.Name, files[i], b.Name, files[k])
					}
				}
			}
		}
	}
}
