package compare

import (
	"regexp"
	"slices"
	"strings"

	"github.com/onrecord/onrecord"
)

// agencyNames are the agencies that credits call by their initials.
var agencyNames = map[string]string{"ap": "Associated Press", "ap news": "Associated Press", "afp": "Agence France-Presse", "upi": "United Press International",
	"dpa": "Deutsche Presse-Agentur", "thomson reuters": "Reuters", "xinhua": "Xinhua News Agency", "tass": "TASS", "itar-tass": "TASS", "yonhap": "Yonhap News Agency",
	"kyodo": "Kyodo News", "pti": "Press Trust of India", "pa": "PA Media", "pa media": "PA Media", "press association": "PA Media", "cp": "The Canadian Press", "canadian press": "The Canadian Press",
	"aap": "Australian Associated Press", "aa": "Anadolu Agency", "anadolu": "Anadolu Agency", "efe": "EFE", "ansa": "ANSA", "cnn wire": "CNN", "bbc": "BBC News", "voa": "Voice of America", "voa news": "Voice of America",
	"rfe/rl": "Radio Free Europe/Radio Liberty", "dw": "Deutsche Welle", "ips": "Inter Press Service", "jiji": "Jiji Press", "interfax": "Interfax"}

// contributed are the words by which a credit says that only a part of the story
// is the agency's.
var contributed = []string{"contributed", "additional", "with material", "with reporting", "with files", "with information", "with inputs", "with input", "with help", "with assistance",
	"with contributions", "with agencies", "material from", "some information", "includes reporting", "also reported", "helped"}

// credits fills in the agencies that a record credits.
func (d *Digest) credits(r *onrecord.Record) {
	for _, n := range r.Notes {
		if n.Kind != onrecord.Agency {
			continue
		}
		words := r.Text[n.Start:n.End]
		by := n.By
		if by == "" {
			by = strings.Trim(words, "()[] -–—.")
		}
		d.Credits = append(d.Credits, Credit{Agency: agencyName(by), Whole: whole(words), Words: words, At: n.Span})
	}
	for _, c := range headCredits(r) {
		if !slices.ContainsFunc(r.Layout.Credits, c.At.Overlaps) {
			d.Credits = append(d.Credits, c)
		}
	}
	d.outletBehind()
}

// outletBehind has an agency that names itself in its own story be no credit.
func (d *Digest) outletBehind() {
	own := agencyName(d.Outlet)
	kept := d.Credits[:0]
	for _, c := range d.Credits {
		if own == "" || !strings.EqualFold(c.Agency, own) {
			kept = append(kept, c)
		}
	}
	d.Credits = kept
}

// agencyName returns what an agency is generally called.
func agencyName(s string) string {
	s = strings.TrimSpace(s)
	key := strings.TrimPrefix(strings.ToLower(s), "the ")
	if name, ok := agencyNames[key]; ok {
		return name
	}
	if strings.HasPrefix(strings.ToLower(s), "the ") && key != "canadian press" {
		return s[4:]
	}
	return s
}

// whole reports whether a credit is of the story as a whole.
func whole(words string) bool {
	words = strings.ToLower(words)
	for _, c := range contributed {
		if strings.Contains(words, c) {
			return false
		}
	}
	return true
}

// headParagraphs is how many paragraphs at the head of a story may be a byline.
const headParagraphs = 4

// What stands at the head of a story without being its words: the agency in
// brackets before a dash; a byline that names nobody ("By Our Staff"), or goes on
// to an agency that no list has.
var (
	leadCredit  = regexp.MustCompile(`^\((\p{Lu}[\p{L}.&'’-]*(?: (?:of|the|\p{Lu}[\p{L}.&'’-]*)){0,4})\) ?(?:[-–—]|--) `)
	staffByline = regexp.MustCompile(`^(?i:by|from) \p{Lu}[^.!?"“]{1,60}$`)
	withAgency  = regexp.MustCompile(`(?i)^by .{0,60}?[ ,](?:with|and) (?:additional )?(?:material|reporting|reports|files|inputs?|information|contributions?) (?:from|by) ([^.!?"“]{2,40})$`)
)

// headCredits returns the credits at the head of a story that its layout does not have.
func headCredits(r *onrecord.Record) []Credit {
	var out []Credit
	for _, p := range r.Document.Paragraphs[:min(headParagraphs, len(r.Document.Paragraphs))] {
		text := r.Text[p.Start:p.End]
		if m := leadCredit.FindStringSubmatchIndex(text); m != nil {
			at := onrecord.Span{Start: p.Start, End: p.Start + m[3] + 1}
			out = append(out, Credit{Agency: agencyName(text[m[2]:m[3]]), Whole: true, Words: r.Text[at.Start:at.End], At: at})
		}
		if m := withAgency.FindStringSubmatchIndex(text); m != nil {
			out = append(out, Credit{Agency: agencyName(text[m[2]:m[3]]), Words: text, At: p.Span})
		}
	}
	return out
}

// staffBylines returns the bylines at the head of a story that its layout does not have.
func staffBylines(r *onrecord.Record) []onrecord.Span {
	var out []onrecord.Span
	for _, p := range r.Document.Paragraphs[:min(headParagraphs, len(r.Document.Paragraphs))] {
		if text := r.Text[p.Start:p.End]; staffByline.MatchString(text) || withAgency.MatchString(text) {
			out = append(out, p.Span)
		}
	}
	return out
}
