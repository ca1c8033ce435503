package onrecord

import "embed"

// Samples are the invented stories that the program is shown with: stories as
// text, and sets of stories about one event as JSON Lines, a revision a line.
//
//go:embed testdata/stories/*.txt testdata/circular/*.jsonl
var Samples embed.FS
