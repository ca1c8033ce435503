package attribution

import (
	"strings"
	"testing"
)

// TestHeard reads what courts and inquiries heard from somebody who is not told.
func TestHeard(t *testing.T) {
	l, r := readers(t)
	for _, test := range []struct{ text, want string }{
		{"The court heard the driver had slept for two hours.", "the driver had slept for two hours"},
		{"The court heard that the driver had slept for two hours.", "that the driver had slept for two hours"},
		{"The inquest heard that the ship was old.", "that the ship was old"},
		{"The inquest heard she had called for help twice.", "she had called for help twice"},
		{"The inquiry heard on Monday that the pumps had failed.", "that the pumps had failed"},
		{"The jury heard Leal was in debt.", "Leal was in debt"},
		{"The tribunal heard he lost his job in May.", "he lost his job in May"},
		{"Brede Crown Court was full. The court heard both men knew the house.", "both men knew the house"},
		{"The committee heard that costs would double.", "that costs would double"},
		{"The hearing heard the doors were locked.", "the doors were locked"},
		{"The court heard the case in May and adjourned.", ""},
		{"The court heard evidence from a doctor who had seen him.", ""},
		{"The court heard two appeals.", ""},
		{"The jury heard a recording of the call.", ""},
		{"Residents heard shots and ran.", ""},
		{"The committee heard the minister defend the plan.", ""},
	} {
		got := ""
		for _, rel := range r.Read(l.Read(test.text)) {
			for _, c := range rel.Cue {
				if strings.Contains(test.text[c.Start:c.End], "heard") {
					if got = test.text[rel.Content[0].Start:rel.Content[0].End]; len(rel.Source) > 0 {
						t.Errorf("%q: a source", test.text)
					}
				}
			}
		}
		if got != test.want {
			t.Errorf("%q\ngot  %s\nwant %s", test.text, got, test.want)
		}
	}
}
