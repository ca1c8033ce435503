package web

import "github.com/onrecord/onrecord/internal/export"

// What a record is, for the OpenAPI document. Records are written by their own
// encoder; a test checks that what it writes is as it says here.

type recordDoc struct {
	Onrecord   readerDoc      `json:"onrecord"`
	Story      storyHeadDoc   `json:"story"`
	Text       string         `json:"text,omitempty" doc:"The text as it was read; only if it was asked for and may leave."`
	Speakers   []speakerDoc   `json:"speakers"`
	Statements []statementDoc `json:"statements"`
	Figures    []figureDoc    `json:"figures,omitempty"`
	Notes      []noteDoc      `json:"notes,omitempty"`
	Problems   []oddityDoc    `json:"problems,omitempty"`
}

type readerDoc struct {
	Version string `json:"version"`
	English string `json:"english,omitempty" doc:"The weights that it was read with."`
}

type storyHeadDoc struct {
	Outlet    string           `json:"outlet,omitempty"`
	URL       string           `json:"url,omitempty"`
	Language  string           `json:"language,omitempty"`
	Published string           `json:"published,omitempty" format:"date"`
	Headline  *export.Passage  `json:"headline,omitempty"`
	Dateline  *export.Passage  `json:"dateline,omitempty"`
	Byline    []export.Passage `json:"byline,omitempty"`
	Credits   []export.Passage `json:"credits,omitempty"`
	Related   []export.Passage `json:"related,omitempty"`
}

type speakerDoc struct {
	ID       string           `json:"id" example:"k1"`
	Kind     string           `json:"kind" enum:"person,state,body,group,unnamed,document"`
	Name     string           `json:"name"`
	Country  string           `json:"country,omitempty" doc:"ISO 3166-1 alpha-2"`
	Roles    []string         `json:"roles,omitempty"`
	Plural   bool             `json:"plural,omitempty"`
	Mentions []export.Passage `json:"mentions,omitempty"`
}

type statementDoc struct {
	ID         string           `json:"id" example:"s7"`
	Kind       string           `json:"kind" enum:"direct,mixed,indirect" doc:"How much of the content stands in quotation marks: all, some, nothing."`
	Act        string           `json:"act" doc:"says, estimates, finds, confirms, denies, …"`
	Source     []export.Passage `json:"source,omitempty"`
	Cue        []export.Passage `json:"cue,omitempty"`
	Content    []export.Passage `json:"content,omitempty"`
	Speakers   []string         `json:"speakers,omitempty" doc:"IDs; none if nobody could be named."`
	Said       *dateDoc         `json:"said,omitempty"`
	Venue      *export.Passage  `json:"venue,omitempty"`
	To         *export.Passage  `json:"to,omitempty"`
	Hedges     []export.Passage `json:"hedges,omitempty"`
	Continues  string           `json:"continues,omitempty"`
	Within     string           `json:"within,omitempty"`
	Confidence float64          `json:"confidence" minimum:"0" maximum:"1"`
}

type dateDoc struct {
	export.Passage
	From string `json:"from,omitempty" format:"date"`
	To   string `json:"to,omitempty" format:"date"`
}

type figureDoc struct {
	ID string `json:"id" example:"f1"`
	export.Passage
	Low         *float64        `json:"low" doc:"null: no bound is given."`
	High        *float64        `json:"high"`
	LowOpen     bool            `json:"low_open,omitempty" doc:"The bound is not reached itself."`
	HighOpen    bool            `json:"high_open,omitempty"`
	Approximate bool            `json:"approximate,omitempty"`
	Measure     string          `json:"measure" example:"killed"`
	Unit        string          `json:"unit,omitempty"`
	Of          *populationDoc  `json:"of,omitempty"`
	Place       *export.Passage `json:"place,omitempty"`
	Cumulative  bool            `json:"cumulative,omitempty"`
	Period      *dateDoc        `json:"period,omitempty"`
	PartOf      string          `json:"part_of,omitempty"`
	Change      string          `json:"change,omitempty"`
	Status      string          `json:"status,omitempty"`
	Statement   string          `json:"statement,omitempty" doc:"The statement that gives it; missing: the outlet itself does."`
}

type populationDoc struct {
	export.Passage
	Name string `json:"name"`
}

type noteDoc struct {
	Kind string `json:"kind"`
	export.Passage
	By     string          `json:"by,omitempty"`
	Covers *export.Passage `json:"covers,omitempty"`
}

type oddityDoc struct {
	export.Passage
	Kind string `json:"kind"`
}

type foundStatementDoc struct {
	export.Place
	Statement statementDoc `json:"statement"`
	Speakers  []speakerDoc `json:"speakers"`
}

type foundFigureDoc struct {
	export.Place
	Figure    figureDoc     `json:"figure"`
	Statement *statementDoc `json:"statement,omitempty" doc:"The statement that gives it; missing: the outlet itself does."`
	Speakers  []speakerDoc  `json:"speakers"`
	Question  string        `json:"question,omitempty" doc:"The question that it belongs to, if other stories tell of it too."`
}

type statementAnswerDoc struct {
	Permanent string `json:"permanent" doc:"The name of the revision, for good."`
	Page      string `json:"page" doc:"Where the desk shows the statement."`
	export.Place
	Statement statementDoc `json:"statement"`
	Speakers  []speakerDoc `json:"speakers"`
	Figures   []figureDoc  `json:"figures" doc:"Those that the statement gives."`
}
