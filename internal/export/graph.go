package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// A graph writes one JSON document with a list in it, item by item.
type graph struct {
	w     *bufio.Writer
	tail  string
	items int
}

// newGraph begins a document: head stands before the items, tail behind them.
func newGraph(w io.Writer, head, tail string) *graph {
	g := &graph{w: bufio.NewWriter(w), tail: tail}
	g.w.WriteString(head) // an error is told by Flush
	return g
}

// add writes an item on a line of its own.
func (g *graph) add(item any) error {
	b, err := encode(item)
	if err != nil {
		return err
	}
	if g.items++; g.items > 1 {
		g.w.WriteByte(',')
	}
	g.w.WriteString("\n  ")
	_, err = g.w.Write(b)
	return err
}

// Close ends the document.
func (g *graph) Close() error {
	g.w.WriteString(g.tail)
	return g.w.Flush()
}

// encode returns v as JSON on one line, with "<" and "&" as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// lines writes a JSON document a line.
type lines struct{ w *bufio.Writer }

func (l lines) add(item any) error {
	b, err := encode(item)
	if err != nil {
		return err
	}
	l.w.Write(b)
	return l.w.WriteByte('\n')
}

func (l lines) Close() error { return l.w.Flush() }
