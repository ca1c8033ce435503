package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/internal/store"
)

func speakerCommand() *cobra.Command {
	cmd := ledgerCommand(speakerUse, speakerShort, speakerLong, cobra.ExactArgs(1), func(cmd *cobra.Command, db *store.DB, args []string) error {
		ctx := cmd.Context()
		limit, _ := cmd.Flags().GetInt("limit")
		if limit < 1 || limit > mostShown {
			return badLimit(limit)
		}
		if err := warnUncompared(ctx, db); err != nil {
			return err
		}
		p, err := findPerson(ctx, db, args[0], limit)
		if err != nil {
			return asSpeakerComplaint(err)
		}
		out := bufio.NewWriter(os.Stdout)
		if json, _ := cmd.Flags().GetBool("json"); json {
			err = writePersonJSON(out, p)
		} else {
			err = lookOf(os.Stdout).person(out, p)
		}
		if err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return unwritten(err)
		}
		return nil
	})
	cmd.Flags().Int("limit", 20, flagStatementsLimit)
	cmd.Flags().Bool("json", false, flagSpeakerJSON)
	cmd.Example = speakerExample
	return cmd
}

// findPerson returns the speaker that words name: an ID, or a story and its
// speaker, "3f0c21/k2".
func findPerson(ctx context.Context, db *store.DB, name string, n int) (*store.Person, error) {
	if i := strings.LastIndex(name, "/k"); i > 0 {
		k, err := strconv.Atoi(name[i+2:])
		s, _, serr := db.Find(ctx, name[:i])
		if err == nil && serr == nil {
			digests, err := db.Digests(ctx, []string{s.ID})
			if err != nil {
				return nil, err
			}
			d := digests[s.ID]
			if d == nil || k < 1 || k > len(d.Speakers) {
				return nil, fmt.Errorf("%s: %w", name, store.ErrNotFound)
			}
			if name = d.Speakers[k-1].Person; name == "" {
				return nil, knownHereOnly(d.Speakers[k-1].Name)
			}
		}
	}
	return db.Person(ctx, name, n)
}

// person sets out a speaker across stories: names, roles, and what was said last.
func (l look) person(out *bufio.Writer, p *store.Person) error {
	var b bytes.Buffer
	l.write(&b, "", words(p.Name, strong))
	w := words(p.ID, faint)
	for _, more := range personAbout(p) {
		w = append(append(w, dot()), words(more, unstyled)...)
	}
	l.write(&b, "", w)
	for _, line := range personNames(p) {
		l.write(&b, "", words(line, faint))
	}
	for i := range p.Said {
		u := &p.Said[i]
		b.WriteByte('\n')
		w := words(utteranceDay(u), faint)
		for _, more := range utteranceAbout(u) {
			w = append(append(w, dot()), words(more, unstyled)...)
		}
		l.write(&b, "", w)
		l.write(&b, "  ", words(u.Content, unstyled))
		l.write(&b, "  ", words(whereUttered(u), faint))
	}
	_, err := out.Write(b.Bytes())
	return err
}

// writePersonJSON writes a speaker with the last statements.
func writePersonJSON(out *bufio.Writer, p *store.Person) error {
	doc := map[string]any{"id": p.ID, "kind": p.Kind, "name": p.Name, "country": p.Country, "names": p.Names, "roles": p.Roles, "stories": p.Stories, "statements": p.Statements}
	var list []map[string]any
	for i := range p.Said {
		u := &p.Said[i]
		list = append(list, map[string]any{"story": u.Story, "revision": u.Revision, "id": statementID(u), "kind": u.Kind, "act": u.Act, "content": u.Content, "source": u.Source,
			"cue": u.Cue, "on": utteranceDay(u), "outlet": u.Outlet, "url": u.URL, "headline": u.Headline, "name": u.SpeakerName})
	}
	doc["said"] = list
	b, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	out.Write(b)
	return out.WriteByte('\n')
}
