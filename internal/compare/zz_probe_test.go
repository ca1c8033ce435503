package compare_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// TestProbe: false joins among stories of different events, all published on one day
func TestProbe(t *testing.T) {
	var ds []*compare.Digest
	seen := map[string]bool{}
	for _, g := range strings.Fields(os.Getenv("PROBE")) {
		names, _ := filepath.Glob(g)
		for _, n := range names {
			if !strings.HasSuffix(n, ".txt") {
				continue
			}
			b, _ := os.ReadFile(n)
			base := filepath.Base(n)
			if seen[base] {
				continue
			}
			seen[base] = true
			pub := time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC)
			if j, err := os.ReadFile(strings.TrimSuffix(n, ".txt") + ".json"); err == nil {
				var x struct{ Story struct{ Published string } }
				json.Unmarshal(j, &x)
				if p, err := time.Parse(time.DateOnly, x.Story.Published); err == nil {
					pub = p
				}
			}
			r, err := onrecord.Extract(onrecord.Revision{Text: string(b), Published: pub, Outlet: base, AnyLanguage: true})
			if err != nil {
				continue
			}
			d := compare.NewDigest(base, 1, r, pub)
			if os.Getenv("SHIFT") != "" {
				delta := time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC).Sub(pub)
				if x, err := time.Parse(time.DateOnly, d.Event.Day); err == nil {
					d.Event.Day = x.Add(delta).Format(time.DateOnly)
				}
				for i := range d.Claims {
					if x, err := time.Parse(time.DateOnly, d.Claims[i].Scope.Day); err == nil {
						d.Claims[i].Scope.Day = x.Add(delta).Format(time.DateOnly)
					}
				}
				d.Published = d.Published.Add(delta)
			}
			ds = append(ds, d)
		}
	}
	n, claims := 0, 0
	for i, a := range ds {
		claims += len(a.Claims)
		if os.Getenv("EVENT") != "" {
			fmt.Printf("%s %v %v\n  N:", a.Story, a.Event.Day, a.Event.Night)
			for _, x := range a.Event.Names {
				fmt.Printf(" %s/%s", x.Text, x.Role)
			}
			fmt.Printf("\n  C: %v W:", a.Event.Classes)
			for _, x := range a.Event.Words {
				fmt.Printf(" %s", x)
			}
			fmt.Println()
		}
		if os.Getenv("CLAIMS") != "" {
			for k := range a.Claims {
				c := &a.Claims[k]
				fmt.Printf("    %q m=%s u=%s of=%q place=%q per=%s..%s cum=%v part=%d ch=%s st=%s head=%v ans=%s bounds=%s %+v\n", c.Words, c.Measure, c.Unit, c.Of, c.Place, c.PeriodFrom, c.PeriodTo, c.Cumulative, c.PartOf, c.Change, c.Status, c.Headline, c.Answer, c.Bounds, c.Scope)
			}
		}
		for _, b := range ds[:i] {
			for x := range a.Claims {
				for y := range b.Claims {
					if compare.Same(a, x, b, y) {
						n++
						fmt.Printf("SAME %s %q ~ %s %q\n", a.Story, a.Claims[x].Words, b.Story, b.Claims[y].Words)
					}
				}
			}
		}
	}
	fmt.Println(len(ds), "stories", claims, "claims", n, "same across")
}
