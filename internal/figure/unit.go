package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// currencySigns are the signs of money and the ISO 4217 codes of what they
// mostly stand for in English news.
var currencySigns = pairs(`$ USD|£ GBP|€ EUR|¥ JPY|₹ INR|₽ RUB|₩ KRW|₪ ILS|₺ TRY|₴ UAH|₦ NGN|₫ VND|฿ THB|₱ PHP|₡ CRC|₲ PYG|₸ KZT|₵ GHS|us$ USD|rs INR|rs. INR|rp IDR`)

// dollars are the letters before $ that tell whose it is.
var dollars = pairs(`us USD|u.s. USD|a AUD|au AUD|aus AUD|c CAD|ca CAD|can CAD|cdn CAD|hk HKD|nz NZD|s SGD|sg SGD|nt TWD|r BRL|tt TTD|ec XCD|z ZWL|j JMD|fj FJD|f FJD|n NAD|bds BBD|mx MXN`)

// codes are the ISO 4217 codes that news writes beside numbers.
var codes = func() map[uint64]string {
	m := map[uint64]string{}
	for _, c := range strings.Fields(`USD EUR GBP JPY CNY RMB INR RUB AUD CAD NZD CHF SEK NOK DKK PLN CZK HUF TRY ILS ZAR BRL MXN KRW TWD THB IDR MYR PHP VND
		PKR BDT LKR NPR IRR IQD SAR AED QAR KWD BHD OMR EGP NGN KES GHS UGX TZS UAH KZT RON BGN RSD ISK HKD SGD ARS CLP COP PEN UYU`) {
		m[lang.WordHash(c)] = c
	}
	m[lang.WordHash("RMB")] = "CNY"
	return m
}()

// currencyNames are the names of money and their ISO 4217 codes, the commonest
// where several states share a name.
var currencyNames = pairs(`dollar USD|dollars USD|buck USD|bucks USD|euro EUR|euros EUR|sterling GBP|pounds GBP|pound GBP|yen JPY|yuan CNY|renminbi CNY|rupee INR|rupees INR|ruble RUB|rubles RUB|rouble RUB|roubles RUB|
	franc CHF|francs CHF|kronor SEK|krona SEK|kroner NOK|krone NOK|zloty PLN|zlotys PLN|zlotych PLN|forint HUF|forints HUF|koruna CZK|korunas CZK|koruny CZK|crowns CZK|peso MXN|pesos MXN|reais BRL|won KRW|rand ZAR|rands ZAR|
	shekel ILS|shekels ILS|lira TRY|liras TRY|riyal SAR|riyals SAR|rial IRR|rials IRR|dirham AED|dirhams AED|dinar IQD|dinars IQD|baht THB|ringgit MYR|rupiah IDR|rupiahs IDR|hryvnia UAH|hryvnias UAH|hryvnya UAH|naira NGN|shillings KES|shilling KES|cedi GHS|cedis GHS|
	tenge KZT|dong VND|taka BDT|kwacha ZMW|birr ETB|lev BGN|leva BGN|lei RON|manat AZN|lari GEL|dram AMD|som KGS|kyat MMK|afghanis AFN|afghani AFN|bolivars VES|soles PEN|leones SLL|pula BWP|tugrik MNT|riel KHR|kip LAK|bitcoin XBT|bitcoins XBT`)

// currencyWords are the names and codes, as a set.
var currencyWords = func() map[uint64]bool {
	m := map[uint64]bool{}
	for h := range currencyNames {
		m[h] = true
	}
	return m
}()

// coins are hundredths of money.
var coins = pairs(`cent USD|cents USD|pence GBP|penny GBP|kopecks RUB|paise INR`)

// national are words that tell whose money a shared name is: "Australian
// dollars", "Egyptian pounds".
var national = pairs(`australian:dollar AUD|canadian:dollar CAD|hong-kong:dollar HKD|new-zealand:dollar NZD|singapore:dollar SGD|taiwan:dollar TWD|jamaican:dollar JMD|zimbabwean:dollar ZWL|zimbabwe:dollar ZWL|namibian:dollar NAD|
	us:dollar USD|u.s.:dollar USD|american:dollar USD|egyptian:pound EGP|syrian:pound SYP|lebanese:pound LBP|sudanese:pound SDG|british:pound GBP|irish:pound IEP|turkish:pound TRY|
	pakistani:rupee PKR|pakistan:rupee PKR|sri-lankan:rupee LKR|nepali:rupee NPR|nepalese:rupee NPR|indian:rupee INR|mauritian:rupee MUR|belarusian:ruble BYN|belarusian:rouble BYN|swiss:franc CHF|french:franc FRF|cfa:franc XOF|rwandan:franc RWF|congolese:franc CDF|
	swedish:krona SEK|swedish:crown SEK|icelandic:krona ISK|norwegian:krone NOK|norwegian:crown NOK|danish:krone DKK|danish:crown DKK|czech:crown CZK|mexican:peso MXN|argentine:peso ARS|argentinian:peso ARS|chilean:peso CLP|
	colombian:peso COP|philippine:peso PHP|cuban:peso CUP|uruguayan:peso UYU|dominican:peso DOP|syrian:lira SYP|lebanese:lira LBP|turkish:lira TRY|italian:lira ITL|iranian:rial IRR|iran:rial IRR|omani:rial OMR|yemeni:rial YER|qatari:riyal QAR|saudi:riyal SAR|
	moroccan:dirham MAD|uae:dirham AED|emirati:dirham AED|iraqi:dinar IQD|kuwaiti:dinar KWD|jordanian:dinar JOD|libyan:dinar LYD|tunisian:dinar TND|algerian:dinar DZD|serbian:dinar RSD|bahraini:dinar BHD|kenyan:shilling KES|ugandan:shilling UGX|tanzanian:shilling TZS|somali:shilling SOS`)

// units are the units of measurement and their symbols. A unit of several
// words has hyphens here.
var units = pairs(`% percent|percent percent|pct percent|pc percent|per-cent percent|per-cent. percent|percentage-points pp|percentage-point pp|basis-points bp|bps bp|basis-point bp|
	km km|kilometre km|kilometres km|kilometer km|kilometers km|kms km|metre m|metres m|meter m|meters m|m m|cm cm|centimetre cm|centimetres cm|centimeter cm|centimeters cm|mm mm|millimetre mm|millimetres mm|millimeter mm|millimeters mm|
	mile mi|miles mi|foot ft|feet ft|ft ft|inch in|inches in|yard yd|yards yd|yds yd|nautical-miles nmi|nautical-mile nmi|light-years ly|
	hectare ha|hectares ha|ha ha|acre ac|acres ac|square-kilometres km²|square-kilometers km²|square-kilometre km²|square-kilometer km²|sq-km km²|square-km km²|square-metres m²|square-meters m²|square-metre m²|square-meter m²|sq-m m²|
	square-miles mi²|square-mile mi²|sq-miles mi²|square-feet ft²|square-foot ft²|sq-ft ft²|cubic-metres m³|cubic-meters m³|cubic-metre m³|cubic-meter m³|cubic-feet ft³|cubic-foot ft³|cubic-kilometres km³|km² km²|m² m²|m³ m³|
	tonne t|tonnes t|metric-tons t|metric-tonnes t|metric-ton t|ton t|tons t|kilogram kg|kilograms kg|kilogramme kg|kilogrammes kg|kilo kg|kilos kg|kg kg|kgs kg|gram g|grams g|gramme g|grammes g|g g|milligrams mg|milligram mg|mg mg|lb lb|lbs lb|ounce oz|ounces oz|oz oz|
	litre L|litres L|liter L|liters L|l L|ml mL|millilitres mL|milliliters mL|gallon gal|gallons gal|barrel bbl|barrels bbl|bpd bbl/d|bushels bu|bushel bu|
	megawatt MW|megawatts MW|mw MW|gigawatt GW|gigawatts GW|gw GW|kilowatt kW|kilowatts kW|kw kW|kilowatt-hours kWh|kwh kWh|megawatt-hours MWh|mwh MWh|gigawatt-hours GWh|terawatt-hours TWh|watt W|watts W|volts V|horsepower hp|kilotons kt|kilotonnes kt|megatons Mt|megatonnes Mt|
	degrees °|degree °|° °|°c °C|°f °F|degrees-celsius °C|degree-celsius °C|degrees-centigrade °C|degrees-c °C|degrees-fahrenheit °F|degree-fahrenheit °F|degrees-f °F|°-c °C|°-f °F|c °C|f °F|celsius °C|fahrenheit °F|
	mph mph|miles-per-hour mph|miles-an-hour mph|kph km/h|kmh km/h|kilometres-per-hour km/h|kilometers-per-hour km/h|kilometres-an-hour km/h|kilometers-an-hour km/h|km-/-h km/h|km-per-hour km/h|km/h km/h|knot kn|knots kn|metres-per-second m/s|meters-per-second m/s|
	gigabytes GB|gigabyte GB|gb GB|megabytes MB|megabyte MB|mb MB|terabytes TB|terabyte TB|tb TB|hertz Hz|megahertz MHz|mhz MHz|ghz GHz|decibels dB|decibel dB|calories cal`)

// pairs makes a table from a list of words and what they stand for; words
// joined by hyphens or a colon are found by phraseHash.
func pairs(list string) map[uint64]string {
	m := map[uint64]string{}
	for _, p := range splitPhrases(list) {
		words, value, _ := strings.Cut(p, " ")
		var h uint64
		for i, w := range strings.FieldsFunc(words, func(r rune) bool { return r == '-' || r == ':' }) {
			if i == 0 {
				h = lang.WordHash(w)
			} else {
				h = phraseHash(h, lang.WordHash(w))
			}
		}
		m[h] = value
	}
	return m
}

// phraseHash returns the hash of a phrase with one more word.
func phraseHash(phrase, word uint64) uint64 { return lang.PhraseHash(phrase, word) }

// currencyAt reads the sign of money at i, with the letters before it or
// after, and returns where it ends and its ISO 4217 code.
func (s *words) currencyAt(i int) (int, string) {
	if s.class(i) == currency {
		return i + 1, currencySigns[s.w[i].hash]
	}
	if i < 0 || i >= len(s.w) {
		return i, ""
	}
	if s.is(i+1, wordDollar) && s.joined(i+1) {
		return i + 2, dollars[s.w[i].hash]
	}
	if c := codes[s.w[i].hash]; c != "" && s.class(i+1) == numeral && strings.ToUpper(s.word(i)) == s.word(i) {
		return i + 1, c
	}
	return i, ""
}

// unitAfter takes in the unit or the name of money that follows q.
func (s *words) unitAfter(q *quantity) {
	j := q.last
	if q.vague && s.is(j, wordOf) { // "millions of dollars"
		if end, code := s.moneyAt(j + 1); code != "" {
			q.last, q.unit, q.money = end, code, true
			return
		}
		if end, unit := s.unitAt(j + 1); unit != "" && s.w[j+1].Len() > 2 {
			q.last, q.unit = end, unit
			return
		}
	}
	if s.class(j) == hyphen { // "a 40-km stretch"
		j++
	} else if s.is(j, wordBarrel) && q.value != 1 && j+1 < len(s.w) && s.w[j+1].things { // "four barrel bombs"
		return
	}
	if end, unit := s.unitAt(j); unit != "" && !q.money && !q.share && s.unitFits(j, end) {
		q.unit, q.last = unit, end
		return
	}
	if j < len(s.w) && coins[s.w[j].hash] != "" && !q.money && !q.share {
		q.unit, q.money, q.last = coins[s.w[j].hash], true, j+1
		q.value /= 100
		q.Low, q.High = q.Low/100, q.High/100
		return
	}
	if end, ok := s.pointAt(j); ok && q.share { // "half a percentage point"
		q.unit, q.share, q.last = "pp", false, end
		return
	}
	end, code := s.moneyAt(j)
	if code != "" && !q.share && !s.is(end, wordOf) && !(s.weighs(q.first) && !q.money) {
		q.last, q.money = end, true
		if q.unit == "" || q.unit == "USD" {
			q.unit = code
		}
	} else if code != "" && !q.share && (s.is(end, wordOf) || s.weighs(q.first)) && (s.is(j, wordPounds) || s.is(j, wordPound)) {
		q.unit, q.last = "lb", end
	}
}

// weighs reports whether a word of weight stands shortly before word i, so that
// pounds are no money.
func (s *words) weighs(i int) bool {
	return s.in(i-1, weighing) || s.in(i-2, weighing) || s.in(i-3, weighing)
}

var weighing = wordSet("weigh weighs weighed weighing lost gained heavier lighter")

// pointAt reports whether "(of) a percentage point" stands at j and where it
// ends.
func (s *words) pointAt(j int) (int, bool) {
	if s.is(j, wordOf) {
		j++
	}
	if s.class(j) == article {
		j++
	}
	end, unit := s.unitAt(j)
	return end, unit == "pp" || unit == "bp"
}

// unitFits reports whether the letters at j stand for a unit: single letters
// only where they are glued to the number.
func (s *words) unitFits(j, end int) bool {
	if end > j+1 || s.w[j].Len() > 1 || s.text[s.w[j].Start] == '%' {
		return true
	}
	return s.joined(j) || (s.word(j) == "C" || s.word(j) == "F") && s.heat(j)
}

// heat reports whether the words before j are about how hot it is.
func (s *words) heat(j int) bool {
	for k := j - 1; k >= 0 && k > j-10; k-- {
		if s.in(k, heatWords) {
			return true
		}
	}
	return false
}

// unitAt returns where the unit of measurement at j ends and its symbol.
func (s *words) unitAt(j int) (int, string) {
	if j < 0 || j >= len(s.w) {
		return j, ""
	}
	end, unit := j+1, units[s.w[j].hash]
	h := s.w[j].hash
	for k := j + 1; k < len(s.w) && k < j+3; k++ {
		h = phraseHash(h, s.w[k].hash)
		if u := units[h]; u != "" {
			end, unit = k+1, u
		}
	}
	return end, unit
}

// moneyAt returns where the name of money at j ends and its code: "euros",
// "Australian dollars", "USD".
func (s *words) moneyAt(j int) (int, string) {
	if j < 0 || j >= len(s.w) {
		return j, ""
	}
	if c := currencyNames[s.w[j].hash]; c != "" && !(c == "ZAR" && capitalFirst(s.word(j))) { // not "8 Rand Paul"
		return j + 1, c
	}
	if c := codes[s.w[j].hash]; c != "" && strings.ToUpper(s.word(j)) == s.word(j) {
		return j + 1, c
	}
	h := s.w[j].hash
	for k := j + 1; k < len(s.w) && k < j+3; k++ {
		w := s.w[k].hash
		if currencyNames[w] != "" {
			if c := national[phraseHash(h, singular(s.word(k)))]; c != "" {
				return k + 1, c
			}
			if k == j+1 && nationalWord[s.w[j].hash] {
				return k + 1, currencyNames[w]
			}
		}
		h = phraseHash(h, w)
	}
	return j, ""
}

// capitalFirst reports whether w starts with a capital.
func capitalFirst(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' }

// nationalWord are the first words of national, for money not listed there.
var nationalWord = wordSet("us u.s. american british chinese japanese russian israeli south thai indonesian ukrainian nigerian polish hungarian brazilian kazakh vietnamese malaysian")

// singular returns the hash of a name of money without its plural.
func singular(w string) uint64 {
	w = strings.TrimSuffix(w, "s")
	switch w {
	case "kroner":
		w = "krone"
	case "kronor":
		w = "krona"
	}
	return lang.WordHash(w)
}

var (
	wordDollar = lang.WordHash("$")
	wordPound  = lang.WordHash("pound")
	wordPounds = lang.WordHash("pounds")
)

var (
	wordBarrel = lang.WordHash("barrel")
)

var (
	heatWords = wordSet("temperature temperatures mercury thermometer thermometers heat cold highs lows degrees")
)
