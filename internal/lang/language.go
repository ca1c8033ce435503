package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Language says what language text looks like: its ISO 639-1 code and its
// English name. It says English where it is unsure, where there is too little
// text, and where English has a fair part in it. Only the beginning of a long
// text is looked at.
//
// It counts letters by script and the commonest words of each language; a
// library that compares trigrams takes names and short English headlines for
// other languages too often.
func Language(text string) (code, name string) {
	var c languageCount
	c.read(text[:min(len(text), maxLanguageText)])
	if i := c.byScript(); i >= 0 {
		return scriptLanguages[i].code, scriptLanguages[i].name
	}
	i := c.byWords()
	return languages[i].code, languages[i].name
}

const (
	maxLanguageText = 1 << 16 // bytes that are looked at
	// How much text it takes to say that it is not English: words, those of them
	// that tell the language, and letters of another script.
	minLanguageWords   = 10
	minLanguageHits    = 4
	minLanguageLetters = 12
)

// A language is one of those that are told by their commonest words.
type language struct {
	code, name string
	words      string
}

// sharedWords are English words that are common in another language as well.
// They speak for none.
const sharedWords = `a an in on to i me do did no as at for he of was is over her by so can all will had are or my have we`

// languages are English and the languages told from it by words. Words that
// names are made with (de, la, van) are in no list.
var languages = [...]language{
	{"en", "English", `the and that it with be his from not but this they she which were been has would there their what who
		its said more about after new says into out up you if when than them how why our your some could should may one two
		also`},
	{"fr", "French", `les des est une un et dans que qui pour sur pas par au aux avec son sa ses ce cette il elle ils sont été
		mais ou où leur leurs nous vous être ont fait avait deux après aussi selon depuis contre entre très même sans
		c'est d'un d'une qu'il n'est comme cela dont lors selon était`},
	{"de", "German", `und das ist nicht mit auf für ein eine einen einem einer sich auch dem dass daß sie wir ich sind bei
		nach aus wird wurde werden haben hatte noch wie über zum zur mehr oder aber durch nur kein keine vor seit unter sein
		seine ihre ihrer gegen sagte zwischen jahr jahren`},
	{"es", "Spanish", `los las que y un una por con para es se su sus lo más pero como ha fue son este esta entre sobre
		también hasta desde donde muy sin ya está están había han cuando porque dijo según años dos todo ser nos contra
		durante después uno él`},
	{"pt", "Portuguese", `os as que e um uma por com para é se sua seu mais mas como foi são não em na nos nas ao aos pela
		pelo também até está entre ser já muito há sobre depois disse segundo anos ele ela isso quando ainda dois às`},
	{"it", "Italian", `gli il che e un una per con non è si più ma anche sono ha nel nella della delle dei degli dal dalla
		alla alle sul sulla questo questa ed essere stato stata hanno lo ai come tra due dopo anni secondo suo sua
		ancora loro così perché`},
	{"nl", "Dutch", `het een en van dat niet zijn op voor met aan ook naar bij door uit maar nog om wordt worden heeft
		hebben werd werden over meer als dan deze dit geen hun zij wij zich tegen onder jaar volgens tussen kan moet
		toen omdat`},
	{"sv", "Swedish", `och att det är som på för av med inte har till ett om var jag kan från vi ska också efter under
		sig mot eller när sin så säger vara hade blev mycket många år enligt men hon`},
	{"da", "Danish", `og at det er som på af med ikke har til et om jeg kan fra vi skal også efter sig mod eller når sin
		blev være havde mange år ifølge men hun siger nogle meget hvor kun`},
	{"no", "Norwegian", `og at det er som på av med ikke har til et om jeg kan fra vi skal også etter seg mot eller når sin
		ble være hadde mange år ifølge men hun sier noen mye hvor bare etter`},
	{"pl", "Polish", `i w na z się nie że do jest jak od po przez dla jego są ale ma oraz już tym był była było który która
		które których przy został została może będzie powiedział roku lat tego też także nad między`},
	{"cs", "Czech", `a v na se je že s z do o k ale jako pro po byl byla bylo jsou který která které podle také však od
		už před při není jeho má může řekl roku více nebo mezi aby ve ze`},
	{"sk", "Slovak", `a v na sa je že s z do o k ale ako pre po bol bola bolo sú ktorý ktorá ktoré podľa tiež však od už
		pred pri nie jeho má môže povedal roku viac alebo medzi aby vo zo`},
	{"ro", "Romanian", `și şi în din care cu nu este pe că un pentru au fost sau mai ce ca lui sunt după dar această acest
		prin până între când fi său sale ani spus potrivit către fost`},
	{"hu", "Hungarian", `az és hogy nem egy volt ez meg csak már még ha kell azt ami mint vagy szerint után
		lesz több után által pedig közölte mondta évben nagy`},
	{"tr", "Turkish", `ve bir bu için ile da çok olarak daha olan gibi kadar sonra ne ya ancak değil var ise her oldu olduğu
		dedi göre yeni iki büyük karşı tarafından yıl söyledi`},
	{"fi", "Finnish", `ja on ei se että oli ovat myös mutta kun hän joka mukaan sen sekä ole kuin jo vain niin tai olla ollut
		jotka voi sanoo vuonna vuoden jälkeen tämä nyt mitä`},
	{"id", "Indonesian", `yang dan dengan untuk tidak ini itu dari dalam akan pada juga ke karena ada oleh mereka bisa
		telah sudah lebih saat kami menjadi tersebut sebagai seorang setelah kata tahun para`},
	{"hr", "Croatian", `i u je na se da su za od s ne koji koja koje kao o ili što nije bi iz ali će više samo bio bila do
		prema rekao godine kako još kod međutim također`},
	{"ca", "Catalan", `els les que i un una per amb és no ha dels als ser més però com seva seu són també fins aquest
		aquesta entre sobre molt ja està han quan anys perquè segons`},
	{"vi", "Vietnamese", `và của là có được cho không trong một với các người những đã này khi để từ đến cũng theo về tại
		ông bà sẽ nhiều năm`},
}

// wordLanguages says, for each of the commonest words, of which languages it
// is, as bits by their index in languages.
var wordLanguages = func() map[string]uint32 {
	m := map[string]uint32{}
	for i, l := range languages {
		for _, w := range strings.Fields(l.words) {
			if m[w] != 1 {
				m[w] |= 1 << i
			}
		}
	}
	for _, w := range strings.Fields(sharedWords) {
		delete(m, w)
	}
	return m
}()

// scriptLanguages are the languages told by their letters.
var scriptLanguages = [...]struct{ code, name string }{
	{"ru", "Russian"}, {"uk", "Ukrainian"}, {"sr", "Serbian"}, {"bg", "Bulgarian"}, {"el", "Greek"}, {"ar", "Arabic"},
	{"fa", "Persian"}, {"ur", "Urdu"}, {"he", "Hebrew"}, {"hi", "Hindi"}, {"bn", "Bengali"}, {"ta", "Tamil"}, {"th", "Thai"},
	{"ka", "Georgian"}, {"hy", "Armenian"}, {"zh", "Chinese"}, {"ja", "Japanese"}, {"ko", "Korean"},
}

// scripts are the scripts that those languages are written in, but Latin.
var scripts = [...]*unicode.RangeTable{unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Devanagari,
	unicode.Bengali, unicode.Tamil, unicode.Thai, unicode.Georgian, unicode.Armenian, unicode.Han, unicode.Hiragana,
	unicode.Katakana, unicode.Hangul}

// The indexes in scripts of those that more than one language uses.
const (
	scriptCyrillic = 0
	scriptArabic   = 2
	scriptHan      = 10
	scriptHiragana = 11
	scriptKatakana = 12
)

// A languageCount is what was counted in a text.
type languageCount struct {
	letters, latin int
	script         [len(scripts)]int
	telling        [256]int // letters of Cyrillic and Arabic script by the low byte of their code
	words          int
	hits           [len(languages)]int
}

// read counts the letters and words of text.
func (c *languageCount) read(text string) {
	start := -1
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsMark(r) || (r == '\'' || r == '’') && start >= 0 {
			if start < 0 {
				start = i
			}
			c.letter(r)
			continue
		}
		c.word(text, start, i)
		start = -1
	}
	c.word(text, start, len(text))
}

// letter counts one letter.
func (c *languageCount) letter(r rune) {
	c.letters++
	if r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) {
		c.latin++
		return
	}
	for i, s := range scripts {
		if unicode.Is(s, r) {
			c.script[i]++
			if i == scriptCyrillic || i == scriptArabic {
				c.telling[unicode.ToLower(r)&0xff]++
			}
			return
		}
	}
}

// word counts the word text[start:end], if there is one.
func (c *languageCount) word(text string, start, end int) {
	if start < 0 || end-start < 2 { // single letters stand for too many things
		return
	}
	c.words++
	if end-start > 24 {
		return
	}
	w := strings.ToLower(text[start:end])
	set, ok := wordLanguages[w]
	if k := strings.IndexAny(w, "'’"); !ok && k >= 0 { // l'homme, it's
		set = wordLanguages[w[:k]]
	}
	for i := range c.hits {
		c.hits[i] += int(set >> i & 1)
	}
}

// byScript returns the index in scriptLanguages of the language that most of
// the letters are of, or -1.
func (c *languageCount) byScript() int {
	if c.letters < minLanguageLetters || c.latin*2 > c.letters {
		return -1
	}
	best := 0
	for i, n := range c.script {
		if n > c.script[best] {
			best = i
		}
	}
	if c.script[best] == 0 {
		return -1
	}
	switch best {
	case scriptCyrillic:
		return scriptLanguage(c.cyrillic())
	case scriptArabic:
		return scriptLanguage(c.arabic())
	case scriptHan, scriptHiragana, scriptKatakana:
		if kana := c.script[scriptHiragana] + c.script[scriptKatakana]; kana*10 > c.script[scriptHan] {
			return scriptLanguage("ja")
		}
		return scriptLanguage("zh")
	}
	return scriptLanguage([len(scripts)]string{1: "el", 3: "he", 4: "hi", 5: "bn", 6: "ta", 7: "th", 8: "ka", 9: "hy", 13: "ko"}[best])
}

// cyrillic tells the languages of Cyrillic script by the letters that only one
// of them has.
func (c *languageCount) cyrillic() string {
	has := func(letters string) (n int) {
		for _, r := range letters {
			n += c.telling[r&0xff]
		}
		return n
	}
	switch ru, uk, sr := has("ыэё"), has("іїєґ"), has("јљњђћџ"); {
	case uk > ru:
		return "uk"
	case sr > ru:
		return "sr"
	case ru == 0 && has("ъ") > 0:
		return "bg"
	}
	return "ru"
}

// arabic tells the languages of Arabic script in the same way.
func (c *languageCount) arabic() string {
	switch fa, ur := c.telling['ی'&0xff]+c.telling['پ'&0xff]+c.telling['گ'&0xff], c.telling['ے'&0xff]+c.telling['ٹ'&0xff]+c.telling['ڑ'&0xff]; {
	case ur*20 > c.letters:
		return "ur"
	case fa*20 > c.letters:
		return "fa"
	}
	return "ar"
}

// scriptLanguage returns the index of code in scriptLanguages.
func scriptLanguage(code string) int {
	for i, l := range scriptLanguages {
		if l.code == code {
			return i
		}
	}
	return -1
}

// byWords returns the index in languages of the language whose words are most
// often met; English unless another one has a clear lead and a fair share.
func (c *languageCount) byWords() int {
	best := 1
	for i := 2; i < len(languages); i++ {
		if c.hits[i] > c.hits[best] {
			best = i
		}
	}
	n := c.hits[best]
	if c.words < minLanguageWords || n*100 < c.words*15 || n < 2*c.hits[0]+minLanguageHits {
		return 0
	}
	return best
}
