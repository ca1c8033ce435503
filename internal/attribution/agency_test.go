package attribution

import "testing"

// TestAgencyNotes reads the credits of agencies that no list has, told by the
// ends of their names, and of bylines that agencies share.
func TestAgencyNotes(t *testing.T) {
	l, _ := readers(t)
	const story = "The port of Velsund was closed on Tuesday, officials said.\n\nIt will stay so."
	for _, test := range []struct{ text, want string }{
		{story + "\n\n(Reporting by Petra Olsen; Additional reporting by Brede News Agency)", "Brede News Agency"},
		{story + "\n\nInformation from the Norhaven News Agency was used in this report.", "Norhaven News Agency"},
		{story + "\n\nInformation from Brede Press was used in this story.", "Brede Press"},
		{story + "\n\nNorhaven Wire Press writer Petra Olsen in Brede contributed to this report.", "Norhaven Wire Press"},
		{story + "\n\nNorth Sea Press writers Petra Olsen and Rui Leal contributed to this report.", "North Sea Press"},
		{story + "\n\nNorhaven Newswire contributed to this report.", "Norhaven Newswire"},
		{story + "\n\nAdditional reporting by Coastal News Service.", "Coastal News Service"},
		{story + "\n\nWith files from Norhaven Press.", "Norhaven Press"},
		{story + "\n\n___\n\nThis report includes information from the Brede Press Agency.", "Brede Press Agency"},
		{story + "\n\nMaterial from Reuters was used in this report.", "Reuters"},
		{story + "\n\nReporting by Petra Olsen in Brede and Halm Newswire; editing by Rui Leal", "Halm Newswire"},
		{"Storm shuts port\n\nThe Velsund Post, with news agencies\n\n" + story, "news agencies"},
		{"Storm shuts port\n\nBy Petra Olsen with agencies\n\n" + story, "agencies"},
		{"Storm shuts port\n\nBy Petra Olsen and agencies\n\n" + story, "agencies"},
		{"Storm shuts port\n\nPublished 3 May 2031\nNorhaven East, with wire services\n\n" + story, "wire services"},
		{"Storm shuts port\n\nPetra Olsen in Brede and agencies\n\n" + story, "agencies"},
		{"Storm shuts port\n\nStaff and agencies\n\n" + story, "Staff and agencies"},
		{"Storm shuts port\n\nBy Petra Olsen, with AFP\n\n" + story, "AFP"},
		{"Storm shuts port\n\nVelsund Post staff with Reuters and AP\n\n" + story, "Reuters and AP"},
		// Nobody's but the story's own.
		{story + "\n\n(Reporting by Petra Olsen; Editing by Rui Leal)", ""},
		{story + "\n\nAdditional reporting by Petra Olsen in Brede.", ""},
		{story + "\n\nPetra Olsen contributed to this report.", ""},
		{story + "\n\nThe Norhaven Press Agency said it would close.", ""},
		{"Storm shuts port\n\nBy Petra Olsen\n\n" + story, ""},
		{"Storm shuts port\n\nBy Petra Olsen with Rui Leal\n\n" + story, ""},
		{story + "\n\nInformation from the Norhaven Harbour Agency showed that 40 ships were late.", ""},
		{story + "\n\nMaterial from the quay was used in the wall.", ""},
		{"Mayor at odds with agencies\n\n" + story, ""},
		{"Aid groups and agencies\n\n" + story, ""},
		{"Minister meets Reuters and AP\n\n" + story, ""},
	} {
		got := ""
		for _, n := range Notes(l.Read(test.text)) {
			if got += test.text[n.By.Start:n.By.End]; n.Kind != Agency {
				t.Errorf("%q: a note of kind %v", test.text, n.Kind)
			}
		}
		if got != test.want {
			t.Errorf("%q\ngot  %s\nwant %s", test.text, got, test.want)
		}
	}
}
