package compare

import (
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
	d.outletBehind(r)
}

// outletBehind has an agency that names itself in its own story be no credit.
func (d *Digest) outletBehind(r *onrecord.Record) {
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
