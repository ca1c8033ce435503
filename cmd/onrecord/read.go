package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/onrecord/onrecord"
	"github.com/onrecord/onrecord/internal/web"
)

// A reading is what the command line of "onrecord read" asks for.
type reading struct {
	format        format
	oneStory      bool // the format holds no more
	published     time.Time
	minConfidence float64
	anyLanguage   bool
}

// A format is one way to print records.
type format struct {
	head string // printed before the first story
	// story renders one story. It is called from many goroutines.
	story func(b sink, s *story)
	// open and close print what stands around all stories, which are then printed
	// once all are there. If they are nil, each is printed as soon as it is.
	open, close func(w sink, all []result)
	// last is what to print at the end, after several stories.
	last func(all onrecord.Tally) string
}

// A sink takes what is rendered: memory where a story has to wait for others,
// the output itself where there is one story only.
type sink interface {
	io.Writer
	io.ByteWriter
	io.StringWriter
}

// The tables that --csv prints.
const (
	tableStatements = "statements"
	tableFigures    = "figures"
)

// A story is a record with what is known of where it was read from.
type story struct {
	*onrecord.Record
	name    string // of its file
	number  int    // counted from 1 in the order given
	several bool   // it is one of several
}

// words returns the words of a span, none if it is empty.
func (s *story) words(at onrecord.Span) string { return s.Text[at.Start:at.End] }

// An input is a file to be read, or why it can't be.
type input struct {
	name   string
	number int
	err    error
}

// A result is a story, rendered, or why it could not be read.
type result struct {
	input
	out     []byte
	tally   onrecord.Tally
	warning *complaint // what is wrong with it all the same; nil if nothing is
}

func readCommand() *cobra.Command {
	cmd := &cobra.Command{Use: readUse, Short: readShort, Long: readLong, Example: readExample, DisableFlagsInUseLine: true}
	f := cmd.Flags()
	f.SortFlags = false
	f.Bool("json", false, flagJSON)
	f.Bool("jsonl", false, flagJSONLines)
	f.String("csv", "", flagCSV)
	f.Lookup("csv").NoOptDefVal = tableStatements
	f.Bool("html", false, flagHTML)
	f.Bool("conllu", false, flagCoNLLU)
	published := f.String("published", "", flagPublished)
	confidence := f.String("min-confidence", "", flagMinConfidence)
	anyLanguage := f.Bool("any-language", false, flagAnyLanguage)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		rd := &reading{anyLanguage: *anyLanguage}
		if err := errors.Join(rd.setFormat(cmd), rd.setPublished(*published), rd.setConfidence(*confidence)); err != nil {
			return err
		}
		return rd.readAll(args)
	}
	return cmd
}

func (rd *reading) setFormat(cmd *cobra.Command) error {
	var given []string
	for _, name := range []string{"json", "jsonl", "csv", "html", "conllu"} {
		if f := cmd.Flags().Lookup(name); f.Changed && f.Value.String() != "false" {
			given = append(given, "--"+name)
		}
	}
	if len(given) > 1 {
		return formatsClash(given)
	}
	rd.oneStory = false
	switch strings.Join(given, "") {
	case "--json":
		rd.oneStory = true
		rd.format = format{story: func(b sink, s *story) { s.WriteJSON(b) }}
	case "--jsonl":
		rd.format = format{story: func(b sink, s *story) { s.WriteJSONLine(b, s.name) }}
	case "--csv":
		switch table, _ := cmd.Flags().GetString("csv"); table {
		case tableStatements:
			rd.format = format{head: columns(fileStatement{}), story: writeCSV}
		case tableFigures:
			rd.format = format{head: columns(fileFigure{}), story: writeFiguresCSV}
		default:
			return badTable(table)
		}
	case "--html":
		rd.format = format{story: writeStoryHTML, open: openPage, close: closePage}
	case "--conllu":
		rd.format = format{story: writeCoNLLU}
	default:
		l := lookOf(os.Stdout)
		rd.format = format{story: l.story, last: l.last}
	}
	return nil
}

func (rd *reading) setPublished(s string) (err error) {
	if s == "" {
		return nil
	}
	if rd.published, err = time.Parse(time.DateOnly, s); err != nil {
		return badDate(s)
	}
	return nil
}

func (rd *reading) setConfidence(s string) (err error) {
	if s == "" {
		return nil
	}
	rd.minConfidence, err = strconv.ParseFloat(s, 64)
	if err != nil || !(rd.minConfidence >= 0 && rd.minConfidence <= 1) {
		return badConfidence(s)
	}
	return nil
}

// readAll reads what args name and prints it.
func (rd *reading) readAll(args []string) error {
	if len(args) == 0 {
		if term.IsTerminal(int(os.Stdin.Fd())) {
			return nothingToRead()
		}
		args = []string{"-"}
	}
	inputs := expand(args)
	if rd.oneStory && len(inputs) > 1 {
		return oneStoryOnly(len(inputs))
	}
	if _, err := onrecord.English(); err != nil {
		return broken(err)
	}
	if len(inputs) > 1 && term.IsTerminal(int(os.Stderr.Fd())) && !term.IsTerminal(int(os.Stdout.Fd())) && os.Getenv("TERM") != "dumb" {
		startProgress(len(inputs))
	}
	if len(inputs) == 1 {
		return rd.readOne(os.Stdout, inputs[0])
	}
	return rd.print(os.Stdout, inOrder(slices.Values(inputs), runtime.GOMAXPROCS(0), rd.render), len(inputs))
}

// readOne reads one story and renders it as it is printed.
func (rd *reading) readOne(out io.Writer, in input) error {
	w := bufio.NewWriterSize(out, 64<<10)
	w.WriteString(rd.format.head)
	r, err := rd.read(in)
	switch {
	case err != nil:
		complain(asComplaint(err))
	default:
		warn(misencoded(in.name, r))
		rd.around(w, rd.format.open, []result{{input: in, tally: r.Tally()}})
		rd.format.story(w, &story{Record: r, name: in.name, number: in.number})
		rd.around(w, rd.format.close, nil)
	}
	if err := w.Flush(); err != nil {
		return unwritten(err)
	}
	if err != nil {
		return someUnread(1, 1)
	}
	return nil
}

func (rd *reading) around(w sink, print func(sink, []result), all []result) {
	if print != nil {
		print(w, all)
	}
}

// render reads one story of several and renders it.
func (rd *reading) render(in input) result {
	r, err := rd.read(in)
	if err != nil {
		in.err = err
		return result{input: in}
	}
	var b bytes.Buffer
	rd.format.story(&b, &story{r, in.name, in.number, true})
	return result{in, b.Bytes(), r.Tally(), misencoded(in.name, r)}
}

// read reads one story.
func (rd *reading) read(in input) (*onrecord.Record, error) {
	if in.err != nil {
		return nil, in.err
	}
	text, err := load(in.name)
	if err != nil {
		return nil, err
	}
	r, err := onrecord.Extract(onrecord.Revision{Text: text, Published: rd.published, AnyLanguage: rd.anyLanguage})
	if err != nil {
		return nil, refused(in.name, err)
	}
	dropDoubtful(r, rd.minConfidence)
	return r, nil
}

// refused says why a text was not taken.
func refused(name string, err error) error {
	var other *onrecord.NotEnglishError
	if errors.As(err, &other) {
		return otherLanguage(name, other)
	}
	return unread(name, err.Error(), "")
}

// print prints results in order, and errors among them as they come.
func (rd *reading) print(out io.Writer, results iter.Seq[result], n int) error {
	w := bufio.NewWriterSize(out, 64<<10)
	w.WriteString(rd.format.head)
	var all onrecord.Tally
	var kept []result
	bad := 0
	for r := range results {
		stepProgress()
		if r.err != nil {
			bad++
			w.Flush() // so that the two streams read in order where they meet
			complain(asComplaint(r.err))
			continue
		}
		if r.warning != nil {
			w.Flush()
			warn(r.warning)
		}
		all.Add(r.tally)
		if rd.format.open != nil {
			kept = append(kept, r)
			continue
		}
		w.Write(r.out)
		if err := w.Flush(); err != nil {
			return unwritten(err)
		}
	}
	clearProgress()
	if rd.format.last != nil && all.Stories > 1 {
		w.WriteString(rd.format.last(all))
	}
	if len(kept) > 0 {
		rd.format.open(w, kept)
		for _, r := range kept {
			w.Write(r.out)
		}
		rd.format.close(w, kept)
	}
	if err := w.Flush(); err != nil {
		return unwritten(err)
	}
	if bad > 0 {
		return someUnread(bad, n)
	}
	return nil
}

func asComplaint(err error) *complaint {
	var c *complaint
	errors.As(err, &c)
	return c
}

// expand lists the stories that args name, each directory's in order of name.
func expand(args []string) []input {
	inputs := filesOf(func(path string) bool { return strings.HasSuffix(path, ".txt") }, args)
	for i := range inputs {
		switch in := &inputs[i]; {
		case in.err == errNoFiles:
			in.err = noStories(in.name)
		case in.err != nil:
			in.err = unreadable(in.name, in.err)
		}
	}
	return inputs
}

// filesOf lists the files that args name: of a folder those whose names are
// known, hidden ones left out, in order of name.
func filesOf(known func(path string) bool, args []string) []input {
	var out []input
	add := func(name string, err error) { out = append(out, input{name, len(out) + 1, err}) }
	for _, arg := range args {
		info, err := os.Stat(arg)
		if arg == "-" || err != nil || !info.IsDir() {
			add(arg, nil) // what is wrong with it shows when it is read
			continue
		}
		before := len(out)
		filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			hidden := strings.HasPrefix(filepath.Base(path), ".") && path != arg
			switch {
			case err != nil:
				add(path, err)
			case d.IsDir() && hidden:
				return filepath.SkipDir
			case !d.IsDir() && !hidden && known(path):
				add(path, nil)
			}
			return nil
		})
		if len(out) == before {
			add(arg, errNoFiles)
		}
	}
	return out
}

// openPage, writeStoryHTML and closePage write a web page of stories.
func openPage(w sink, all []result) {
	var stories []web.FileStory
	for i := range all {
		stories = append(stories, web.FileStory{Name: all[i].name, Number: all[i].number, Tally: all[i].tally})
	}
	web.OpenFile(w, stories)
}

func writeStoryHTML(w sink, s *story) {
	web.FileStory{Name: s.name, Number: s.number, Tally: s.Tally()}.Write(w, s.Record)
}

func closePage(w sink, _ []result) { web.CloseFile(w) }

// inOrder reads inputs with so many workers and gives the results in the order
// of the inputs. No more than twice as many as there are workers wait at a time.
func inOrder[T, R any](inputs iter.Seq[T], workers int, read func(T) R) iter.Seq[R] {
	type job struct {
		in  T
		out chan R
	}
	return func(yield func(R) bool) {
		jobs, done := make(chan job), make(chan struct{})
		order := make(chan chan R, workers)
		defer close(done)
		for range workers {
			go func() {
				for j := range jobs {
					j.out <- read(j.in)
				}
			}()
		}
		go func() {
			defer close(order)
			defer close(jobs)
			for in := range inputs {
				out := make(chan R, 1)
				select {
				case order <- out:
				case <-done:
					return
				}
				jobs <- job{in, out}
			}
		}()
		for out := range order {
			if !yield(<-out) {
				return
			}
		}
	}
}
