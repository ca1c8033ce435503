package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"sync"

	"github.com/onrecord/onrecord"
)

// All words printed to persons stand in this file, but for the page in page.html.

const (
	rootShort = "Keep a checkable record of who said what in the news"
	rootLong  = `onrecord reads English news and keeps a record of who said what: every
statement that a story attributes to someone, tied to its exact words.`

	readUse   = "read [FILE|DIR|-]..."
	readShort = "Read stories and print who said what"
	readLong  = `Read stories, plain text in UTF-8, and print who said what in each.

A FILE is one story, of 1 MB at most. A DIR stands for all files in it and below
it whose names end in .txt, hidden ones left out. "-", or no argument at all, is
standard input.

Without a format, the statements are set out for reading: who speaks (and in
brackets the story's own word for them, or "unresolved" if nobody could be
named), the cue, whether all (direct), some (mixed) or none (indirect) of the
words stand in quotation marks, how sure the reading is (of those that are 90 %
sure, nine in ten are right), and the statement's id in the other formats; when, where and to whom it was said; what
it does, unless it only says ("denies", "warns"). Words that soften it are
underlined. What is reported within a statement stands below it, further in.

Figures stand under the statement that gives them, each with its bounds:
◆ 12 one number, ◇ 12 about that; 340 ┃━━━▶ at least 340, 340 ╎━━━▶ more than
340; ◀━━━┃ 70 at most 70, ◀━━━╎ 70 less; dashes for "about". Figures that measure
the same are then drawn side by side on one scale. What the outlet says of its
own story, such as that it could not verify something, stands last.

A byte that is not UTF-8 is read as U+FFFD and warned of; --json lists them.

Without --published, words such as "yesterday" count from the date that the
story prints, if it prints one.

Offsets in --json, --jsonl and --csv count Unicode code points from the start
of the text. Cells of --csv that a spreadsheet would take for a formula, those
that start with =, +, - or @, get an apostrophe in front.

Exit codes: 0 all was read; 1 something could not be read, but the rest was;
2 wrong usage; 3 the output could not be written; 130 interrupted.`
	readExample = `  onrecord read story.txt
  onrecord read --jsonl stories/ > records.jsonl
  curl -s https://example.org/story.txt | onrecord read --published 2031-05-14 --json`

	flagJSON          = "print one story's record as a JSON document"
	flagJSONLines     = "print a JSON document a line, one for each story"
	flagCSV           = "print a table, one statement a row; --csv=figures: one figure a row (`statements` or figures)"
	flagHTML          = "print a web page: the text with its statements marked"
	flagCoNLLU        = "print tokens, tags and heads in CoNLL-U"
	flagPublished     = "the day the stories were published, as `YYYY-MM-DD`"
	flagMinConfidence = "leave out statements less certain than `X`, from 0 to 1"
	flagAnyLanguage   = "read a text even if it does not look like English"
)

// A complaint is an error that says what to do next. One without a message has
// been reported already.
type complaint struct {
	message, hint string
	code          int
}

func (c *complaint) Error() string { return c.message }

func usage(message string) *complaint {
	return &complaint{message, "'onrecord help COMMAND' shows how each command is used", exitUsage}
}

func unread(name, message, hint string) *complaint {
	if name == "" {
		name = `""`
	}
	return &complaint{visible(name) + ": " + message, hint, exitUnread}
}

func nothingToRead() error {
	return &complaint{"nothing to read", "name a file or a directory, or pipe a story in: onrecord read story.txt", exitUsage}
}

func formatsClash(flags []string) error {
	return &complaint{onrecord.List(flags) + " can't be used together", "choose one format; run the command again for another", exitUsage}
}

func badTable(s string) error {
	return &complaint{fmt.Sprintf("--csv=%s: there is no such table", visible(s)), "--csv=statements has a row for each statement, --csv=figures one for each figure", exitUsage}
}

func badDate(s string) error {
	return &complaint{fmt.Sprintf("--published %s is not a date", visible(strconv.Quote(s))), "write it as year, month and day: --published 2031-05-14", exitUsage}
}

func badConfidence(s string) error {
	return &complaint{fmt.Sprintf("--min-confidence %s is not a number from 0 to 1", visible(s)), "0.8 keeps what is right four times in five: --min-confidence 0.8", exitUsage}
}

func oneStoryOnly(n int) error {
	return &complaint{fmt.Sprintf("--json prints one story, but %s were given", onrecord.Count(n, "story", "stories")), "--jsonl prints one a line", exitUsage}
}

func noStories(dir string) error {
	return unread(dir, "no stories in this directory", "stories are files whose names end in .txt; name other files one by one")
}

func unreadable(name string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err // the name is said already
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return unread(name, "there is no such file", "")
	case errors.Is(err, fs.ErrPermission):
		return unread(name, "may not be read by you", "see 'ls -l' for who may")
	}
	return unread(name, err.Error(), "")
}

func tooBig(name string) error {
	return unread(name, onrecord.ErrTooLarge.Error(), "cut it into its stories, one a file")
}

func emptyText(name string) error { return unread(name, onrecord.ErrNoText.Error(), "") }

func notText(name string) error {
	return unread(name, onrecord.ErrNotText.Error(), "save the story as a text file in UTF-8")
}

func utf16Text(name string) error {
	return unread(name, onrecord.ErrUTF16.Error(), "convert it: iconv -f UTF-16 -t UTF-8")
}

// codePageText and damagedText are warnings: the text was read, with a U+FFFD for
// each such byte, and the record lists them.
func codePageText(name string, n, line int) *complaint {
	return unread(name, fmt.Sprintf("%s (line %d): this looks like Windows-1252 or Latin-1, and such words are read wrongly", notUTF8(n), line),
		"convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEWFILE")
}

func damagedText(name string, n, line int) *complaint {
	return unread(name, fmt.Sprintf("%s (line %d): this text is damaged or in two encodings, and such words are read wrongly", notUTF8(n), line),
		"save the story anew as a text file in UTF-8")
}

func notUTF8(n int) string { return onrecord.Count(n, "byte is not UTF-8", "bytes are not UTF-8") }

func otherLanguage(name string, e *onrecord.NotEnglishError) error {
	return unread(name, e.Error(), "to read it nevertheless, add --any-language")
}

func someUnread(bad, all int) error {
	if all == 1 {
		return &complaint{code: exitUnread}
	}
	return &complaint{fmt.Sprintf("%d of %s could not be read", bad, onrecord.Count(all, "story", "stories")), "", exitUnread}
}

func unwritten(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return &complaint{"the output could not be written: " + err.Error(), "", exitUnwritten}
}

func broken(err error) error {
	return &complaint{err.Error(), "this build of onrecord is damaged; build or download it again", exitUnwritten}
}

// complain prints an error and what to do about it.
func complain(c *complaint) { tell("error", c) }

// warn does the same for what did not keep a story from being read.
func warn(c *complaint) {
	if c != nil {
		tell("warning", c)
	}
}

func tell(what string, c *complaint) {
	clearProgress()
	fmt.Fprintf(os.Stderr, "onrecord: %s: %s\n", what, c.message)
	if c.hint != "" {
		fmt.Fprintf(os.Stderr, "onrecord: hint: %s\n", c.hint)
	}
}

// The words of the view for a terminal.
const (
	wordContinues = "goes on from"
	wordNothing   = "no statements found"
	wordBetween   = " … " // between the pieces of a content
	wordTo        = "to"
	wordUnclaimed = "figures not attributed to anybody"
	wordScale     = "bars from"
	wordLog       = "logarithmic"
	wordAbout     = "about"
)

// progress draws how far reading has come on standard error. The zero value
// draws nothing.
var progress struct {
	sync.Mutex
	total int // 0 if no progress is shown
	done  int
	drawn bool
}

func startProgress(total int) {
	progress.Lock()
	progress.total = total
	progress.Unlock()
}

// stepProgress draws the bar with one story more, unless it would look the same.
func stepProgress() {
	const cells = 24
	p := &progress
	p.Lock()
	defer p.Unlock()
	p.done++
	if p.total == 0 || p.drawn && p.done*100/p.total == (p.done-1)*100/p.total {
		return
	}
	full := p.done * cells / p.total
	fmt.Fprintf(os.Stderr, "\r\x1b[K%s%s %s of %s", strings.Repeat("━", full), strings.Repeat("╌", cells-full),
		onrecord.Grouped(p.done), onrecord.Count(p.total, "story", "stories"))
	p.drawn = true
}

// clearProgress takes the bar off the terminal, for a message or for good.
func clearProgress() {
	progress.Lock()
	defer progress.Unlock()
	if progress.drawn {
		fmt.Fprint(os.Stderr, "\r\x1b[K")
		progress.drawn = false
	}
}
