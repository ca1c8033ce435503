package speaker_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// TestNewsroom reads how newsrooms go on speaking of those they have named, or
// do not name at all; sources are given.
func TestNewsroom(t *testing.T) {
	for _, group := range []struct {
		about   string
		stories []string
	}{
		{"one or some of several", []string{
			`[Two climbers|two climbers =unnamed] were afraid. [One of them|one of the two climbers =unnamed] said the rope broke.`,
			`A family was saved. "We were cold," [one of them|one of them =unnamed] said.`,
			`Two small parties back her. [One of them, the Farmers' List,|Farmers' List =body] will decide next week.`,
			`Neighbours ran out. "It shook," said [one|?].`,
		}},
		{"two of two", []string{
			`[Norhaven's foreign ministry|Norhaven's foreign ministry] was angry. [Talvia's foreign ministry|Talvia's foreign ministry] was not. [Both ministries|Norhaven's foreign ministry; Talvia's foreign ministry] declined to comment.`,
			`Peace talks stopped, with [each side|each side =group] accusing the other.`,
			`[Neither side|side =group] wants a war over rocks.`,
			`Norhaven's army and Talvia's army fought. Norhaven's president met Talvia's president. [Neither government|Norhaven; Talvia] has commented.`,
			`[An unusual coalition of lawmakers|unusual coalition of lawmakers =group] backs it.`,
		}},
		{"people who belong to the speaker", []string{
			`"[My wife|my wife =unnamed^2] thinks I should rest," [Tom Hale|Tom Hale] joked.`,
			`"[Our members|our members =group^2] want work," [Tom Hale|Tom Hale] said.`,
			`Ana Duarte denied it. "[My client|Ana Duarte^2] took nothing," [Duarte's lawyer, Mark Dougal,|Mark Dougal] said.`,
			`"[The country|country =group^2] wants a vote," [Tom Hale|Tom Hale] said.`,
			`"[Nobody|?^2] told us," [Tom Hale|Tom Hale] said.`,
		}},
		{"one of a people", []string{
			"Emeka Obi won. \"It was hard,\" [the Nigerian|Emeka Obi =person NG] told reporters.",
			"Head coach Rui Valadares blamed tired legs.\n\n\"We lead by six points,\" [the Portuguese|Rui Valadares =person PT] said.",
			"[A Nigerian|Nigerian =unnamed NG] was held.",
		}},
		{"documents and who made them", []string{
			`[A study published last year by the University of Lunes|University of Lunes =body] found more floods.`,
			`[A 2014 study by Harvard and the University of Lunes|Harvard; University of Lunes] found gaps.`,
			`[A letter reported by the Velsund Post|letter =document] asked for time.`,
		}},
		{"families", []string{
			`Anna Abbott, 40, and her daughter Lily Abbott, 9, were saved. [Lily|Lily Abbott] was cold. [Abbott|Anna Abbott] said the sea was high.`,
			`Tom Hale and his wife, Mary Hale, were saved. [Hale|Tom Hale] said it sank. [Mrs Hale|Mary Hale] could not swim.`,
			`Kathryn Waters, a curator, spoke. "It was good," [Water|Kathryn Waters] said.`,
		}},
		{"bodies by nouns that their names do not have", []string{
			`[The Velmar Post|Velmar Post =body] reported it. [The newspaper|Velmar Post] had seen a letter. [The daily|Velmar Post] cited two bankers.`,
			`[Radio Lethia|Radio Lethia =body] reported it. [The broadcaster|Radio Lethia] had seen a letter.`,
			`[The Federal Seismology Office|Federal Seismology Office =body] put it at 5.6. [The agency|Federal Seismology Office] saw no danger.`,
			`[The Pilots' Association|Pilots' Association =body] called a strike. [The union|Pilots' Association] has 900 members.`,
			`[The Reform Party|Reform Party =body] will sue. [Reform|Reform Party] lost in May.`,
			`[Caldmere Instruments|Caldmere Instruments] makes pumps. Caldmere Instruments agreed to buy Tarn Photonics, a privately held firm. [The company|Caldmere Instruments] believes it will pay.`,
			`The tanker belongs to its owner, [Halden and Ruud Shipping|Halden and Ruud Shipping =body]. [The company|Halden and Ruud Shipping] is sorry.`,
			"HARUMA, Japan, Aug. 3 (NKN) - A train derailed on Monday, [the agency|agency =body] said.",
			"HARUMA, Japan (AP) - A train derailed on Monday. [The government|government =state JP] sent help.",
		}},
		{"named later, or in a clause", []string{
			`[The head of the Joint Monitoring Group|Pekka Laitila] was calm. Pekka Laitila, who heads the Joint Monitoring Group, said so.`,
			`[The head of the Joint Monitoring Group, retired Finnish general Pekka Laitila,|Pekka Laitila] was calm.`,
			`[Its spokesman, who goes by the name Commander Ash,|Ash =person] was calm.`,
			"A train derailed, [the operator|Haruma Freight] said.\n\nIt belongs to the operator, Haruma Freight, which was sorry.",
			"[Lawmaker|Adam Shore] urges action\n\nRep. Adam Shore said so on Sunday.\n\nSen. Oda Rask said no.",
			"Okoro, who cost a record sum, hit a post.\n\n\"It went in,\" [the striker|Okoro] said.",
		}},
		{"it and they", []string{
			`[The Talvian Front|Talvian Front] waited. Although the Harbour Fund did not name him, [it|Harbour Fund] warned of tensions.`,
			`The protests began when the council raised fares. [It|council =body] says it must.`,
			`[Rosa Imbert|Rosa Imbert], a student, told how officers had hit her. "[They|officers =group^1] asked for names," she said.`,
			`She released her returns, although [they|?] told of millions.`,
			`More than 900 remain there, rights group Memory Line estimates. In a report, [it|Memory Line] counted 61 cases.`,
		}},
		{"an official in an office, who", []string{
			`An official in the prime minister's office, [who|official in the prime minister's office =unnamed] asked not to be named, said so.`,
			`It answers both Democrats and Republicans, [who|Democrats; Republicans] have questioned it.`,
		}},
	} {
		for _, story := range group.stories {
			text, sources := marked(t, story)
			speakers, of := resolve(text, sources)
			for i, s := range sources {
				if got := told(speakers, of[i], s.want); !strings.EqualFold(got, s.want) {
					t.Errorf("%s: %q in\n%s\n got %s\nwant %s", group.about, text[s.Start:s.End], text, got, s.want)
				}
			}
		}
	}
}

// TestTranscript reads the lines of a transcript: a surname stands for whoever
// was named in full, even that of a car maker, and who asks is nobody's name.
func TestTranscript(t *testing.T) {
	r, f := load()
	const text = "MAYOR DENISE FORD: Good morning.\n\nQUESTION: How many are missing?\n\nFORD: I do not know.\n\nREPORTER: And the bridge?\n\nFORD: It is closed."
	d := r.Read(text)
	var rels []attribution.Relation
	at := 0
	for line := range strings.SplitSeq(text, "\n\n") {
		name, _, _ := strings.Cut(line, ":")
		end := at + len(name)
		rels = append(rels, attribution.Relation{Source: []lang.Span{{Start: at, End: end}}, Cue: []lang.Span{{Start: end, End: end + 1}},
			Content: []lang.Span{{Start: end + 2, End: at + len(line)}}, Continues: -1, Within: -1})
		at += len(line) + 2
	}
	speakers, of := f.Resolve(d, rels)
	var got []string
	for _, who := range of {
		for _, k := range who {
			got = append(got, fmt.Sprint(speakers[k].Kind, " ", speakers[k].Name))
		}
	}
	if want := "person Denise Ford; unnamed reporter; person Denise Ford; unnamed reporter; person Denise Ford"; strings.Join(got, "; ") != want {
		t.Error(got)
	}
}

// TestOwnContent does not take for the speaker whom a report is about that stands
// before its cue.
func TestOwnContent(t *testing.T) {
	r, f := load()
	const text = "Hospital director Ana Duarte spoke. A pregnant woman had died, she added."
	speakers, of := f.Resolve(r.Read(text), []attribution.Relation{
		{Source: []lang.Span{spanOf(text, "Hospital director Ana Duarte")}, Cue: []lang.Span{spanOf(text, "spoke")}, Continues: -1, Within: -1},
		{Source: []lang.Span{spanOf(text, "she")}, Cue: []lang.Span{spanOf(text, "added")}, Content: []lang.Span{spanOf(text, "A pregnant woman had died")}, Continues: -1, Within: -1},
	})
	if len(of[1]) != 1 || speakers[of[1][0]].Name != "Ana Duarte" {
		t.Error(speakers, of)
	}
}

// TestPieces takes of a source in pieces those that are the source of its cue.
func TestPieces(t *testing.T) {
	r, f := load()
	for _, c := range []struct{ text, pieces, cue, want string }{
		{"Fenwright shares rose on Monday after the Financial Courier first reported the talks.", "Fenwright shares; the Financial Courier; the talks", "first reported", "Financial Courier"},
		{"The growers' union NFG fears lower prices.", "The growers; NFG", "fears", "NFG"},
		{"The gunman, identified by Sheriff Dana Whitlock, was held.", "The gunman; Sheriff Dana Whitlock", "identified", "Dana Whitlock"},
		{"Ana Duarte, who won, wrote to the port, her office said.", "Ana Duarte; her office", "said", "Ana Duarte's office"},
		{"Nine were hurt, doctors and a local official said.", "a local official", "said", "doctors; local official"},
	} {
		rel := attribution.Relation{Cue: []lang.Span{spanOf(c.text, c.cue)}, Continues: -1, Within: -1}
		for words := range strings.SplitSeq(c.pieces, "; ") {
			rel.Source = append(rel.Source, spanOf(c.text, words))
		}
		if words, _, ok := strings.Cut(c.text, ", doctors"); ok {
			rel.Content = []lang.Span{spanOf(c.text, words)}
		}
		speakers, of := f.Resolve(r.Read(c.text), []attribution.Relation{rel})
		var got []string
		for _, k := range of[0] {
			got = append(got, speakers[k].Name)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

// spanOf returns the span of the first words in text.
func spanOf(text, words string) lang.Span {
	at := strings.Index(text, words)
	return lang.Span{Start: at, End: at + len(words)}
}
