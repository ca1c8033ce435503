package store

import (
	"cmp"
	"errors"
	"slices"

	"github.com/onrecord/onrecord/internal/compare"
)

// A neighbourhood is stories and those that their claims were copied from, as far
// as that goes.
type neighbourhood struct {
	ids     map[int64]string
	digests map[string]*compare.Digest
	links   []compare.Link
}

func (n *neighbourhood) refs(places []claimPlace) (refs []compare.Ref) {
	for _, p := range places {
		refs = append(refs, compare.Ref{Story: n.ids[p.story], Claim: p.item})
	}
	return refs
}

func newNeighbourhood() *neighbourhood {
	return &neighbourhood{ids: map[int64]string{}, digests: map[string]*compare.Digest{}}
}

// add adds stories that were read.
func (n *neighbourhood) add(q querying, stories map[int64]bool) {
	for s := range stories {
		if d := q.reading[s].digest; d != nil {
			n.ids[s], n.digests[d.Story] = d.Story, d
		}
	}
}

// neighbours returns the neighbourhood of some stories with some claims.
func (q querying) neighbours(places []claimPlace, stories map[int64]bool) (*neighbourhood, error) {
	n := newNeighbourhood()
	var reached, to []int64
	next, before := stories, -1
	for len(next) > 0 || len(reached) > before {
		before = len(reached)
		if err := errors.Join(q.read(inOrderOf(next)), q.readLinks(reached)); err != nil {
			return nil, err
		}
		n.add(q, next)
		n.links, to = n.linksOf(q, reached)
		names, open := compare.Leads(n.refs(places), n.digests, n.links)
		reached = reached[:0]
		for _, id := range names {
			reached = append(reached, short(id))
		}
		next = map[int64]bool{}
		for _, i := range open {
			if s := q.reading[to[i]]; s == nil || s.digest != nil {
				next[to[i]] = true
			}
		}
	}
	n.links = slices.DeleteFunc(n.links, func(l compare.Link) bool { return l.To == "" })
	sortLinks(n.links)
	return n, q.readPersons(append(reached, inOrderOf(stories)...))
}

// linksOf returns the links of stories that were read, and where they lead. To is
// empty where that story is not of the neighbourhood.
func (n *neighbourhood) linksOf(q querying, stories []int64) (links []compare.Link, to []int64) {
	for _, s := range stories {
		links, to = append(links, q.reading[s].links...), append(to, q.reading[s].to...)
	}
	for i := range links {
		links[i].To = n.ids[to[i]]
	}
	return links, to
}

// A comparedStory is a story as it was compared, as far as it was read.
type comparedStory struct {
	digest        *compare.Digest // nil if it was not compared
	links         []compare.Link  // those that a claim may have come by, without To
	to            []int64         // where each of them leads
	named, linked bool            // its persons and links were read
}

// read reads the digests of stories, each once: questions of one event have many
// in common.
func (q querying) read(stories []int64) error {
	var unknown []int64
	for _, s := range stories {
		if q.reading[s] == nil {
			q.reading[s] = &comparedStory{}
			unknown = append(unknown, s)
		}
	}
	digests, err := q.digestsOf(unknown)
	for s, d := range digests {
		q.reading[s].digest = d
	}
	return err
}

// readPersons reads who the speakers of stories are that were read.
func (q querying) readPersons(stories []int64) error {
	digests := map[int64]*compare.Digest{}
	for _, s := range stories {
		if r := q.reading[s]; !r.named && r.digest != nil {
			digests[s] = r.digest
		}
		q.reading[s].named = true
	}
	return q.namePersons(digests)
}

// readLinks reads the links of stories that were read.
func (q querying) readLinks(stories []int64) error {
	var unknown []int64
	for _, s := range stories {
		if r := q.reading[s]; !r.linked && r.digest != nil {
			unknown = append(unknown, s)
		}
		q.reading[s].linked = true
	}
	return q.eachOf(unknown, func(scan func(...any) error) error {
		var from, to int64
		var l compare.Link
		if err := scanLink(scan, &from, &to, &l); err != nil {
			return err
		}
		s := q.reading[from]
		l.From = s.digest.Story
		s.links, s.to = append(s.links, l), append(s.to, to)
		return nil
	}, `SELECT `+linkColumns+` FROM links WHERE kind <> '`+string(compare.SharedQuote)+`' AND from_story`, ``)
}

func scanLink(scan func(...any) error, from, to *int64, l *compare.Link) error {
	var passages string
	if err := scan(from, to, &l.Kind, &l.Share, &l.Agency, &passages); err != nil {
		return err
	}
	var err error
	l.Passages, err = unpassages(passages)
	return err
}

func sortLinks(links []compare.Link) {
	slices.SortFunc(links, func(a, b compare.Link) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
}

// namePersons fills in who the speakers of digests are across stories.
func (q querying) namePersons(digests map[int64]*compare.Digest) error {
	stories := map[int64]bool{}
	for s := range digests {
		stories[s] = true
	}
	return q.eachOf(inOrderOf(stories), func(scan func(...any) error) error {
		var story, part int64
		var i, elsewhere int
		if err := scan(&story, &i, &part, &elsewhere); err != nil {
			return err
		}
		if elsewhere == 1 && i < len(digests[story].Speakers) {
			digests[story].Speakers[i].Person = personID(part)
		}
		return nil
	}, `SELECT a.story, a.speaker, n.part, CASE WHEN EXISTS (SELECT 1 FROM members m JOIN appearances b ON b.member = m.member WHERE m.part = n.part AND b.story <> a.story) THEN 1 ELSE 0 END
		FROM appearances a JOIN members n ON n.member = a.member WHERE a.story`, ``)
}
