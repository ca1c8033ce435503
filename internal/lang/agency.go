package lang

// newsAgencies are the news agencies, and the broadcasters and newspapers
// whose reports others take over, as credits name them.
var newsAgencies = NewPhrases(`
	reuters; thomson reuters; thomson reuters foundation; associated press; the associated press; ap news; agence france - presse; agence france presse
	united press international; deutsche presse - agentur; xinhua; xinhua news agency; china news service; itar - tass; ria novosti; interfax
	europa press; kyodo; kyodo news; jiji press; yonhap; yonhap news agency; press trust of india; bloomberg; bloomberg news; dow jones; dow jones newswires
	pa media; press association; the press association; the canadian press; canadian press; australian associated press; anadolu; anadolu agency; belga; ritzau
	tanjug; agerpres; ukrinform; bernama; tasnim; agencia brasil; prensa latina; cnn wire; bbc news; bbc world service; bbc monitoring; voa news; voice of america; rfe / rl; radio free europe
	radio free asia; al jazeera; deutsche welle; france 24; abc news; cbs news; nbc news; fox news; sky news; tribune news service; new york times news service
	states news service; wikinews; inter press service; caixin; politico; the new york times; the washington post; the guardian; the wall street journal; the times; los angeles times
	the los angeles times; the independent; the daily telegraph; the telegraph; usa today; financial times; the financial times; news agency of nigeria`,

	`ap; afp; upi; dpa; epa; cns; tass; ria; ansa; efe; ep; jiji; pti; ani; ians; uni; app; bss; unb; pa; cp; aap; anp; apa; ntb; stt; lusa; pap; mti; hina; bta; kcna; yna; antara; mena; sana
	wafa; petra; irna; isna; mehr; fars; spa; wam; kuna; qna; ina; nan; kna; ips; irin; cnn; bbc; voa; rfa; dw; npr; pbs; tns; ctv; cbc; abc; cbs; nbc; itn; rte; aa; apn`,

	`agencies; news agencies; wire services; wires; wire reports; agency reports; wire service reports; agency staff; news services; wire service; newswires; staff and wire reports; staff and wire services; staff reports; staff and agencies; agencies and staff; staff and wires; staff with agencies; staff with wires; staff and news agencies; staff and agency reports; agency input; agency inputs; local media; media reports; agency`)

// Kinds of agencies.
const (
	namedAgency = iota // by its name
	shortAgency        // by its initials, in capitals
	anyAgency          // "agencies", "wire services"
)

// agencyAt returns the kind and the number of tokens of the agency at token i, 0
// if there is none.
func (d *Document) agencyAt(i, last int) (kind, n int) {
	kind, n = newsAgencies.At(d, i, last)
	switch {
	case n == 0, kind == anyAgency, kind == namedAgency && capital(d.Forms[i].Shape):
		return kind, n
	case kind == shortAgency && (d.Forms[i].Shape == ShapeUpper || d.Word(i) == "dpa"):
		return kind, n
	}
	return 0, 0
}

// AgencyAt returns the number of tokens of the news agency, or other outlet
// whose reports are taken over, that is named at token i of d, 0 if there is
// none. "Agencies" and the like are none.
func (d *Document) AgencyAt(i, last int) int {
	if kind, n := d.agencyAt(i, last); kind != anyAgency {
		return n
	}
	return 0
}

// UnlistedAgencyAt returns the number of tokens of the agency named at token i of
// d that no list has, told by how its name ends ("Brede News Agency"), 0 if there
// is none. In running text such a name may be another body's.
func (d *Document) UnlistedAgencyAt(i, last int) int {
	n := 0
	for j := i; j < min(last, i+maxAgencyName) && capital(d.Forms[j].Shape); j++ {
		if j == i+1 && agencyStarts[d.Forms[i].Word] {
			n = 2 // "Agence Velsund"
		}
		if agencyEnds[d.Forms[j].Word] && j > i || newswires[d.Forms[j].Word] {
			n = j + 1 - i
		}
	}
	return n
}

// AllAgencies reports whether the tokens [first, last) are nothing but agencies,
// named or not: "Reuters and AP", "news agencies".
func (d *Document) AllAgencies(first, last int) bool { return d.creditLine(first, last) }

// maxAgencyName is the largest number of tokens of an agency's name.
const maxAgencyName = 6

// agencyEnds are the last words of agencies' names, newswires those that do not
// need another before them.
var (
	agencyEnds = wordSet("agency press wire service services news")
	newswires  = wordSet("newswire newswires")
	// agencyStarts are the first words of their names in other languages.
	agencyStarts = wordSet("agence agencia agência agenzia agentur agenția agencija agencja")
)

// capital reports whether a shape has its first letter in capitals.
func capital(s Shape) bool {
	return s == ShapeTitle || s == ShapeUpper || s == ShapeInitial || s == ShapeDotted || s == ShapeMixed
}

// creditLine reports whether the tokens [first, last) are nothing but agencies:
// "AFP", "dpa/AFP", "AP and Reuters", "Agencies".
func (d *Document) creditLine(first, last int) bool {
	some := false
	for i := first; i < last; {
		if _, n := d.agencyAt(i, last); n > 0 {
			i, some = i+n, true
			continue
		}
		if !some || !joinsAgencies[d.Forms[i].Word] {
			return false
		}
		i++
	}
	return some
}

// outletEnds are the last words of the names of newspapers and broadcasters.
var outletEnds = wordSet(`post times news daily herald tribune gazette journal press guardian telegraph mail chronicle observer standard
	examiner globe independent express echo courier dispatch radio television tv online broadcasting agency zaman`)

// outletIn reports whether the tokens [first, last) are the name of an agency
// or of another outlet, or several such names.
func (d *Document) outletIn(first, last int) bool {
	if d.creditLine(first, last) {
		return true
	}
	for i := first; i < last; i++ {
		if !capital(d.Forms[i].Shape) && !(d.Forms[i].Word == hyphenWord && i > first) && !capitalByte(d.Word(i)) {
			return false
		}
	}
	return last-first >= 2 && last-first <= 5 && outletEnds[d.Forms[last-1].Word]
}

// capitalByte reports whether w starts with one of A to Z: "Pan-Isles".
func capitalByte(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' }

// joinsAgencies are the words and marks between the names of agencies.
var joinsAgencies = wordSet("and & / , - -- | + with other news wire")
