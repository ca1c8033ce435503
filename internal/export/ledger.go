package export

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"strconv"

	"github.com/onrecord/onrecord/internal/store"
)

// A Format is a format of export, as 'onrecord export' names it.
type Format string

// The formats, in the order that help lists them. CSV and Parquet are tables of
// statements or of figures.
const (
	CSVStatements     Format = "csv=statements"
	CSVFigures        Format = "csv=figures"
	ParquetStatements Format = "parquet=statements"
	ParquetFigures    Format = "parquet=figures"
	JSONLines         Format = "jsonl"
	Annotation        Format = "annotation"
	Ninjs             Format = "ninjs"
	PROV              Format = "prov"
	UCDP              Format = "ucdp"
	SchemaOrg         Format = "schema-org"
	Wikibase          Format = "wikibase"
)

// writer returns the writer of a format.
func (f Format) writer(w io.Writer) (Writer, error) {
	switch f {
	case CSVStatements:
		return NewStatementsCSV(w)
	case CSVFigures:
		return NewFiguresCSV(w)
	case ParquetStatements:
		return NewStatementsParquet(w), nil
	case ParquetFigures:
		return NewFiguresParquet(w), nil
	case Annotation:
		return NewAnnotations(w), nil
	case Ninjs:
		return NewNinjs(w), nil
	case PROV:
		return NewPROV(w), nil
	case UCDP:
		return NewUCDP(w)
	case SchemaOrg:
		return NewSchemaOrg(w), nil
	case Wikibase:
		return NewWikibase(w), nil
	}
	return NewRecords(w), nil
}

// A Ledger is a ledger that stories are exported from: their latest revisions, with
// what people decided in force and protected speakers taken out.
type Ledger struct {
	ctx       context.Context
	db        *store.DB
	shield    *store.Shield
	questions map[string]Question // by ID, as far as they were needed
}

// Open returns a ledger to be exported from until ctx ends.
func Open(ctx context.Context, db *store.DB) (*Ledger, error) {
	shield, err := db.Protected(ctx)
	return &Ledger{ctx, db, shield, map[string]Question{}}, err
}

// Write writes the stories with the given IDs, or all if that is nil, and returns
// how many. The whole texts leave only if that is asked for. step is called after
// each story.
func (l *Ledger) Write(w io.Writer, f Format, stories []string, whole bool, step func()) (n int, err error) {
	out, err := f.writer(w)
	if err != nil {
		return 0, err
	}
	err = l.each(stories, func(s *store.Story) error {
		defer step()
		e, err := l.latest(s, f)
		if err != nil || e == nil {
			return err
		}
		e.Whole = whole && !e.guarded
		n++
		return out.Story(e)
	})
	return n, cmp.Or(err, out.Close())
}

// each calls f with the stories that are asked for, in the order of their IDs.
func (l *Ledger) each(stories []string, f func(*store.Story) error) error {
	if stories == nil {
		return l.db.EachStory(l.ctx, f)
	}
	for _, id := range stories {
		s, _, err := l.db.Find(l.ctx, id)
		if err != nil {
			return err
		}
		if err := f(s); err != nil {
			return err
		}
	}
	return nil
}

// latest returns the latest revision of a story as it may leave; nil if there is
// nothing of it: it was erased, or not read.
func (l *Ledger) latest(s *store.Story, f Format) (*Story, error) {
	if s.Redacted != "" || s.Latest == 0 {
		return nil, nil
	}
	ref := store.Ref{Story: s.ID, Revision: s.Latest}
	revisions, err := l.db.Revisions(l.ctx, s.ID)
	if err != nil {
		return nil, err
	}
	e, err := l.story(ref, revisions[s.Latest-1])
	if err != nil || e.English == "" {
		return nil, err
	}
	if err := l.compared(e, f); err != nil {
		return nil, err
	}
	e.Protect(l.shield.Speakers(s.ID, e.Record))
	return e, nil
}

// Story returns a revision as it may leave in a format. One that nothing has read
// has no statements and an empty English; its text does not leave where anybody is
// protected, since nobody knows who speaks in it.
func (l *Ledger) Story(ref store.Ref, f Format) (*Story, error) {
	revisions, err := l.db.Revisions(l.ctx, ref.Story)
	if err != nil {
		return nil, err
	}
	if ref.Revision < 1 || ref.Revision > len(revisions) {
		return nil, store.ErrNotFound
	}
	e, err := l.story(ref, revisions[ref.Revision-1])
	if err != nil {
		return nil, err
	}
	if ref.Revision == len(revisions) {
		if err := l.compared(e, f); err != nil {
			return nil, err
		}
	}
	e.Protect(l.shield.Speakers(ref.Story, e.Record))
	e.guarded = e.guarded || e.English == "" && l.shield.Any()
	return e, nil
}

func (l *Ledger) story(ref store.Ref, seen store.Seen) (*Story, error) {
	r, err := l.db.Decided(l.ctx, ref)
	if err != nil {
		return nil, err
	}
	return &Story{Record: r, ID: ref.Story, Revision: ref.Revision, Seen: seen.At}, nil
}

// WriteOne writes one story as a document of its own.
func WriteOne(w io.Writer, f Format, s *Story) error {
	out, err := f.writer(w)
	if err != nil {
		return err
	}
	return cmp.Or(out.Story(s), out.Close())
}

// compared fills in what the comparison knows of a story, as far as a format has a
// place for it.
func (l *Ledger) compared(e *Story, f Format) error {
	switch f {
	case UCDP, CSVFigures, ParquetFigures:
		return l.withQuestions(e)
	case PROV:
		return errors.Join(l.withLinks(e), l.withOrigins(e))
	case Ninjs, SchemaOrg:
		return l.withLinks(e)
	}
	return nil
}

// withQuestions tells of each figure which question it belongs to.
func (l *Ledger) withQuestions(e *Story) error {
	of, err := l.db.QuestionsOf(l.ctx, e.ID)
	if err != nil || len(of) == 0 {
		return err
	}
	digests, err := l.db.Digests(l.ctx, []string{e.ID})
	if err != nil || digests[e.ID] == nil {
		return err
	}
	e.Questions = map[string]Question{}
	for i, id := range of {
		c := &digests[e.ID].Claims[i]
		q, err := l.question(id)
		if err != nil {
			return err
		}
		if c.Figure > 0 && q.ID != "" {
			e.Questions["f"+strconv.Itoa(c.Figure)] = q
		}
	}
	return nil
}

// question returns what is told of a question; nothing if it is of one story only.
func (l *Ledger) question(id string) (Question, error) {
	if q, ok := l.questions[id]; ok {
		return q, nil
	}
	q, err := l.db.Question(l.ctx, id)
	if err != nil {
		return Question{}, err
	}
	var out Question
	if o := &q.Origins; o.Articles > 1 {
		out = Question{ID: q.ID, Articles: &o.Articles, Outlets: &o.Outlets, Least: &o.Least, Most: &o.Most}
	}
	l.questions[id] = out
	return out, nil
}

// withLinks tells which stories this one copies.
func (l *Ledger) withLinks(e *Story) error {
	links, err := l.db.DirectLinks(l.ctx, e.ID)
	if err != nil {
		return err
	}
	for _, k := range links {
		if k.From != e.ID {
			continue
		}
		s, ref, err := l.db.Find(l.ctx, k.To)
		if err != nil {
			return err
		}
		e.Links = append(e.Links, Link{Story: s.ID, Revision: ref.Revision, URL: s.URL, Kind: string(k.Kind), Share: k.Share})
	}
	return nil
}

// withOrigins tells where the story's statements entered the record.
func (l *Ledger) withOrigins(e *Story) error {
	digests, err := l.db.Digests(l.ctx, []string{e.ID})
	if err != nil || digests[e.ID] == nil {
		return err
	}
	o, err := l.db.OriginsOf(l.ctx, e.ID)
	if err != nil {
		return err
	}
	for i := range o.List {
		origin := &o.List[i]
		for _, c := range origin.Occasions {
			out := Origin{On: c.On}
			if !origin.Unknown {
				out.Name = origin.Claimant.Name
			}
			for _, r := range c.Claims {
				if st := digests[e.ID].Claims[r.Claim].Statement; r.Story == e.ID && st >= 0 {
					out.Statements = append(out.Statements, "s"+strconv.Itoa(st+1))
				}
			}
			if len(out.Statements) > 0 {
				slices.Sort(out.Statements)
				out.Statements = slices.Compact(out.Statements)
				e.Origins = append(e.Origins, out)
			}
		}
	}
	return nil
}
