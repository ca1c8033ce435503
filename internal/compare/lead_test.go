package compare_test

import (
	"reflect"
	"testing"

	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/compare/circular"
)

// TestLeads checks that questions are the same whether they are set out of all
// stories or of those alone that their claims lead to, with the answers.
func TestLeads(t *testing.T) {
	looked, left := 0, 0
	for n := range uint64(20) {
		w := worldOf(t, circular.Variant(seed, n))
		by := map[int][]compare.Ref{}
		for r, k := range w.parts(t) {
			by[k] = append(by[k], r)
		}
		for _, members := range by {
			whole := compare.NewQuestion(members, w.digests, w.links)
			digests := map[string]*compare.Digest{}
			for _, story := range whole.Stories {
				digests[story] = w.digests[story]
			}
			for {
				_, open := compare.Leads(members, digests, w.links)
				for _, i := range open {
					digests[w.links[i].To] = w.digests[w.links[i].To]
				}
				if len(open) == 0 {
					break
				}
			}
			looked, left = looked+1, left+len(w.digests)-len(digests)
			if part := compare.NewQuestion(members, digests, w.links); !reflect.DeepEqual(part, whole) {
				t.Errorf("variant %d, %q: set out of %d stories it is another than of %d", n, whole.Title, len(digests), len(w.digests))
			}
		}
	}
	if looked == 0 || left == 0 {
		t.Errorf("%d questions, for which %d stories were left out", looked, left)
	}
}
