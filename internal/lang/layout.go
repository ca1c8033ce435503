package lang

import "time"

// A Layout is the parts of a story that are not its running text. Spans are
// empty, lists nil, where the story has no such part.
type Layout struct {
	Headline Span   // without the marks of a list or heading around it
	Dateline Span   // "VELSUND, Norhaven (AP)" without the dash after it
	Bylines  []Span // "By Ana Duarte": the names
	Credits  []Span // "(AP)", "Reuters contributed to this report"
	Related  []Span // headlines of other stories
	// Published is the day that the story itself says it was published on; zero
	// if it does not.
	Published time.Time
}
