package circular

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// A variant is a set in the making.
type variant struct {
	rand  *rand.Rand
	set   Set
	slots slots // country, adjective, agency
	pools map[string][]string
	marks map[string]*Question
	seen  map[string]bool // names of stories
}

// newVariant begins a set. n sets it apart from others of the same seed.
func newVariant(seed, n uint64) *variant {
	v := &variant{rand: rand.New(rand.NewPCG(seed, n)), pools: map[string][]string{}, marks: map[string]*Question{}, seen: map[string]bool{}}
	names := phrases().names
	country, adjective, _ := strings.Cut(v.one("country"), ":")
	v.slots = slots{"country": country, "adjective": adjective, "agency": v.one("agency") + " " + pick(v.rand, names.words("agencytype"))}
	return v
}

// one takes a name from a list that was not taken before.
func (v *variant) one(key string) string { return v.oneOf(key, phrases().names.words(key)) }

// oneOf takes one of all that was not taken under the key before; when all are
// taken it begins anew.
func (v *variant) oneOf(key string, all []string) string {
	if len(v.pools[key]) == 0 {
		v.pools[key] = shuffled(v.rand, all)
	}
	out := v.pools[key][0]
	v.pools[key] = v.pools[key][1:]
	return out
}

func (v *variant) town() string { return v.one("prefix") + v.one("suffix") }

func (v *variant) person() string { return v.one("first") + " " + v.one("last") }

// An outlet is a paper with its ways.
type outlet struct {
	name, home, host string
	style            *style
	boiler           []string
	dateline         bool
}

func (v *variant) outlet() *outlet {
	name := v.one("papertown") + " " + v.one("paper")
	o := &outlet{name: name, home: v.town(), style: newStyle(v.rand), dateline: chance(v.rand, .3)}
	o.host = strings.ToLower(strings.ReplaceAll(name, " ", "")) + ".example"
	if chance(v.rand, .5) {
		o.boiler = []string{v.oneOf("boiler", phrases().local.lines("boiler"))}
	}
	return o
}

// wire is the agency as an outlet.
func (v *variant) wire() *outlet {
	name := v.slots["agency"]
	return &outlet{name: name, home: v.town(), host: strings.ToLower(strings.ReplaceAll(name, " ", "")) + ".example",
		style: &style{quotes: `""`, spell: 10, us: chance(v.rand, .5), dash: " - "}, dateline: true}
}

// A draft is a story before it is set.
type draft struct {
	id        string
	outlet    *outlet
	published time.Time
	headline  string
	dateline  string // empty if it has none
	byline    string
	body      []sentence
	foot      []string
	family    string
}

// publish sets a draft and adds it to the set.
func (v *variant) publish(d *draft) {
	if d.family == "" {
		d.family = d.id
	}
	if v.seen[d.id] {
		panic("two stories are called " + d.id)
	}
	v.seen[d.id] = true
	s := slots{"home": d.outlet.home, "outlet": d.outlet.name}
	parts := []string{d.headline}
	if d.byline != "" {
		parts = append(parts, "By "+d.byline)
	}
	for i, one := range d.body {
		text := one.text
		if i == 0 {
			text = d.dateline + text
		}
		if i > 1 && i < len(d.body)-1 && !one.quote && chance(v.rand, .25) && !d.body[i-1].quote {
			parts[len(parts)-1] += " " + text
			continue
		}
		parts = append(parts, text)
	}
	parts = append(parts, d.foot...)
	for _, b := range d.outlet.boiler {
		parts = append(parts, s.fill(b))
	}
	text := v.setText(d.id, strings.Join(parts, "\n\n")+"\n", d.outlet.style)
	v.set.Stories = append(v.set.Stories, Story{ID: d.id, Outlet: d.outlet.name, URL: fmt.Sprintf("https://%s/%s-%d", d.outlet.host, d.id, v.rand.IntN(90000)+10000),
		Published: d.published, Text: text, Family: d.family})
}

// place is the dateline of a story in a town.
func (v *variant) place(o *outlet, town, credit string, at time.Time) string {
	s := strings.ToUpper(town) + ", " + v.slots["country"]
	if credit == "" && chance(v.rand, .5) || credit != "" && chance(v.rand, .7) {
		s += at.Format(", January 2")
	}
	if credit != "" {
		s += " (" + credit + ")"
	}
	return s + o.style.dash
}

// record keeps what a mark says.
func (v *variant) record(id string, m mark, start int, words string) {
	q := v.marks[m.question]
	if q == nil {
		_, measure, _ := strings.Cut(m.question, "/")
		q = &Question{Name: m.question, Measure: measure}
		v.marks[m.question] = q
	}
	if m.answer != "" {
		q.Answers = append(q.Answers, Answer{Story: id, Kind: m.answer, Start: start, Words: words})
		return
	}
	low, high := m.count.limits()
	q.Figures = append(q.Figures, Figure{Story: id, Start: start, Words: words, Low: low, High: high, Origin: m.origin})
}

// done returns the set, with stories by the time of publication.
func (v *variant) done() Set {
	for _, q := range v.marks {
		known := map[string]bool{}
		unknown := 0
		for _, f := range q.Figures {
			if f.Origin == Unknown {
				unknown = 1
			} else {
				known[f.Origin] = true
			}
		}
		if len(q.Figures) > 0 {
			q.Least, q.Most = max(1, len(known)), len(known)+unknown
		}
		v.set.Questions = append(v.set.Questions, *q)
	}
	slices.SortFunc(v.set.Questions, func(a, b Question) int { return strings.Compare(a.Name, b.Name) })
	slices.SortStableFunc(v.set.Stories, func(a, b Story) int { return a.Published.Compare(b.Published) })
	return v.set
}
