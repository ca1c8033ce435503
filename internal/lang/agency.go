package lang

// newsAgencies are the news agencies, and the broadcasters and newspapers
// whose reports others take over, as credits name them.
var newsAgencies = NewPhrases(`
	reuters; thomson reuters; thomson reuters foundation; ap; associated press; the associated press; the ap; ap news; afp
	agence france - presse; agence france presse; upi; united press international; dpa; deutsche presse - agentur
	epa; xinhua; xinhua news agency; china news service; cns; tass; itar - tass; ria novosti; ria; interfax; sputnik; ansa; efe; ep; europa press; kyodo; kyodo news
	jiji; jiji press; yonhap; yonhap news agency; pti; press trust of india; ani; ians; uni; app; bss; unb; bloomberg; bloomberg news; dow jones
	dow jones newswires; pa; pa media; press association; the press association; the canadian press; canadian press; cp; aap; australian associated press
	anadolu; anadolu agency; belga; anp; apa; ntb; ritzau; stt; lusa; pap; mti; tanjug; hina; agerpres; bta; ukrinform; kcna; yna; bernama
	antara; mena; sana; wafa; petra; irna; isna; mehr; tasnim; fars; spa; wam; kuna; qna; ina; nan; kna; telam; notimex; agencia brasil; prensa latina
	cnn; cnn wire; bbc; bbc news; bbc world service; voa; voa news; voice of america; rfe / rl; rfa; radio free asia; al jazeera; dw; deutsche welle; france 00; npr; pbs; abc news; cbs news; nbc news; fox news; sky news
	tns; tribune news service; new york times news service; states news service; wikinews; the conversation; ips; inter press service; irin; caixin; politico
	the new york times; the washington post; the guardian; the wall street journal; the times; los angeles times; the los angeles times; the independent; the daily telegraph; the telegraph; usa today; financial times; the financial times`,
	`agencies; news agencies; wire services; wires; wire reports; agency reports; wire service reports; agency staff; news services; wire service; newswires; agency`)

// oneAgency is the kind of an agency's name; the other phrases stand for any.
const oneAgency = 0

// AgencyAt returns the number of tokens of the news agency, or other outlet
// whose reports are taken over, that is named at token i of d, 0 if there is
// none. "Agencies" and the like are none.
func (d *Document) AgencyAt(i, last int) int {
	if k, n := newsAgencies.At(d, i, last); n > 0 && k == oneAgency && capital(d.Forms[i].Shape) || n > 0 && d.Forms[i].Word == dpaWord {
		return n
	}
	return 0
}

// capital reports whether a shape has its first letter in capitals.
func capital(s Shape) bool {
	return s == ShapeTitle || s == ShapeUpper || s == ShapeInitial || s == ShapeDotted || s == ShapeMixed
}

// creditLine reports whether the tokens [first, last) are nothing but agencies:
// "AFP", "dpa/AFP", "AP and Reuters", "Agencies".
func (d *Document) creditLine(first, last int) bool {
	some := false
	for i := first; i < last; {
		if _, n := newsAgencies.At(d, i, last); n > 0 {
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

var (
	dpaWord       = WordHash("dpa")
	joinsAgencies = wordSet("and & / , - -- | + with other news wire")
)
