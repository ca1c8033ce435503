package export

import (
	"bufio"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/onrecord/onrecord"
)

// Wikibase's JSON: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html,
// with Wikidata's properties.

// wikidataMeasures are the measures that Wikidata has a property for.
var wikidataMeasures = map[string]string{"killed": "P1120", "wounded": "P1339", "missing": "P1446", "casualties": "P1590"}

// Properties of qualifiers and references.
const (
	pointInTime   = "P585"
	objectNamedAs = "P1932"
	referenceURL  = "P854"
	published     = "P577"
	titleOf       = "P1476"
	quotationOf   = "P1683"
	authorName    = "P2093"
)

type wikibase struct{ lines }

// NewWikibase returns a writer of statements in Wikibase's JSON, one a line, for
// each figure of a measure that Wikidata has a property for: killed, wounded,
// missing, casualties. A range has its bounds as lowerBound and upperBound and
// its lower bound as amount, which Wikibase wants. A figure that is bounded on
// one side only, open or approximate has no amount that would be true to it: its
// value is unknown ("somevalue"), and its words are the qualifier "object named
// as". Figures that are hypothetical, denied or a change are left out.
func NewWikibase(w io.Writer) Writer { return wikibase{lines{bufio.NewWriter(w)}} }

type wikiStatement struct {
	Type       string            `json:"type"`
	Rank       string            `json:"rank"`
	Mainsnak   snak              `json:"mainsnak"`
	Qualifiers map[string][]snak `json:"qualifiers,omitempty"`
	References []wikiReference   `json:"references"`
}

type wikiReference struct {
	Snaks map[string][]snak `json:"snaks"`
}

type snak struct {
	Type     string `json:"snaktype"`
	Property string `json:"property"`
	Value    *datum `json:"datavalue,omitempty"`
}

type datum struct {
	Type  string `json:"type"`
	Value any    `json:"value"`
}

type wikiQuantity struct {
	Amount string `json:"amount"`
	Unit   string `json:"unit"`
	Lower  string `json:"lowerBound,omitempty"`
	Upper  string `json:"upperBound,omitempty"`
}

type wikiTime struct {
	Time      string `json:"time"`
	Timezone  int    `json:"timezone"`
	Before    int    `json:"before"`
	After     int    `json:"after"`
	Precision int    `json:"precision"`
	Calendar  string `json:"calendarmodel"`
}

type wikiText struct {
	Text     string `json:"text"`
	Language string `json:"language"`
}

func (w wikibase) Story(s *Story) error {
	for i := range s.Figures {
		f := &s.Figures[i]
		property, ok := wikidataMeasures[f.Measure]
		if !ok || f.Status != "" || f.Change == "by" || f.Change == "from" {
			continue
		}
		if err := w.add(s.wikiStatement(f, property)); err != nil {
			return err
		}
	}
	return nil
}

func (s *Story) wikiStatement(f *onrecord.Figure, property string) wikiStatement {
	out := wikiStatement{Type: "statement", Rank: "normal", Mainsnak: quantitySnak(f, property), Qualifiers: map[string][]snak{objectNamedAs: {text(objectNamedAs, s.words(f.Span))}}}
	refs := map[string][]snak{}
	if st := s.statement(f.Statement); st != nil {
		if names, _ := s.speakers(st); names != "" {
			refs[authorName] = []snak{text(authorName, names)}
		}
		refs[quotationOf] = []snak{monolingual(quotationOf, s.pieces(st.Content, between))}
		if !st.Said.From.IsZero() && st.Said.From.Equal(st.Said.To) {
			out.Qualifiers[pointInTime] = []snak{date(pointInTime, st.Said.From)}
		}
	}
	if s.URL != "" {
		refs[referenceURL] = []snak{text(referenceURL, s.URL)}
	}
	if t := s.title(); t != "" {
		refs[titleOf] = []snak{monolingual(titleOf, t)}
	}
	if !s.Published.IsZero() {
		refs[published] = []snak{date(published, s.Published)}
	}
	out.References = []wikiReference{{refs}}
	return out
}

func quantitySnak(f *onrecord.Figure, property string) snak {
	if math.IsInf(f.Low, 0) || math.IsInf(f.High, 0) || f.LowOpen || f.HighOpen || f.Approximate {
		return snak{Type: "somevalue", Property: property}
	}
	q := wikiQuantity{Amount: signed(f.Low), Unit: "1"}
	if f.Low != f.High {
		q.Lower, q.Upper = signed(f.Low), signed(f.High)
	}
	return snak{"value", property, &datum{"quantity", q}}
}

// signed writes a number with its sign, as Wikibase wants it.
func signed(x float64) string {
	s := strconv.FormatFloat(x, 'f', -1, 64)
	if x >= 0 {
		return "+" + s
	}
	return s
}

func text(property, words string) snak { return snak{"value", property, &datum{"string", words}} }

func monolingual(property, words string) snak {
	return snak{"value", property, &datum{"monolingualtext", wikiText{words, "en"}}}
}

func date(property string, t time.Time) snak {
	const toTheDay = 11
	return snak{"value", property, &datum{"time", wikiTime{Time: t.Format("+2006-01-02T00:00:00Z"), Precision: toTheDay, Calendar: "http://www.wikidata.org/entity/Q1985727"}}}
}
