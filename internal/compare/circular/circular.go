// Package circular makes invented stories of invented events with known truth:
// which story copies which, which figures belong together, and where they came
// from. What it makes depends on the seed alone.
//
// An event is told by an agency; other outlets take its story over, whole, cut,
// turned around or in other words; some send reporters of their own, who use the
// same names and the same words for the same things and copy nothing. So
// neither shared wording nor shared numbers give the truth away.
package circular

import "time"

// A Set is stories and what is true of them.
type Set struct {
	Stories   []Story
	Copies    []Copy
	Questions []Question
}

// A Story is one story as an outlet published it.
type Story struct {
	ID, Outlet, URL string
	Published       time.Time
	Text            string
	// Family is the story that this one was made from, at first hand or further;
	// its own ID if it was written on its own. Two stories of a family share words.
	Family string
}

// A Copy is a story that was made from an earlier one.
type Copy struct {
	From, To string  // the copy, and what it was made from
	Kept     float64 // how much of the copy's words were taken over, but for light edits: 0 to 1
	Agency   string  // the agency that it credits, if any
}

// A Question is figures that measure one thing.
type Question struct {
	Name    string // "main/killed"
	Measure string // as figures are read: "killed", "job" for all kinds of lost jobs
	Figures []Figure
	Answers []Answer
	// Least and Most are how many independent origins there are; both are 0 if
	// nobody gives a figure.
	Least, Most int
}

// A Figure is where a story gives a number.
type Figure struct {
	Story     string
	Start     int    // of Words in the text, in bytes
	Words     string // from bound to counted noun
	Low, High float64
	// Origin is who brought it into the record: equal names are one. Unknown is one
	// that nobody can know.
	Origin string
}

// Unknown is the origin of what an unnamed source says.
const Unknown = "?"

// An Answer is where a story denies, declines to answer or could not verify.
type Answer struct {
	Story string
	Kind  string // "denies", "declines-to-comment", "unverified"
	Start int
	Words string
}

// NoBound is a Low or High of a figure that has no such bound.
const NoBound = -1
