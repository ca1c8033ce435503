package figure

import (
	"strings"
	"testing"
)

// TestPeriods checks which time the figures of a sentence are of.
func TestPeriods(t *testing.T) {
	s := load(t)
	for text, want := range map[string]string{
		`At least 14 people were killed in the past 24 hours, the ministry said on Tuesday.`: "in the past 24 hours = 2031-05-13..2031-05-14",
		`"We lost 40 soldiers in the past 24 hours," Duarte said on Monday.`:                 "in the past 24 hours = 2031-05-11..2031-05-12",
		`Shelling killed 15 civilians and wounded 40 in the past day.`:                       "in the past day = 2031-05-13..2031-05-14; in the past day = 2031-05-13..2031-05-14",
		`More than 1,100 people have died since the war began in February 2029.`:             "since the war began in February 2029 = 2029-02-01..2031-05-14",
		`Some 2,400 residents have fled since Sunday.`:                                       "since Sunday = 2031-05-11..2031-05-14",
		`Police arrested 30 people over the weekend.`:                                        "over the weekend = 2031-05-10..2031-05-11",
		`Police recorded 61 fires so far this year, up from 40 last year.`:                   "so far this year = 2031-01-01..2031-05-14",
		`The port lost 4 million euros in the first half.`:                                   "in the first half = 2031-01-01..2031-06-30",
		`The storm burnt 900 houses, more than in 2020.`:                                     "-",
		`The yard sold 40 cranes, compared with 30 in 2029.`:                                 "-; in 2029 = 2029-01-01..2029-12-31",
		`The yard made 3 million euros in fiscal 2029, more than in 2028.`:                   "in fiscal 2029 = 2029-01-01..2029-12-31",
		`The yard sold 40 cranes in the quarter ended March 31.`:                             "in the quarter ended March 31 = 2031-01-01..2031-03-31",
		`The yard has sold 40 cranes since it opened in 2027.`:                               "since it opened in 2027 = 2027-01-01..2031-05-14",
	} {
		d := s.language.Read(text)
		relations, _, dates := s.said(t, d)
		var got []string
		for _, f := range Find(d, relations, dates) {
			x := "-"
			if f.Period.Len() > 0 {
				x = showDate(text, f.Period)
			}
			got = append(got, x)
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("%s\ngot  %s\nwant %s", text, g, want)
		}
	}
}
