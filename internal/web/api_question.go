package web

import (
	"context"

	"github.com/onrecord/onrecord/internal/compare"
	"github.com/onrecord/onrecord/internal/store"
)

func (a *api) addQuestions() {
	const tag = "Questions"
	register(a, get("listQuestions", "/questions", tag, "List questions",
		"Those told of last first. Questions that one story alone tells of are among them only if they are in dispute."), a.listQuestions)
	register(a, get("getQuestion", "/questions/{id}", tag, "Get a question",
		"Who gave which figures when, how they stand to each other, who denies, and where it all comes from. No number is the best one."), a.getQuestion)
	register(a, get("getQuestionOrigins", "/questions/{id}/origins", tag, "Get the origins of a question",
		"Where its claims entered the record, how many independent origins that are, and the steps that lead there, each with its words."), a.getQuestionOrigins)
}

type questionsInput struct {
	Query    string `query:"q" maxLength:"2000" doc:"A search: the questions with claims in the stories that it finds."`
	Measure  string `query:"measure" maxLength:"200" doc:"What is counted." example:"killed"`
	Disputed bool   `query:"disputed" doc:"Only those in dispute."`
	ListParams
}

func (a *api) listQuestions(ctx context.Context, in *questionsInput) (*listing[*compare.QuestionJSON], error) {
	c, err := in.begin(ctx)
	if err != nil {
		return nil, err
	}
	found, err := a.db.QuestionsAfter(ctx, store.QuestionFilter{Query: in.Query, Measure: in.Measure, Disputed: in.Disputed}, c.Key, in.Limit+1)
	if err != nil {
		return nil, err
	}
	var next *cursor
	if len(found) > in.Limit {
		found = found[:in.Limit]
		next = &cursor{List: c.List, Key: found[in.Limit-1].Key}
	}
	var items []*compare.QuestionJSON
	points := a.db.Points(ctx)
	for _, f := range found {
		q, err := a.guarded(ctx, f.Question)
		if err != nil {
			return nil, err
		}
		if q != nil {
			items = append(items, q.Document(points))
		}
	}
	return listed(ctx, items, next), nil
}

type questionInput struct {
	ID string `path:"id" maxLength:"40" doc:"The ID of a question, or of any of its claims, or its first six digits or more." example:"q5a0c61d20f7b"`
}

type questionOutput struct{ Body *compare.QuestionJSON }

// question returns a question as it may leave.
func (a *api) question(ctx context.Context, id string) (*compare.Question, error) {
	q, err := a.db.Question(ctx, id)
	if err != nil {
		return nil, err
	}
	if q, err = a.guarded(ctx, q); err == nil && q == nil {
		err = store.ErrNotFound
	}
	return q, err
}

func (a *api) getQuestion(ctx context.Context, in *questionInput) (*questionOutput, error) {
	q, err := a.question(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return &questionOutput{q.Document(a.db.Points(ctx))}, nil
}

func (a *api) getQuestionOrigins(ctx context.Context, in *questionInput) (*originsOutput, error) {
	q, err := a.question(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return &originsOutput{q.Origins.Document(a.db.Points(ctx))}, nil
}

// guarded returns a question without what protected speakers say; nil if nothing is
// left of it.
func (a *api) guarded(ctx context.Context, q *compare.Question) (*compare.Question, error) {
	b, err := a.bearings(ctx)
	if err != nil || !b.shield.Any() {
		return q, err
	}
	guard := &asked{Question: q, bearings: b}
	if guard.digests, err = a.db.Digests(ctx, storiesOf([]*compare.Question{q})); err != nil {
		return nil, err
	}
	if err := a.guardQuestion(ctx, guard); err != nil {
		return nil, err
	}
	if len(guard.Bands) == 0 && len(guard.Entries) == 0 {
		return nil, nil
	}
	return guard.Question, nil
}

// guardOrigins does the same for the origins of a story's claims.
func (a *api) guardOrigins(ctx context.Context, o *compare.Origins) (*compare.Origins, error) {
	b, err := a.bearings(ctx)
	if err != nil || !b.shield.Any() {
		return o, err
	}
	q := &compare.Question{Origins: *o}
	for i := range o.List {
		for _, c := range o.List[i].Claims {
			q.Stories = append(q.Stories, c.Story)
		}
	}
	guard := &asked{Question: q, bearings: b}
	if guard.digests, err = a.db.Digests(ctx, storiesOf([]*compare.Question{q})); err != nil {
		return nil, err
	}
	err = a.guardQuestion(ctx, guard)
	return &guard.Question.Origins, err
}
