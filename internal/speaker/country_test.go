package speaker_test

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/onrecord/onrecord/internal/english"
	"github.com/onrecord/onrecord/internal/speaker"
)

// countryTable reads the table of countries: the fields of each line by its code.
func countryTable(t *testing.T) map[string][]string {
	files, _, err := english.Open()
	if err != nil {
		t.Fatal(err)
	}
	table := map[string][]string{}
	for line := range strings.Lines(files.Countries) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		code, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "|")
		if table[code] != nil {
			t.Errorf("%s stands in the table twice", code)
		}
		table[code] = strings.Split(rest, "|")
	}
	return table
}

// regions returns the codes that ISO 3166-1 has now, by the Unicode project's
// data: every code of a country that is neither old nor reserved.
func regions() []language.Region {
	reserved := map[string]bool{"AC": true, "CP": true, "CQ": true, "DG": true, "EA": true, "IC": true, "TA": true, "EU": true, "UN": true, "EZ": true, "XA": true, "XB": true}
	var out []language.Region
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			r, err := language.ParseRegion(code)
			if err != nil || !r.IsCountry() || reserved[code] || r.String() != code || r.Canonicalize() != r || r.IsPrivateUse() && code != "XK" || display.English.Regions().Name(r) == "" {
				continue
			}
			out = append(out, r)
		}
	}
	return out
}

// TestCountries compares the table with a kept list of all countries: each has
// a line, no line has another code, and the usual English name is there.
func TestCountries(t *testing.T) {
	table := countryTable(t)
	english := display.English.Regions()
	codes := map[string]bool{}
	for _, r := range regions() {
		code := r.String()
		codes[code] = true
		names, ok := table[code]
		if !ok {
			t.Errorf("%s (%s) is missing", code, english.Name(r))
			continue
		}
		if want := english.Name(r); !named(names[0], want) {
			t.Errorf("%s: %q is not among %s", code, want, names[0])
		}
	}
	for code := range table {
		if !codes[code] {
			t.Errorf("%s is no country", code)
		}
	}
	if len(codes) < 249 {
		t.Errorf("the list has %d countries only", len(codes))
	}
}

// named reports whether list has the name that Unicode gives, or what is common
// of it: "Congo - Kinshasa", "Myanmar (Burma)", "Hong Kong SAR China".
func named(list, want string) bool {
	even := strings.NewReplacer("St.", "Saint", " & ", " and ", "’", "'", " and the ", " and ", " - ", "-", " SAR China", "", " Territories", "")
	short, _, _ := strings.Cut(want, " (")
	for name := range strings.SplitSeq(list, ";") {
		for _, w := range []string{want, short} {
			if strings.EqualFold(even.Replace(name), even.Replace(w)) {
				return true
			}
		}
	}
	return false
}

// unread are capitals whose names are rather those of persons, or whose hyphens
// don't part tokens.
var unread = map[string]bool{"Fort-de-France": true, "Stanley": true, "Victoria": true, "St. George's": true, "St. John's": true}

// TestCountriesSpeak has every country speak by its first name and, if it has
// one, by its first capital.
func TestCountriesSpeak(t *testing.T) {
	for code, fields := range countryTable(t) {
		names := []string{first(fields[0]), first(fields[2])}
		for _, name := range names {
			if name == "" || unread[name] {
				continue
			}
			story := "The talks went on. In the evening [" + name + "|] denied the report."
			text, sources := marked(t, story)
			speakers, of := resolve(text, sources)
			if len(of[0]) != 1 || speakers[of[0][0]].Country != code {
				t.Errorf("%s: %q speaks for %v", code, name, told(speakers, of[0], ""))
			}
		}
	}
}

func first(list string) string {
	name, _, _ := strings.Cut(list, ";")
	return name
}

// TestOrganisationsSpeak has every generally known organisation speak by its
// first name.
func TestOrganisationsSpeak(t *testing.T) {
	files, _, err := english.Open()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(files.Organisations) {
		code, names, _ := strings.Cut(strings.TrimSpace(line), " ")
		if code == "#" || code == "=" {
			continue
		}
		name := first(names)
		text, sources := marked(t, "The talks went on. In the evening ["+name+"|] denied the report.")
		speakers, of := resolve(text, sources)
		if len(of[0]) != 1 || speakers[of[0][0]].Country != strings.Trim(code, "-") || speakers[of[0][0]].Kind != speaker.Body {
			t.Errorf("%q speaks for %s", name, told(speakers, of[0], "x =x x"))
		}
	}
}
