package web

import (
	"github.com/onrecord/onrecord/internal/store"
)

// chipsOf lists the parts of a query of several, each with the search without it.
func chipsOf(query, in string) []chip {
	parts, err := store.QueryParts(query)
	if err != nil || len(parts) == 1 && parts[0].Field == "" {
		return nil
	}
	var out []chip
	for _, p := range parts {
		out = append(out, chip{query[p.Start:p.End], findPath(without(query, p), in, 1)})
	}
	return out
}

// newSearchForm fills in what a query asks for by fields. What it asks for twice
// stays as it is written.
func newSearchForm(query, in string) searchForm {
	f := searchForm{In: in, Rest: query}
	for _, a := range store.Acts {
		f.Acts = append(f.Acts, choice{string(a), a.Words()})
	}
	for _, k := range store.Kinds {
		f.Kinds = append(f.Kinds, string(k))
	}
	var taken []store.QueryPart
	for name, to := range map[string]*string{"act": &f.Act, "kind": &f.Kind, "outlet": &f.Outlet, "measure": &f.Measure, "after": &f.After, "before": &f.Before} {
		if parts := askedFields(query, name); len(parts) == 1 {
			*to = parts[0].Value
			taken = append(taken, parts[0])
		}
	}
	f.Rest = without(query, taken...)
	return f
}

// suggest fills in what there is to choose from.
func (f *searchForm) suggest(facets *store.Facets) {
	for _, m := range facets.Measures[:min(len(facets.Measures), 40)] {
		f.Measures = append(f.Measures, m.Value)
	}
	for _, o := range facets.Outlets[:min(len(facets.Outlets), 40)] {
		f.Outlets = append(f.Outlets, o.Value)
	}
}
