package attribution

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the tables that show what is read anew")

// TestWire reads the wordings of wire copy in testdata/wire.txt and compares
// what is found in them with testdata/wire.want.
func TestWire(t *testing.T) {
	l, r := readers(t)
	list, err := os.ReadFile("testdata/wire.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.Lines(string(list)) {
		text := strings.ReplaceAll(strings.TrimSpace(line), `\n`, "\n")
		fmt.Fprintln(&got, strings.TrimSpace(line))
		rels := r.Read(l.Read(text))
		for i := range rels {
			fmt.Fprintf(&got, "    %v %s", rels[i].Act, show(text, &rels[i]))
			if rels[i].Within >= 0 {
				fmt.Fprintf(&got, " | in %d", rels[i].Within)
			}
			if to := rels[i].To; to.Len() > 0 {
				fmt.Fprintf(&got, " | to %s", text[to.Start:to.End])
			}
			fmt.Fprintln(&got)
		}
	}
	if *update {
		if err := os.WriteFile("testdata/wire.want", []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile("testdata/wire.want")
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("read otherwise than before (-update accepts it):\n%s", got.String())
	}
}
