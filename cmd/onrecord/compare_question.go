package main

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

func questionsCommand() *cobra.Command {
	cmd := ledgerCommand(questionsUse, questionsShort, questionsLong, cobra.ArbitraryArgs, func(cmd *cobra.Command, db *store.DB, args []string) error {
		f := cmd.Flags()
		filter := store.QuestionFilter{Query: strings.Join(args, " ")}
		filter.Measure, _ = f.GetString("measure")
		filter.Disputed, _ = f.GetBool("disputed")
		limit, _ := f.GetInt("limit")
		json, _ := f.GetBool("json")
		if limit < 1 || limit > mostShown {
			return badLimit(limit)
		}
		if err := warnUncompared(cmd.Context(), db); err != nil {
			return err
		}
		found, err := db.Questions(cmd.Context(), filter, limit+1)
		if err != nil {
			return asQueryComplaint(filter.Query, err)
		}
		if err := writeQuestions(cmd.Context(), db, found[:min(limit, len(found))], json); err != nil {
			return err
		}
		switch {
		case len(found) == 0:
			noQuestions(filter.Query != "" || filter.Measure != "" || filter.Disputed)
		case len(found) > limit:
			moreFound(limit)
		}
		return nil
	})
	f := cmd.Flags()
	f.Bool("disputed", false, flagDisputed)
	f.String("measure", "", flagMeasure)
	f.Int("limit", 20, flagQuestionsLimit)
	f.Bool("json", false, flagQuestionJSON)
	cmd.SetFlagErrorFunc(badSearchFlag)
	cmd.Example = questionsExample
	return cmd
}

func writeQuestions(ctx context.Context, db *store.DB, questions []*compare.Question, json bool) error {
	out := bufio.NewWriter(os.Stdout)
	l, points := lookOf(os.Stdout), db.Points(ctx)
	for i, q := range questions {
		if json {
			line, err := q.JSON(points)
			if err != nil {
				return err
			}
			out.Write(line)
			continue
		}
		if i > 0 {
			out.WriteByte('\n')
		}
		l.questionInShort(out, q)
	}
	if err := out.Flush(); err != nil {
		return unwritten(err)
	}
	return nil
}

func questionCommand() *cobra.Command {
	cmd := ledgerCommand(questionUse, questionShort, questionLong, cobra.ExactArgs(1), func(cmd *cobra.Command, db *store.DB, args []string) error {
		ctx := cmd.Context()
		if err := warnUncompared(ctx, db); err != nil {
			return err
		}
		q, beside, err := db.QuestionAndBeside(ctx, args[0])
		if err != nil {
			return asQuestionComplaint(err)
		}
		if json, _ := cmd.Flags().GetBool("json"); json {
			line, err := q.JSON(db.Points(ctx))
			if err != nil {
				return err
			}
			return write(line)
		}
		var b bytes.Buffer
		lookOf(os.Stdout).question(&b, q, beside)
		return write(b.Bytes())
	})
	cmd.Flags().Bool("json", false, flagOneQuestionJSON)
	return cmd
}

// question sets out a question: a band each for what may be compared, in it a bar
// for each claimant and time, then how they stand to each other, who answers, and
// where it all comes from.
func (l look) question(b sink, q *compare.Question, beside []*compare.Question) {
	l.questionHead(b, q)
	for i := range q.Bands {
		b.WriteByte('\n')
		l.band(b, &q.Bands[i], len(q.Bands) > 1 || q.Bands[i].Name != compare.InAll)
	}
	l.answers(b, q)
	l.originsInShort(b, &q.Origins)
	if len(beside) > 0 {
		b.WriteByte('\n')
		l.write(b, "", words(wordBeside, strong))
		for _, o := range beside {
			l.write(b, "  ", append(append(words(o.Title, unstyled), dot()), words(o.ID, faint)...))
		}
	}
}

func (l look) questionHead(b sink, q *compare.Question) {
	l.write(b, "", words(q.Title, strong))
	w := words(q.ID, faint)
	for _, more := range []string{q.Origins.String(), q.Days()} {
		w = append(append(w, dot()), words(more, unstyled)...)
	}
	l.write(b, "", w)
}

// band sets out the claims that may be compared, on one scale.
func (l look) band(b sink, band *compare.Band, named bool) {
	sc := compare.NewScale(boundsIn(band))
	var w []word
	if named {
		w = append(words(band.Name, strong), dot())
	}
	l.write(b, "", append(w, words(extent(sc), faint)...))
	for i := range band.Lines {
		l.claimLine(b, &band.Lines[i], sc)
	}
	l.relations(b, band)
}

// boundsIn returns the bounds of a band's figures.
func boundsIn(band *compare.Band) []onrecord.Bounds {
	var out []onrecord.Bounds
	for i := range band.Lines {
		for j := range band.Lines[i].Points {
			out = append(out, band.Lines[i].Points[j].Bounds)
		}
	}
	return out
}

// claimLine sets out what one claimant gave over time.
func (l look) claimLine(b sink, line *compare.Line, sc compare.Scale) {
	w := words(line.Claimant.String(), strong)
	for _, more := range claimantAbout(&line.Claimant) {
		w = append(append(w, dot()), words(more, faint)...)
	}
	l.write(b, "  ", w)
	for j := range line.Points {
		l.point(b, &line.Points[j], sc, j > 0)
	}
}

// point sets out one figure: when, its bar, its bounds, and below it the words and
// where they stand.
func (l look) point(b sink, p *compare.Point, sc compare.Scale, later bool) {
	w := []word{{text: p.On, width: len(p.On)}}
	if !p.Told {
		w[0].style = faint
	}
	if bar := drawBar(sc, p.Bounds, min(barWidth, l.width/3), l.signs); l.width >= 2*barWidth+16 {
		w = append(w, word{text: bar, width: min(barWidth, l.width/3)})
	}
	w = append(w, words(p.Bounds.String(), strong)...)
	if later {
		w = append(append(w, dot()), words(wordLater, faint)...)
	}
	if p.Status != "" {
		w = append(append(w, dot()), words(p.Status, faint)...)
	}
	l.write(b, "    ", w)
	first := &p.Claims[0]
	l.write(b, "      ", append(append(words(quoted(first.Passage), unstyled), dot()), words(whereFound(first), faint)...))
	if more := elsewhereThan(first, p.Claims[1:]); len(more) > 0 {
		l.write(b, "      ", words(alsoFound(more), faint))
	}
}

// elsewhereThan returns the claims that stand in other stories than the first.
func elsewhereThan(first *compare.Cite, more []compare.Cite) []compare.Cite {
	return slices.DeleteFunc(slices.Clone(more), func(c compare.Cite) bool { return c.Story == first.Story })
}

// mostPairs is how many pairs of claimants are named of each kind of relation.
const mostPairs = 6

// relations says how the claimants stand to each other, what they agree on last.
func (l look) relations(b sink, band *compare.Band) {
	for _, kind := range []compare.RelationKind{compare.Conflict, compare.Compatible, compare.Narrow, compare.Agree} {
		n := 0
		for _, r := range band.Relations {
			if r.Kind != kind {
				continue
			}
			if n++; n > mostPairs {
				continue
			}
			l.write(b, "  ", append(words(string(kind), relationStyle(kind)), words(band.Between(r), unstyled)...))
		}
		if n > mostPairs {
			l.write(b, "  ", words(morePairs(n-mostPairs, kind), faint))
		}
	}
}

func relationStyle(kind compare.RelationKind) style {
	if kind == compare.Conflict {
		return styleAlert
	}
	return strong
}

// answers lists denials, refusals and what was not verified.
func (l look) answers(b sink, q *compare.Question) {
	if len(q.Entries) == 0 {
		return
	}
	b.WriteByte('\n')
	l.write(b, "", words(wordAnswers, strong))
	for i := range q.Entries {
		e := &q.Entries[i]
		w := append([]word{{text: e.On, width: len(e.On), style: faint}}, words(e.Claimant.String(), strong)...)
		w = append(w, words(e.Answer.String()+":", styleAlert)...)
		w = append(append(w, words(quoted(e.Cite.Words), unstyled)...), dot())
		l.write(b, "  ", append(w, words(whereFound(&e.Cite), faint)...))
	}
}

// originsInShort lists the origins with how many articles come from each.
func (l look) originsInShort(b sink, o *compare.Origins) {
	b.WriteByte('\n')
	l.write(b, "", append(append(words(wordOrigins, strong), dot()), words(o.String(), unstyled)...))
	for i := range o.List {
		l.origin(b, &o.List[i])
	}
}

func (l look) origin(b sink, o *compare.Origin) {
	w := words(o.String(), strong)
	about := claimantAbout(&o.Claimant)
	if days := o.Days(); days != "" {
		about = append(about, days)
	}
	for _, more := range about {
		w = append(append(w, dot()), words(more, faint)...)
	}
	l.write(b, "  ", append(append(w, dot()), words(o.Articles(), unstyled)...))
}

// questionInShort sets out a question in a list: what, how many, and what the
// claimants said last.
func (l look) questionInShort(b sink, q *compare.Question) {
	l.questionHead(b, q)
	const most = 4
	n := 0
	for i := range q.Bands {
		for j := range q.Bands[i].Lines {
			line := &q.Bands[i].Lines[j]
			if n++; n > most {
				continue
			}
			last := &line.Points[len(line.Points)-1]
			w := words(last.Bounds.String(), strong)
			w = append(append(w, dot()), words(line.Claimant.String(), unstyled)...)
			w = append(append(w, dot()), words(last.On, faint)...)
			if len(q.Bands) > 1 || q.Bands[i].Name != compare.InAll {
				w = append(append(w, dot()), words(q.Bands[i].Name, faint)...)
			}
			l.write(b, "  ", w)
		}
	}
	if n > most {
		l.write(b, "  ", words(moreClaimants(n-most), faint))
	}
	if d := q.Dispute(); d != "" {
		l.write(b, "  ", words(d, styleAlert))
	}
}
