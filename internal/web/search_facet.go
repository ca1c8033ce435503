package web

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/store"
)

// facetGroups sets out what is among what was found, by what it can be narrowed
// down to.
func facetGroups(query, in string, f *finding) []facetGroup {
	words := func(s string) string { return s }
	group := func(name, field string, list []store.Facet, most int, words func(string) string) facetGroup {
		g := facetGroup{Name: name, More: max(0, len(list)-most)}
		for _, v := range list[:min(most, len(list))] {
			g.Items = append(g.Items, newFacetItem(query, in, field, v, words(v.Value), f.counted))
		}
		return g
	}
	speakers := speakersByName(f.facets.Speakers, in == inStories)
	out := []facetGroup{
		group("Speaker", "speaker", speakers, facetsShown, words),
		group("Act", "act", f.facets.Acts, len(store.Acts), func(a string) string { return onrecord.Act(a).Words() }),
		group("Kind", "kind", f.facets.Kinds, len(store.Kinds), words),
		group("Measure", "measure", f.facets.Measures, facetsShown, words),
		group("Outlet", "outlet", f.facets.Outlets, facetsShown, words),
		timeGroup(query, in, f.facets.Months, f.counted),
	}
	return slices.DeleteFunc(out, func(g facetGroup) bool { return len(g.Items) == 0 })
}

// speakersByName counts those who have names of their own by these, which is how they
// can be searched for.
func speakersByName(list []store.Speaker, stories bool) (out []store.Facet) {
	at := map[string]int{}
	for _, k := range list {
		if k.Kind == onrecord.Unnamed || k.Kind == onrecord.Group || k.Kind == onrecord.Document {
			continue
		}
		n := k.Statements
		if stories {
			n = k.Stories
		}
		i, ok := at[k.Name]
		if !ok {
			i, at[k.Name] = len(out), len(out)
			out = append(out, store.Facet{Value: k.Name})
		}
		out[i].Count += n
	}
	slices.SortStableFunc(out, func(a, b store.Facet) int { return b.Count - a.Count })
	return out
}

// newFacetItem leads to a search that is narrowed down to a value. If the query asks
// for it already, or all that was found has it, it leads nowhere.
func newFacetItem(query, in, field string, v store.Facet, words string, all int) facetItem {
	term := fieldTerm(field, v.Value)
	item := facetItem{Words: words, Count: v.Count, Path: findPath(narrowed(query, term), in, 1)}
	for _, p := range askedFields(query, field) {
		item.Here = item.Here || strings.EqualFold(fieldTerm(field, p.Value), term)
	}
	if !understood(term) || v.Count == all { // it narrows nothing down
		item.Path = ""
	}
	return item
}

// timeGroup leads to months, or to years where there are many months.
func timeGroup(query, in string, months []store.Facet, all int) facetGroup {
	g := facetGroup{Name: "Time"}
	if len(months) > monthsShown {
		var years []store.Facet
		for _, m := range months {
			if n := len(years); n > 0 && years[n-1].Value == m.Value[:4] {
				years[n-1].Count += m.Count
				continue
			}
			years = append(years, store.Facet{Value: m.Value[:4], Count: m.Count})
		}
		months = years
	}
	for _, m := range months[:min(len(months), monthsShown)] {
		path := during(query, m.Value)
		item := facetItem{Words: m.Value, Count: m.Count, Path: findPath(path, in, 1), Here: path == query}
		if m.Count == all {
			item.Path = ""
		}
		g.Items = append(g.Items, item)
	}
	g.More = max(0, len(months)-monthsShown)
	return g
}
