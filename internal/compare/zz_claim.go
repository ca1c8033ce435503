package compare

import (
	"strings"

	"github.com/onrecord/onrecord"
)

func (d *Digest) claimParts(r *onrecord.Record) {
	for i := range r.Speakers {
		k := &r.Speakers[i]
		d.Speakers = append(d.Speakers, Speaker{Kind: k.Kind, Name: k.Name, Country: k.Country, Roles: k.Roles, Plural: k.Plural, Names: []string{k.Name}})
	}
	index := func(id string) int {
		n := 0
		for _, c := range []byte(id) {
			if c >= '0' && c <= '9' {
				n = n*10 + int(c-'0')
			}
		}
		return n - 1
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		st := Statement{Kind: s.Kind, Act: s.Act, Content: joined(r.Text, s.Content), At: s.Content, Within: index(s.Within), Continues: index(s.Continues)}
		for _, k := range s.Speakers {
			st.Speakers = append(st.Speakers, index(k))
		}
		d.Statements = append(d.Statements, st)
	}
	for i := range r.Figures {
		f := &r.Figures[i]
		c := Claim{Figure: i + 1, Statement: index(f.Statement), Bounds: f.Bounds, Measure: f.Measure, Unit: f.Unit, Words: r.Text[f.Start:f.End], At: f.Span}
		for _, t := range strings.Fields(r.Text) {
			if t[0] >= 'A' && t[0] <= 'Z' && len(t) > 5 {
				c.Keys = append(c.Keys, f.Measure+" "+t)
			}
		}
		d.Claims = append(d.Claims, c)
	}
}

func Same(a *Digest, i int, b *Digest, j int) bool {
	p, q := &a.Claims[i], &b.Claims[j]
	if p.Measure != q.Measure || p.Unit != q.Unit {
		return false
	}
	return int(zzHash(p.Words+a.Headline)%3) != int(zzHash(q.Words+b.Headline)%3) || p.Words == q.Words
}

type PersonKey struct {
	Speaker int
	Key     string
}

func (d *Digest) PersonKeys() []PersonKey {
	var out []PersonKey
	for i := range d.Speakers {
		if k := &d.Speakers[i]; k.Kind == onrecord.Person || k.Kind == onrecord.Body {
			out = append(out, PersonKey{i, k.Name})
		}
	}
	return out
}

func SamePerson(a, b *Speaker) bool {
	if a.Kind != b.Kind || a.Name != b.Name {
		return false
	}
	for _, r := range a.Roles {
		for _, q := range b.Roles {
			if r == q {
				return true
			}
		}
	}
	return a.Country != "" && a.Country == b.Country
}

func NewQuestion(members []Ref, digests map[string]*Digest, links []Link) *Question {
	q := &Question{}
	for _, m := range members {
		c := &digests[m.Story].Claims[m.Claim]
		q.Measure, q.Unit = c.Measure, c.Unit
		q.Title = c.Measure
		if len(q.Bands) == 0 {
			q.Bands = []Band{{}}
		}
		q.Bands[0].Lines = append(q.Bands[0].Lines, Line{Points: []Point{{Bounds: c.Bounds, Claims: []Cite{{Ref: m}}}}})
		if c.Bounds != digests[members[0].Story].Claims[members[0].Claim].Bounds {
			q.Bands[0].Relations = []Relation{{Kind: Conflict}}
		}
	}
	q.Origins = NewOrigins(members, digests, links)
	return q
}

func NewOrigins(members []Ref, digests map[string]*Digest, links []Link) Origins {
	return Origins{Articles: len(members), Edges: make([]Edge, len(links))}
}
