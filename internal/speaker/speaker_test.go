package speaker_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/english"
	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/speaker"
)

// load reads the language pipeline and the facts once for all tests.
var load = sync.OnceValues(func() (*lang.Reader, *speaker.Facts) {
	files, _, err := english.Open()
	if err != nil {
		panic(err)
	}
	r, err := lang.Load(files.Sentences, files.Tagger, files.Lemmas, files.Parser, files.Names)
	if err != nil {
		panic(err)
	}
	f, err := speaker.Load(files.Countries, files.Organisations, files.Given, files.Nouns)
	if err != nil {
		panic(err)
	}
	return r, f
})

// A source is a marked source of a test story.
type source struct {
	lang.Span
	want   string
	within int
}

// marked takes the marks out of a test story. "[Duarte|Ana Duarte]" is a
// source and the speaker wanted for it, several with ";" between them, none
// as "?"; "[I|Ana Duarte^2]" stands within the second.
func marked(t *testing.T, story string) (string, []source) {
	t.Helper()
	var text strings.Builder
	var out []source
	for {
		before, rest, ok := strings.Cut(story, "[")
		text.WriteString(before)
		if !ok {
			return text.String(), out
		}
		mark, after, ok := strings.Cut(rest, "]")
		words, want, ok2 := strings.Cut(mark, "|")
		if !ok || !ok2 {
			t.Fatalf("bad mark %q", rest)
		}
		s := source{Span: lang.Span{Start: text.Len(), End: text.Len() + len(words)}, within: -1}
		want, outer, nested := strings.Cut(want, "^")
		if nested {
			fmt.Sscan(outer, &s.within)
			s.within--
		}
		s.want = want
		text.WriteString(words)
		out = append(out, s)
		story = after
	}
}

// relations makes relations of the marked sources. What another stands within
// in quotation marks is direct.
func relations(d *lang.Document, sources []source) []attribution.Relation {
	var out []attribution.Relation
	for _, s := range sources {
		out = append(out, attribution.Relation{Source: []lang.Span{s.Span}, Continues: -1, Within: s.within})
	}
	for _, s := range sources {
		for _, q := range d.Quotations {
			if s.within >= 0 && q.Contains(s.Span) {
				out[s.within].Kind = attribution.Direct
			}
		}
	}
	return out
}

func resolve(text string, sources []source) ([]speaker.Speaker, [][]int) {
	r, f := load()
	d := r.Read(text)
	return f.Resolve(d, relations(d, sources))
}

func names(speakers []speaker.Speaker, of []int) string {
	var out []string
	for _, k := range of {
		out = append(out, speakers[k].Name)
	}
	if out == nil {
		return "?"
	}
	return strings.Join(out, "; ")
}

// TestResolve reads small stories whose sources are given.
func TestResolve(t *testing.T) {
	for _, story := range []string{
		// Full name and surname, with titles and possessives.
		`Harbour master [Ana Duarte|Ana Duarte] said the port was shut. [Duarte|Ana Duarte] said it would open soon. [Ms. Duarte|Ana Duarte] gave no date.`,
		`[Duarte|Ana Duarte] says port shut

The port is shut, [harbour master Ana Duarte|Ana Duarte] said on Monday.`,
		`[Senator Tom Hale|Tom Hale] called it folly. "Nobody asked," [Sen. Hale|Tom Hale] said. [HALE|Tom Hale]: Nobody did.`,
		`[Robert J. Pell Jr.|Robert J. Pell Jr.] wrote the letter, and [Pell|Robert J. Pell Jr.] signed it. [Robert Pell|Robert J. Pell Jr.] says so.`,
		`[Ludwig von Tarn|Ludwig von Tarn] objected. [Von Tarn|Ludwig von Tarn] wants a vote.`,
		`[Edith Marsh|Edith Marsh] and her brother [Colin Marsh|Colin Marsh] fell out. [Mr. Marsh|Colin Marsh] denied it, [Mrs. Marsh|Edith Marsh] did not. [Marsh|?] wept.`,
		// Misspellings.
		`The mayor, [Ilse Vargas|Ilse Vargas], said no. [Varges|Ilse Vargas] said it twice.`,
		// Roles before and after, and again later.
		`[Rui Leal, the port's harbour master,|Rui Leal] said the pier would hold. [The harbour master|Rui Leal] had checked it.`,
		`According to [the city's engineer, Samuel Adeyemi|Samuel Adeyemi], it holds. [The engineer|Samuel Adeyemi] measured it.`,
		`[Its director, Tove Brack,|Tove Brack] signed. [Brack|Tove Brack] regrets it.`,
		`[Jonas Hald, 58, a passenger|Jonas Hald], heard it. [He|Jonas Hald] added that it was loud.`,
		`Foreign minister Oda Rask met finance minister Lars Vik. [The foreign minister|Oda Rask] said little. [The finance minister|Lars Vik] said more. [The minister|?] left.`,
		// He and she.
		`[Ana Duarte|Ana Duarte] met Tom Hale on Monday. [She|Ana Duarte] said the talks went well. [He|Tom Hale] said they did not.`,
		`Noel Finch and Edwin Pell met in court over the clock. [He|?] said it was stolen.`,
		`"It is a bridge," [Tom Hale|Tom Hale] said.

"It is no cathedral," [he|Tom Hale] added.`,
		`"Half the town has a ladder," [Miriam Stroud|Miriam Stroud] said in her opening speech.

Edwin Pell, 58, is charged with damaging a public building. [He|Edwin Pell] has pleaded not guilty.`,
		`[Jens Falk|Jens Falk] left at noon.

The ringmaster was more modest. "A warm bed," [he|?] said.`,
		`"I believe him and [I|Oda Rask^2] said so," [Oda Rask|Oda Rask] said.`,
		`"[She|?^2] said she would," [Oda Rask|Oda Rask] said.`,
		// Joint sources.
		`[Ana Duarte and Rui Leal|Ana Duarte; Rui Leal] said so. [They|Ana Duarte; Rui Leal] added that it was late.`,
		`Neither [the company nor the port|company; port] has admitted it.`,
		`[The mayor and the harbour master|mayor; harbour master] said no.`,
		`[Portuguese and Spanish officials|Portuguese officials; Spanish officials] said so.`,
		`[Chief executive and founder Ana Duarte|Ana Duarte] said so.`,
		`[Ana Duarte, Rui Leal and Tom Hale|Ana Duarte; Rui Leal; Tom Hale] wrote it.`,
		// States, bodies.
		`[Norway|Norway] said it would sign. [Oslo|Norway] has waited. [The Norwegian government|Norway] is patient.`,
		`[The Civil Protection Agency|Civil Protection Agency] (CPA) counted them. [The CPA|Civil Protection Agency] counted again, and [the agency|Civil Protection Agency] will go on.`,
		`[The fisheries ministry|fisheries ministry] denied it. [The ministry|fisheries ministry] denied all. [It|fisheries ministry] will sue.`,
		`[The ferry line, Norhaven Sund,|Norhaven Sund] denied it. [The line|Norhaven Sund] is insured.`,
		`[Varga's office|Varga's office] said it would pay. [It|Varga's office] did not say when.`,
		`[Police|police] said two were held. [Police|police] gave no names.`,
		`[VRT|VRT] and its friends say so. [VRT|VRT] pointed to a report. VRT Norhaven is in Velsund.`,
		`[The Beacon|Beacon] reported it on Friday. [A union representing pilots|union] welcomed it.`,
		`VELSUND - [Harbour workers|harbour workers] walked out. [OSLO - The dockers|dockers] did too.`,
		// Parties and peoples.
		`[Republican Tom Hale|Tom Hale] objected, and [many Democrats|many Democrats] did too.`,
		`[Karl Brink, an engineer and a former diver,|Karl Brink] went down.`,
		`[A few members, such as Ana Duarte and Rui Leal,|few members] said no.`,
		// Surnames of others.
		`[President Oduya|Oduya] spoke first. Later came Grace Oduya. [Mr. Oduya|Oduya] smiled.`,
		`Nominee Ana Duarte spoke, then Tom Hale. [The man|?] said nothing new.`,
		`A meeting of the metal workers' union was called. [The union|metal workers' union] warned of strikes.`,
		`[Tom Hale's campaign|Tom Hale's campaign] said so on Friday. [Duarte's campaign|Duarte's campaign] denied it.`,
		`Ana Duarte is a Republican. [The Republican|?] said so on Friday.`,
		// Groups and the unnamed.
		`[Villagers|villagers] heard it. [A senior official|senior official] denied it. [The official|senior official] asked not to be named.`,
		`[Two diplomats|Two diplomats] said so, and [one of the diplomats|one of the diplomats] smiled.`,
		`[Officials at the transport ministry|officials at the transport ministry] declined to comment.`,
		`[A former foreman|former foreman] confirmed it.`,
		`[A spokesman for Brack & Sons|spokesman for Brack & Sons] denied it.`,
		// Documents.
		`[A report by the Roads Inspectorate|Roads Inspectorate] found cracks. [The report|Roads Inspectorate] lists them. [The inspectorate|Roads Inspectorate] wants them mended.`,
		`[A study|study] found that tea helps. [The study|study] had few cups.`,
		// First person of others.
		`[My colleague|my colleague] tells me there is no paper.`,
	} {
		text, sources := marked(t, story)
		speakers, of := resolve(text, sources)
		for i, s := range sources {
			if got := names(speakers, of[i]); !strings.EqualFold(got, s.want) {
				t.Errorf("%q in\n%s\n got %s\nwant %s", text[s.Start:s.End], text, got, s.want)
			}
		}
		for _, k := range speakers {
			if len(k.Mentions) == 0 {
				t.Errorf("%s has no mention in\n%s", k.Name, text)
			}
		}
	}
}

// TestLoad reads tables with errors.
func TestLoad(t *testing.T) {
	for _, c := range []struct{ countries, organisations, given, nouns, want string }{
		{"XX|Nowhere", "", "", "", "countries"},
		{"", "XX Harbour Watch", "", "", "organisations"},
		{"", "= group\nHarbour Watch", "", "", "organisations"},
		{"", "", "z Ana", "", "given names"},
		{"", "", "", "thing stone", "nouns"},
		{"", "", "", "title sen.", "nouns"},
	} {
		if _, err := speaker.Load(c.countries, c.organisations, c.given, c.nouns); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Load(%q, %q, %q, %q): %v", c.countries, c.organisations, c.given, c.nouns, err)
		}
	}
}

// TestContinues gives what goes on from a statement the speakers of that one.
func TestContinues(t *testing.T) {
	r, f := load()
	d := r.Read("\"It is late,\" Ana Duarte said.\n\n\"It is dark.\"\n\n\"It is cold.\"")
	name := lang.Span{Start: 14, End: 24}
	_, of := f.Resolve(d, []attribution.Relation{
		{Source: []lang.Span{name}, Continues: -1, Within: -1},
		{Continues: 0, Within: -1},
		{Continues: 1, Within: -1},
		{Continues: -1, Within: -1},
	})
	if got := fmt.Sprint(of); got != "[[0] [0] [0] []]" {
		t.Error(got)
	}
}

// FuzzResolve resolves any words of any text as sources: every speaker has a
// kind, a name and a mention, and every index and span is in range.
func FuzzResolve(f *testing.F) {
	f.Add("Ana Duarte, 58, and the mayor of Velsund said so, he said. \"I know,\" she said.", uint16(3), uint16(40))
	f.Add("A report by the Roads Inspectorate's \"Two\" Men (CPA) \xff, one of them, who & of 's", uint16(0), uint16(7))
	f.Add("&Insp", uint16(72), uint16(25))
	f.Add("J Pell. K Pell said his office and its Talvian ad, both, said so.", uint16(0), uint16(8))
	f.Fuzz(func(t *testing.T, text string, from, step uint16) {
		r, facts := load()
		d := r.Read(text)
		var rels []attribution.Relation
		for i := int(from); i < len(d.Tokens); i += 1 + int(step)%9 {
			last := min(len(d.Tokens), i+1+int(step)/9%12)
			rels = append(rels, attribution.Relation{Source: []lang.Span{d.Span(i, last)}, Continues: -1, Within: len(rels) - 1})
		}
		speakers, of := facts.Resolve(d, rels)
		for _, k := range speakers {
			if k.Name == "" || len(k.Mentions) == 0 {
				t.Fatalf("%+v", k)
			}
			for _, m := range k.Mentions {
				if m.Start < 0 || m.End > len(text) || m.Start >= m.End {
					t.Fatalf("mention %v of %s", m, k.Name)
				}
			}
		}
		for _, who := range of {
			for _, k := range who {
				if k < 0 || k >= len(speakers) {
					t.Fatal(of)
				}
			}
		}
	})
}

// BenchmarkResolve resolves the sources of one story of a thousand words.
func BenchmarkResolve(b *testing.B) {
	r, f := load()
	const part = "Harbour master Ana Duarte said the pier would hold. \"It is old,\" she told reporters on the quay in Velsund. " +
		"The ferry line, Norhaven Sund, denied it, and officials at the transport ministry declined to comment on Tuesday. " +
		"The water was still high when the boats came in, and nobody on the quay had slept for longer than an hour or two.\n\n"
	d := r.Read(strings.Repeat(part, 16))
	var rels []attribution.Relation
	for i, tok := range d.Tokens {
		switch d.Word(i) {
		case "master", "she", "line", "officials":
			rels = append(rels, attribution.Relation{Source: []lang.Span{{Start: tok.Start, End: d.Tokens[min(i+5, len(d.Tokens)-1)].Start}}, Continues: -1, Within: -1})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		f.Resolve(d, rels)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkLoad reads the tables of facts.
func BenchmarkLoad(b *testing.B) {
	files, _, err := english.Open()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := speaker.Load(files.Countries, files.Organisations, files.Given, files.Nouns); err != nil {
			b.Fatal(err)
		}
	}
}
