package speaker_test

import (
	"strings"
	"testing"
)

// TestCommonSources reads sources without names of their own that wire copy has.
func TestCommonSources(t *testing.T) {
	for _, group := range []struct {
		about   string
		stories []string
	}{
		{"what somebody does", []string{
			`[A steward, speaking on condition of anonymity,|steward =unnamed] said it was a cushion.`,
			`[A shipping agent, speaking on condition of anonymity,|shipping agent =unnamed] said a deal had been close. "Then somebody phoned," [he|shipping agent] said.`,
			`[A docker who did not want to be named|docker =unnamed] told the paper that the cranes stood still.`,
			`[A bartender|bartender =unnamed] said the doors were locked.`,
			`[A stallholder near the quay|stallholder near the quay =unnamed] said prices had doubled.`,
			`[Two welders|two welders =unnamed] said the tank had leaked.`,
		}},
		{"bodies and documents", []string{
			`[The chamber of commerce|chamber of commerce =body] said it was relieved.`,
			`[The Velsund Chamber of Commerce|Velsund Chamber of Commerce =body] warned of closures.`,
			`[A city audit last year|city audit =document] found that the cameras were broken.`,
			`[An assessment|assessment =document] found cracks in the quay.`,
		}},
		{"people who organise, in either spelling", []string{
			`[Organisers|organisers =group] said 120,000 people had joined the march.`,
			`[Organizers|organizers =group] said 120,000 people had joined the march.`,
			`[Campaigners|campaigners =group] said the wall would fall. [Rescuers|rescuers =group] said it had.`,
			`It rained.

[Shopkeepers|shopkeepers =group] said they would stay shut.`,
		}},
		{"leagues of members", []string{
			`[The Tavrian Doctors' League|Tavrian Doctors' League =body] said it had counted. [The Nurses' League|Nurses' League =body] denied it. [The Coastal Farmers' League|Coastal Farmers' League =body] agreed.`,
		}},
		{"who gave a name", []string{
			`[A merchant who gave his name as Slim|Slim =person] said he slept badly.`,
			`[A woman who gave her name only as Petra|Petra =person] said she had run.`,
			`[A driver who identified himself as Rui Leal|Rui Leal =person] said the road was cut. [Leal|Rui Leal] had turned back.`,
			`[A student who gave only her first name, Ana,|Ana =person] said the hall was dark.`,
			`[A fisherman who asked to be identified only as Tomas|Tomas =person] said the boats were late.`,
			`[A guard who spoke of Rui Leal|guard =unnamed] said the gate was shut.`,
		}},
		{"common words that are names, and nouns that are none", []string{
			`"It rained," said [Piet Young, who runs the inn|Piet Young =person].

[Young|Piet Young] said the roof leaked.`,
			`[A committee this week|committee =body] said it would pay.`,
			`[A report last month|report =document] named three.`,
			`[The rebel group Western Front|Western Front =body] fights on. [The rebel group|Western Front] said it won.`,
			`The Western Front and the Harbour Movement fight on. [The rebel group|rebel group] said it won.`,
			`[Owners|owners =group] said they would sell.`,
		}},
		{"governments of neighbours", []string{
			`Talvia voted on Sunday. The Talvian army waited.

[The government of neighbouring Norhaven|Norhaven =state] said [it|Norhaven =state] took note of the result.`,
			`Talvia voted on Sunday. The Talvian army waited.

[The government of nearby Brede|Brede =state] said [it|Brede =state] was glad.`,
		}},
		{"bodies told of in an apposition", []string{
			`[The vessel's operator, Blue Sound Lines,|Blue Sound Lines =body] denied that it had been overloaded.

"All our vessels are inspected," [the company|Blue Sound Lines =body] said in a statement. [It|Blue Sound Lines] expressed its condolences.`,
			`Fighters from the Western Front say they hold the base.

[The rebel group|Western Front =body] said its men had captured 46 soldiers. [The group|Western Front] lost nine.`,
		}},
		{"persons just named behind their words", []string{
			`"The others are paying," said [Katrin Sole, who represents the staff|Katrin Sole =person].

[Sole|Katrin Sole =person] said the union would strike.`,
			`[Industry analyst Bernd Maier of the Auto Institute|Bernd Maier =person] believes further cuts are coming. "I doubt it is the end," [he|Bernd Maier] said.`,
			`[Army spokesman Colonel Josif Handrel|Josif Handrel =person] said 14 civilians had died. [He|Josif Handrel] accused fighters of the Eastern Front of carrying out the raid.`,
			`[The mayor of Lindhavn|mayor of Lindhavn =unnamed] fears for the town's finances.`,
		}},
	} {
		for _, story := range group.stories {
			text, sources := marked(t, story)
			speakers, of := resolve(text, sources)
			for i, s := range sources {
				if got := told(speakers, of[i], s.want); !strings.EqualFold(got, s.want) {
					t.Errorf("%s: %q in\n%s\n got %s\nwant %s", group.about, text[s.Start:s.End], text, got, s.want)
				}
			}
		}
	}
}
