package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"github.com/onrecord/onrecord/internal/ingest"
	"github.com/onrecord/onrecord/internal/store"
)

// wacz writes the captures of the stories to a new file.
func (x *exporting) wacz() error {
	name, _ := x.flags.GetString("wacz")
	n := 0
	err := writeWhole(name, func(f io.Writer) error {
		w := ingest.NewWACZ(f)
		err := x.db.Archived(x.ctx, x.stories, func(a *store.Archived) error {
			n++
			return w.Add(ingest.Member{URL: a.URL, Digest: a.Capture, Status: a.Status, MediaType: a.MediaType, Time: a.Time, Title: a.Title, Record: a.Record})
		})
		if err != nil {
			return err
		}
		return w.Close()
	})
	if err != nil {
		return exportFailed(name, err)
	}
	if term.IsTerminal(int(os.Stdout.Fd())) {
		fmt.Println(exportedSum(n, name))
	}
	return nil
}
