package attribution

import (
	"strings"
	"testing"
)

// occasionCases are sentences by the cue, the venue and the addressee of
// their first statement.
const occasionCases = `
said | at a briefing |  | The mayor said at a briefing that the bridge was closed.
said | in an interview with the Velsund Daily | the Velsund Daily | The minister said in an interview with the Velsund Daily that taxes would fall.
said | in a statement |  | The ministry said in a statement that the plane was lost.
wrote | in a post on Telegram |  | The general wrote in a post on Telegram that the town had fallen.
said | at a news conference in Lisbon |  | The coach said at a news conference in Lisbon that he would stay.
said | In a televised address |  | In a televised address, the president said the war was over.
said | in court |  | The banker said in court that he had no money.
said | by telephone |  | The spokesman said by telephone that the line was dead.
said | during a visit |  | The premier said during a visit to the port that wages would rise.
told |  | reporters | The mayor told reporters that the road was open.
told |  | parliament | The minister told parliament that the talks had failed.
told |  | the BBC | The captain told the BBC that the engine had stopped.
told |  | jurors | The witness told jurors that the car was red.
told |  | Radio Calden | "We lost three people," Mayor Bruno Leal told Radio Calden.
told | at a briefing in Velsund | reporters | "We will stay," the colonel told reporters at a briefing in Velsund on Monday.
told | a briefing in the capital, Tavrin |  | "The bodies were left on the field," Colonel Ivar Denko told a briefing in the capital, Tavrin.
told | a news conference in Port Merrow |  | "We expect these numbers to climb," the director told a news conference in Port Merrow.
said | in an email |  | The company said in an email that all wages were paid.
wrote | on X |  | She wrote on X that the depot would reopen on Tuesday.
wrote | on its website |  | The ministry wrote on its website that the road was closed.
said | in an audio message |  | The group said in an audio message that its men had left.
said | on television |  | The premier said on television that the strike was over.
said |  | reporters | Speaking to reporters in Velsund, the minister said the law would pass.
said | at a rally in Brede |  | Speaking at a rally in Brede, the candidate said he would win.
said | in a speech | parliament | The minister said in a speech to parliament that the budget was late.
said | In a letter | the governor | In a letter to the governor, the union said the mine was unsafe.
told |  | the man | The judge told the man that he would go to prison.
told |  | the court | "You lied," the judge told the court.
told |  | AFP | The envoy told AFP on Tuesday that talks would resume.
told |  | the news agency | The envoy told the news agency on Tuesday that talks would resume.
told |  | local radio | The nurse told local radio that the ward was full.
said | in a video posted on Facebook |  | The governor said in a video posted on Facebook that the dam had held.
said | in a regulatory filing |  | The utility said in a regulatory filing that its line had failed.
said | in a note |  | Analysts at the bank said in a note that rates would rise.
said | outside the courthouse |  | The lawyer said outside the courthouse that his client was innocent.
told |  | us | The boy told us that the house was empty.
assured |  | voters | The minister assured voters that taxes would not rise.
informed |  | investors | The company informed investors that the plant would close.
warned |  |  | Police warned drivers that the road was icy.
said | from his hospital bed |  | The fisherman said from his hospital bed that the boat had turned over.
said | at a community meeting in Pine Hollow |  | The mayor said at a community meeting in Pine Hollow that the fire was out.
said | in a tweet |  | "The road is open," she said in a tweet.
said | at a rally |  | "The road is open," she said at a rally on Monday.
said | in an interview |  | "The road is open," he said in an interview on Tuesday.
said | on television |  | "The road is open," said the mayor, speaking on television.
said | At a hearing |  | At a hearing on Monday, the deputy said the law was void.
said | During a debate |  | During a debate on Tuesday, the senator said he would vote no.
said | In testimony |  | In testimony before the committee, the officer said he had seen nothing.
testified | before a Senate committee |  | The officer testified before a Senate committee that he had seen nothing.
said | through an interpreter |  | The spokesman said through an interpreter that the talks had failed.
complained |  | reporters | The minister complained to reporters that nobody had called him.
asked |  | the judge | The governor asked the judge whether the film could be shown.
said | in a radio interview |  | The general said in a radio interview that the town was safe.
said | at a mass in Velsund |  | The pope said at a mass in Velsund that peace was near.
announced | at a trade show |  | The firm announced at a trade show that the car was ready.
wrote | on Instagram |  | The singer wrote on Instagram that the tour was over.
told |  | the inquest | The witness told the inquest that the alarm was off.
confirmed | in a statement |  | The minister confirmed in a statement that the base was hit.
denied | in an interview |  | The mayor denied in an interview that he had taken money.
reminded |  | the deputies | The premier reminded the deputies that the vote was secret.
said | in a note | clients | The clerk said in a note to clients that the bank was closed.
said |  |  | The minister said on the sidelines of a summit in Brede that talks went on.
said |  |  | The mayor said the port was closed.
said |  |  | The mayor said in May that the port was closed.
said |  |  | The agency said on Tuesday that the river was high.
According to |  |  | According to the coastguard, the ferry sank at dawn.
said |  |  | The minister said to be careful was to be wise.
said |  |  | The mayor said that the interview in the paper was false.
said |  |  | The general said the meeting in Brede was short.
`

func TestOccasions(t *testing.T) {
	l, r := readers(t)
	for line := range strings.Lines(strings.Trim(occasionCases, "\n")) {
		f := strings.Split(strings.TrimSpace(line), "|")
		cue, venue, to, text := strings.TrimSpace(f[0]), strings.TrimSpace(f[1]), strings.TrimSpace(f[2]), strings.TrimSpace(f[3])
		rels := r.Read(l.Read(text))
		if len(rels) == 0 {
			t.Errorf("no statement: %s", text)
			continue
		}
		a := &rels[0]
		if got := textOf(text, a.Cue[0]); got != cue {
			t.Errorf("%s: cue %q, want %q", text, got, cue)
		}
		if got := textOf(text, a.Venue); got != venue {
			t.Errorf("%s: venue %q, want %q", text, got, venue)
		}
		if got := textOf(text, a.To); got != to {
			t.Errorf("%s: to %q, want %q", text, got, to)
		}
	}
}
