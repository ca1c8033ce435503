package lang

// Kinds of abbreviation, by what may follow their point.
const (
	abbrTitle   = iota + 1 // a name follows; never the end of a sentence
	abbrFinal              // may end a sentence as well, and keeps its point there
	abbrNumber             // an abbreviation only before a number
	abbrCapital            // only when capitalised, and not before a capital if it is a word as well
)

// An abbreviationSet holds the kinds of the words that may end in a point, by
// their lower-case spelling without it.
type abbreviationSet map[string]uint8

// kind returns the kind of w, 0 if it is no abbreviation. Capitals make no
// difference.
func (m abbreviationSet) kind(w string) uint8 {
	var buf [8]byte
	return m[string(lowerShort(&buf, w))]
}

// lowerShort returns w with its ASCII capitals in lower case, written to buf,
// or nothing if it is longer than that.
func lowerShort(buf *[8]byte, w string) []byte {
	if len(w) > len(buf) {
		return nil
	}
	for i := range len(w) {
		buf[i] = w[i]
		if 'A' <= w[i] && w[i] <= 'Z' {
			buf[i] |= 0x20
		}
	}
	return buf[:len(w)]
}

var abbreviations = func() abbreviationSet {
	m := abbreviationSet{}
	add := func(kind uint8, words ...string) {
		for _, w := range words {
			m[w] = kind
		}
	}
	add(abbrTitle, "mr", "mrs", "ms", "mx", "dr", "prof", "sen", "sens", "rep", "reps", "gov", "govs", "gen", "lt", "col",
		"capt", "cmdr", "cdr", "comdr", "sgt", "cpl", "pvt", "maj", "adm", "rev", "hon", "pres", "st", "ste", "mt", "ft", "messrs",
		"mme", "mlle", "mgr", "msgr", "supt", "insp", "det", "atty", "amb", "brig", "fr", "ald", "asst", "assoc",
		"dept", "vs", "v", "spc", "pfc", "sra", "sta", "dist", "approx", "ca", "cf", "viz", "attn")
	add(abbrFinal, "inc", "corp", "co", "ltd", "llc", "plc", "jr", "sr", "etc", "ave", "blvd", "rd", "al", "bros", "esq",
		"cos", "ph.d", "assn", "intl", "hwy", "pty", "cie", "tel", "ext", "est")
	add(abbrNumber, "no", "nos", "p", "pp", "c", "b", "d", "vol", "vols", "fig", "figs", "art", "sec", "ch", "para", "op")
	add(abbrCapital, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
		"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "univ", "calif", "conn", "ariz", "ark", "colo", "fla", "ill",
		"kan", "mass", "mich", "minn", "mo", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "ga", "md",
		"del", "ky", "la", "ind", "mont", "miss", "ala", "ont", "que", "alta")
	return m
}()

// syllables are the syllables of two-part Chinese and Korean given names.
var syllables = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range []string{"jong", "un", "il", "jae", "in", "geun", "hye", "ki", "moon", "seok", "yeol", "min", "sung", "young", "hyun",
		"soo", "jin", "ho", "woo", "joon", "jun", "yong", "kyung", "hee", "sook", "chul", "kwang", "myung", "bak", "dae", "jung", "seung", "tae", "won", "yoon", "suk", "hyeon", "gi", "eun", "ju", "sang",
		"ching", "wai", "chi", "yiu", "chung", "ka", "kei", "ki", "keung", "fung", "pik", "wan", "siu", "lai", "chun", "wah", "kwok", "kit", "man", "ming", "mei", "ling", "ying", "jeou", "shui", "bian", "wen", "te", "ching", "hsiu", "chen", "kuo", "yu", "chih", "teng", "hui",
		"sze", "tung", "kin", "kong", "lok", "lam", "shan", "shek", "kai", "sen", "yat", "hsien", "tse", "tsang", "po", "pong", "tak", "tat", "tin", "wing", "yan", "yee", "yuen", "hang", "hon", "hoi", "cheuk", "chak", "kam", "lung", "leung", "nam", "sau", "sum", "suet"} {
		m[s] = true
	}
	return m
}()
