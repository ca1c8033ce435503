package compare_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/onrecord/onrecord/internal/compare"
)

// A ledger is some stories, the claims of a question among them, and the links.
type ledger struct {
	members []compare.Ref
	digests map[string]*compare.Digest
	links   []compare.Link
	texts   map[string]string
}

// readLedger reads the stories of a file: "-- id | Outlet | day --", and the
// links, "a copies b fully". Its comment names the measure of the question.
func readLedger(t testing.TB, a *txtar.Archive) ledger {
	t.Helper()
	l := ledger{digests: map[string]*compare.Digest{}, texts: map[string]string{}}
	measure := strings.TrimSpace(string(a.Comment[strings.LastIndex(string(a.Comment), "measure:")+len("measure:"):]))
	for _, f := range a.Files {
		head := strings.Split(f.Name, " | ")
		if len(head) != 3 {
			continue
		}
		day, err := time.Parse(time.DateOnly, head[2])
		if err != nil {
			t.Fatal(err)
		}
		id, text := head[0], string(f.Data)
		d := digestOf(t, id, head[1], day, text)
		l.texts[id], l.digests[id] = text, d
		for i := range d.Claims {
			if c := &d.Claims[i]; c.Measure == measure || c.Figure == 0 {
				l.members = append(l.members, compare.Ref{Story: id, Claim: i})
			}
		}
	}
	for _, f := range a.Files {
		if f.Name != "links" {
			continue
		}
		for line := range strings.Lines(string(f.Data)) {
			w := strings.Fields(line)
			kind := map[string]compare.LinkKind{"fully": compare.FullCopy, "partly": compare.PartialCopy, "quote": compare.SharedQuote}[w[3]]
			if l.digests[w[0]] == nil || l.digests[w[2]] == nil || kind == "" {
				t.Fatalf("bad link %q", line)
			}
			l.links = append(l.links, linkOf(kind, w[0], w[2], l.texts[w[0]], l.texts[w[2]]))
		}
	}
	return l
}

func readLedgers(t testing.TB) map[string]*txtar.Archive {
	t.Helper()
	names, err := filepath.Glob("testdata/origins/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test data", err)
	}
	out := map[string]*txtar.Archive{}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = a
	}
	return out
}

// TestOrigins compares the origins of sets of stories with what is written
// beside them.
func TestOrigins(t *testing.T) {
	for name, a := range readLedgers(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			l := readLedger(t, a)
			got := showOrigins(l, compare.NewOrigins(l.members, l.digests, l.links))
			if *update {
				a.Files = slices.DeleteFunc(a.Files, func(f txtar.File) bool { return f.Name == "origins" })
				a.Files = append(a.Files, txtar.File{Name: "origins", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := part(t, a, "origins"); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

func showOrigins(l ledger, o compare.Origins) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d articles, %d outlets, ", o.Articles, o.Outlets)
	if o.Least == o.Most {
		fmt.Fprintf(&b, "%d origins\n", o.Most)
	} else {
		fmt.Fprintf(&b, "%d to %d origins\n", o.Least, o.Most)
	}
	for i, x := range o.List {
		fmt.Fprintf(&b, "\n%d  %s", i, showClaimant(x.Claimant))
		if x.Unknown {
			b.WriteString(", unknown")
		}
		b.WriteString("\n")
		for _, c := range x.Occasions {
			var claims []string
			for _, m := range c.Claims {
				claims = append(claims, fmt.Sprintf("%s %q", m.Story, l.digests[m.Story].Claims[m.Claim].Words))
			}
			fmt.Fprintf(&b, "   %s: %s\n", strings.TrimSpace(c.On+" "+c.Venue), strings.Join(claims, ", "))
		}
	}
	b.WriteString("\n")
	for _, e := range o.Edges {
		fmt.Fprintf(&b, "%s  %s  %s:", e.From, e.Kind, e.To)
		for _, v := range e.Evidence {
			fmt.Fprintf(&b, " %s %q", v.Story, v.Words)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func showClaimant(c compare.Claimant) string {
	s := c.Name
	if c.Kind != "" {
		s += ", " + string(c.Kind)
	}
	if c.Country != "" {
		s += ", " + c.Country
	}
	if len(c.Roles) > 0 {
		s += ", " + strings.Join(c.Roles, "; ")
	}
	return s
}
