package compare

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord"
)

// The words in which terminal, pages and drawings tell of questions and origins:
// the same everywhere.

// OutletName returns how an outlet is called, also where it has no name.
func OutletName(outlet string) string {
	if outlet == "" {
		return "an outlet without a name"
	}
	return outlet
}

// String says who gives a figure. An outlet's own figure is its own.
func (c Claimant) String() string {
	if c.Kind == "" {
		return OutletName(c.Name) + " (the outlet itself)"
	}
	return c.Name
}

// String says what an answer does: "declines to comment".
func (a Answer) String() string {
	switch a {
	case NotVerified:
		return "did not verify"
	case CorrectedByOutlet:
		return "corrects"
	}
	return strings.ReplaceAll(string(a), "-", " ")
}

// Days returns the days of the first and the last publication.
func (q *Question) Days() string {
	a, b := q.From.Format(time.DateOnly), q.To.Format(time.DateOnly)
	if a == b {
		return a
	}
	return a + " – " + b
}

// Dispute says in short how claimants do not agree; nothing if they do.
func (q *Question) Dispute() string {
	n := map[RelationKind]int{}
	for i := range q.Bands {
		for _, r := range q.Bands[i].Relations {
			n[r.Kind]++
		}
	}
	var out []string
	if n[Conflict] > 0 {
		out = append(out, onrecord.Count(n[Conflict], "pair of claimants conflicts", "pairs of claimants conflict"))
	}
	if n[Compatible] > 0 {
		out = append(out, onrecord.Count(n[Compatible], "pair compatible by an open end", "pairs compatible by an open end"))
	}
	who := ""
	for _, e := range q.Entries {
		if name := e.Claimant.String(); e.Answer == Denial && (who == "" || len(name) < len(who)) {
			who = name
		}
	}
	if who != "" {
		out = append(out, who+" denies")
	}
	return strings.Join(out, " · ")
}

// Between says whose figures a relation compares, and which.
func (b *Band) Between(r Relation) string {
	x, y := &b.Lines[r.A], &b.Lines[r.B]
	return fmt.Sprintf("%s: %s — %s: %s", x.Claimant, x.Points[r.PointA].Bounds, y.Claimant, y.Points[r.PointB].Bounds)
}

// String counts articles, outlets and origins: "9 articles, 7 outlets, 2 to 3
// origins".
func (o *Origins) String() string {
	out := onrecord.Count(o.Articles, "article", "articles") + ", " + onrecord.Count(o.Outlets, "outlet", "outlets") + ", "
	if o.Least < o.Most {
		return out + fmt.Sprintf("%d to %d origins", o.Least, o.Most)
	}
	return out + onrecord.Count(o.Most, "origin", "origins")
}

// Node says what a node of Edges is. outlet names a story by its outlet.
func (o *Origins) Node(node string, outlet func(story string) string) string {
	kind, name, _ := strings.Cut(node, ":")
	switch kind {
	case "story":
		return outlet(name)
	case "claim":
		story, _, _ := strings.Cut(name, "/")
		return outlet(story)
	case "speaker":
		if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(o.List) {
			if o.List[i].Unknown {
				return "an unknown origin"
			}
			return o.List[i].Claimant.String()
		}
	}
	return name
}

// String names an origin. An unknown one may be one of the others.
func (o *Origin) String() string {
	name := o.Claimant.String()
	switch {
	case !o.Unknown:
		return name
	case name == "":
		return "unknown"
	}
	return "unknown (may be one of the others): " + name
}

// Days returns the days on which the speaker is told to have spoken, in words;
// nothing if no story tells.
func (o *Origin) Days() string {
	var days []string
	for _, c := range o.Occasions {
		if c.On != "" && !slices.Contains(days, c.On) {
			days = append(days, c.On)
		}
	}
	if len(days) < 2 {
		return strings.Join(days, "")
	}
	last := len(days) - 1
	return strings.Join(days[:last], ", ") + " and " + days[last]
}

// Articles counts the stories with claims that come from here: "6 articles".
func (o *Origin) Articles() string {
	stories := map[string]bool{}
	for _, c := range o.Claims {
		stories[c.Story] = true
	}
	return onrecord.Count(len(stories), "article", "articles")
}

// String says when and where a speaker spoke: "2031-03-12, at a briefing".
func (c *Occasion) String() string {
	when := c.On
	if when == "" {
		when = "day not told"
	}
	if c.Venue != "" {
		when += ", " + c.Venue
	}
	return when
}

// Number writes x for people, with commas between thousands and large ones in
// words: "1,240", "3.25 million".
func Number(x float64) string {
	for _, big := range []struct {
		least float64
		word  string
	}{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}} {
		if y := math.Abs(x) / big.least; y >= 1 && y < 1e6 {
			return grouped(math.Round(1000*x/big.least)/1000) + big.word
		}
	}
	if math.Abs(x) >= 1e6 {
		return strconv.FormatFloat(x, 'g', 4, 64)
	}
	return grouped(math.Round(10000*x) / 10000)
}

// grouped writes x with commas between thousands. There is no minus before 0.
func grouped(x float64) string {
	return onrecord.Bounds{Low: x + 0, High: x + 0}.String()
}
