package compare_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
)

// TestClaimants checks who gives each claim of some of the sets of stories.
func TestClaimants(t *testing.T) {
	tests := map[string][]string{
		"torn": {
			"post 12 people: Norwegian Defence Ministry",
			"post 30 people: Swedish Defence Ministry",
			"daily 14 people: Defence Ministry",
		},
		"joint": {
			"post 12 people: Lars Holm, Rui Leal",
			"daily 15 people: Red Cross, Save the Children",
			"daily 13 people: Rui Leal",
		},
		"spokesperson": {
			"post 12 people: Norwegian Interior Ministry",
			"daily 14 people: Norwegian Interior Ministry",
			"daily 15 people: Norwegian Interior Ministry",
			"herald 14 people: Norwegian Interior Ministry",
			"herald 15 people: Norwegian Interior Ministry",
			"herald 16 people: officials",
		},
		"chained-own": {
			"daily Twelve people: coastguard",
			"post At least 12 people: coastguard",
			"herald 12 people: coastguard",
		},
		"denial": {
			"post 12 people: coastguard",
			"daily 12 people: Interior Ministry",
			"daily ferry toll: Interior Ministry",
			"daily the reports: Interior Ministry",
			"herald figures: Army",
			"herald the claims: Army",
		},
		"headline": {
			"post 12 dead: coastguard",
			"post At least 12 people: coastguard",
			"daily Fourteen dead: Velsund Daily",
			"daily 13 people: Rui Leal",
		},
	}
	ledgers := readLedgers(t)
	for name, want := range tests {
		l := readLedger(t, ledgers["testdata/origins/"+name+".txtar"])
		all, of := compare.Claimants(l.members, l.digests, l.links)
		var got []string
		for i, m := range l.members {
			var names []string
			for _, k := range of[i] {
				names = append(names, all[k].Name)
			}
			slices.Sort(names)
			got = append(got, fmt.Sprintf("%s %s: %s", m.Story, l.digests[m.Story].Claims[m.Claim].Words, strings.Join(names, ", ")))
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestOnePerson checks that speakers whom the ledger knows as one person are one
// origin, whatever they are called.
func TestOnePerson(t *testing.T) {
	members := []compare.Ref{{Story: "a"}, {Story: "b"}}
	make := func(id, name, person, country string) *compare.Digest {
		return &compare.Digest{Story: id, Outlet: id, Speakers: []compare.Speaker{{Kind: onrecord.Person, Name: name, Person: person, Country: country}},
			Statements: []compare.Statement{{Speakers: []int{0}, Within: -1, Continues: -1}}, Claims: []compare.Claim{{Figure: 1, Measure: "killed"}}}
	}
	tests := []struct {
		a, b *compare.Digest
		want int
	}{
		{make("a", "Ana Duarte", "p1", "PT"), make("b", "Ana Leal", "p1", ""), 1},
		{make("a", "Ana Duarte", "", ""), make("b", "Ana Duarte", "", ""), 1},
		{make("a", "Ana Duarte", "", "PT"), make("b", "Ana Duarte", "", "BR"), 2},
		{make("a", "Ana Duarte", "", ""), make("b", "Ana Leal", "", ""), 2},
		{make("a", "Duarte", "", ""), make("b", "Ana Duarte", "", ""), 2},
	}
	for _, tt := range tests {
		o := compare.NewOrigins(members, map[string]*compare.Digest{"a": tt.a, "b": tt.b}, nil)
		if o.Least != tt.want || o.Most != tt.want {
			t.Errorf("%s and %s: %d to %d origins, want %d", tt.a.Speakers[0].Name, tt.b.Speakers[0].Name, o.Least, o.Most, tt.want)
		}
	}
	if o := compare.NewOrigins(nil, nil, nil); o.Most != 0 {
		t.Errorf("%d origins of nothing", o.Most)
	}
}
