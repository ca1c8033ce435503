package lang

import "strings"

// titles are words that stand before the name of a person and are no part of it.
var titles = wordSet(`
	mr. mrs. ms. dr. prof. sen. sens. rep. reps. gov. govs. gen. sgt. cpl. pvt. lt. capt. maj. col. brig. adm. cmdr. sec. amb.
	rev. fr. hon. det. del. pres. atty. insp. supt. msgr sr.
	mr mrs ms miss mx dr prof professor sir madam madame mme lord lady dame baron baroness count countess duke duchess
	president vice-president pres vice premier chancellor prime minister king queen prince princess emperor empress tsar
	sultan emir sheikh sheik shaikh ayatollah imam mullah pope cardinal archbishop bishop father fr sister brother rabbi
	reverend rev pastor saint deacon
	senator sen sens representative rep reps congressman congresswoman assemblyman assemblywoman delegate councilman
	councilwoman councillor councilor alderman governor gov govs mayor speaker leader chairman chairwoman chair
	secretary sec undersecretary ambassador amb envoy attorney general atty gen solicitor justice judge chief deputy
	commissioner director superintendent sheriff marshal constable officer detective det inspector sergeant sgt corporal cpl private
	pvt lieutenant lt captain capt cpt major maj colonel col brigadier brig admiral adm commodore commander cmdr comdr
	field first coach manager principal dean provost chancellor editor correspondent reporter
	spokesman spokeswoman spokesperson candidate nominee former ex then-president then-candidate president-elect
	chairperson mp mep congressmember comrade chairlady gen. honorable honourable rt monsignor msgr uncle aunt auntie`)

// wordSet makes a set of the words of s by their hashes.
func wordSet(s string) map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields(s) {
		m[WordHash(w)] = true
	}
	return m
}

// IsTitle reports whether w may stand before the name of a person as a title
// or a role: "Mr.", "Sen.", "President".
func IsTitle(w string) bool { return titles[WordHash(w)] }
