package attribution

import (
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/lang"
)

// hedgeCases are sentences by the hedges of their first statement.
const hedgeCases = `
appeared to | The ministry said the fire appeared to have started in the kitchen.
could | The mayor said the toll could rise.
may | The agency said the river may rise on Tuesday.
might | The agency said up to 90 mm might fall by Sunday.
likely | The envoy said a deal was likely.
unlikely | Doctors said ten of the wounded were unlikely to survive.
probably | The general said the rebels had probably fled.
possibly | The minister said the plane was possibly shot down.
perhaps | The premier said perhaps a third of the votes were false.
reportedly | The mayor reportedly said the bridge was closed.
allegedly | The banker allegedly told his clients to sell.
reports of | The coastguard said it had reports of two missing boats.
reports that | The colonel said there were reports that a helicopter was down.
preliminary | The ministry said preliminary results showed a lead for the premier.
initial reports | The ministry said initial reports spoke of four dead.
alleged | Police said the alleged thief had fled.
suspected | The court said the suspected smuggler was in jail.
seemed | The coach said it seemed that the pitch was frozen.
seems | The mayor said the wall seems unsafe.
 | "I think the hospital was hit," said Marta Silva, a teacher.
 | The judge said the evidence suggests that the fire was set.
feared | The navy said two sailors were feared dead.
apparently | The clinic said the victims were apparently poisoned.
possible | The minister said a possible leak was found.
possible | The premier said it is possible that the vote will be moved.
unconfirmed | The agency said unconfirmed accounts spoke of looting.
looked like | The captain said it looked like a bomb.
purportedly | The company purportedly promised to pay.
supposedly | The union said the mine was supposedly safe.
could | The ministry said the storm could have killed hundreds.
could | The bank warned that prices could climb.
may | The mayor said "it may be weeks" before power returns.
presumed | The army said the soldier was presumed dead.
was understood to | Officials said the plan was understood to cost millions.
potentially | The scientist said the virus potentially spreads by air.
presumably | The lawyer said her client was presumably asleep.
indication that | The clerk said there was some indication that the lock had been forced.
seemingly | The minister said seemingly nobody had noticed the leak.
 | The mayor said he could see the smoke from his window.
 | The mayor said the port was closed in May.
 | "We could not find the road," the driver said.
 | The court ruled that the club may appeal within a week.
 | The envoy asked for help as soon as possible.
 | The survey shows that likely voters back the premier.
 | The boy said he could swim.
 | The actress said she appeared in court on Monday.
 | The mayor denied reports that he would resign.
 | The minister said he reported the theft.
 | The ministry said 40 people were reported to the police.
 | The study says boys are twice as likely to drop out.
 | The captain said he would help if he could.
 | The general said he looked for the boat.
 | The witness said the judge suggested a pause.
 | The farmer said there was no indication that the well was poisoned.
conceivably | The mayor said the bridge was conceivably unsafe.
early indications | The ministry said early indications were of a gas leak.
apparent | The premier said an apparent attack had killed two men.
indications that | The army said it had indications that the rebels were leaving.
reportedly | The clinic said the dead were reportedly farmers.
may, might | The bank said growth may slow and might stop.
 | The mayor said it would rain.
 | The witness said he saw a report of the inquiry.
`

func TestHedges(t *testing.T) {
	l, r := readers(t)
	for line := range strings.Lines(strings.Trim(hedgeCases, "\n")) {
		want, text, _ := strings.Cut(strings.TrimSpace("-"+line), "| ")
		want = strings.TrimSpace(want[1:])
		rels := r.Read(l.Read(text))
		if len(rels) == 0 {
			t.Errorf("no statement: %s", text)
			continue
		}
		var got []string
		for _, h := range rels[0].Hedges {
			got = append(got, textOf(text, h))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: hedges %q, want %q", text, s, want)
		}
	}
}

func textOf(text string, s lang.Span) string { return text[s.Start:s.End] }
