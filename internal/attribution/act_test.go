package attribution

import (
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// actCases are sentences by the act of their first statement.
const actCases = `
says | "The port is closed," the harbour master said.
says | The harbour master said the port would stay closed until Friday.
says | According to the coastguard, the ferry sank at dawn.
says | The ministry told reporters that four men had drowned.
says | "It is a dark day," Leal wrote.
says | The mayor added that schools would reopen on Monday.
says | The agency announced that the bridge was closed.
says | The minister argued that the tax was fair.
says | The company claimed that its ship was not overloaded.
says | The governor explained that the dam had held.
says | Leal described the raid as a mistake.
says | The general insisted that his men had not fired.
says | "We asked for boats," said Marta Silva. "None came."
says | The bishop called the law "a gift to the poor".
says | The minister praised the rescuers for their courage.
says | The statement said talks would go on.
says | The company issued a statement saying that it regretted the delay.
says | She was quoted as saying that the vote was free.
says | The premier went on to say that taxes would fall.
says | The minister expressed his condolences to the families.
says | The committee agreed that the road was unsafe.
says | The clerk reported that two ships were missing.
says | "Are we safe?" the mayor said.
says | The minister did not deny that the money was gone.
says | The captain recalled that the sea had been calm.
says | The report said the brakes had failed.
says | The minister defended the decision to close the mine.
says | Police suggested that the fire had started in the kitchen.
says | The board made clear that the plant would shut.
says | The minister welcomed the ruling.
says | The document noted that the wall was cracked.
says | The villagers complained that nobody had come.
says | Leal repeated that the ferry was safe.
says | The envoy predicted that the truce would hold.
says | The union said no to the offer.
says | The lawyer indicated that his client would appeal.
estimates | The ministry estimates that 4,000 homes were destroyed.
estimates | The bank estimated the loss at 30 million dollars.
estimates | Economists forecast growth of 3 percent this year.
estimates | The bank predicts that prices will rise by 4 percent.
estimates | Analysts calculate that 600,000 jobs depend on the port.
estimates | The aid group estimates that nearly 60,000 people have fled.
finds | A study found that the drug was safe.
finds | The survey shows that most voters want change.
finds | The inquiry concluded that the pilot had been tired.
finds | A poll suggests that the mayor will lose.
finds | The data show that rents have doubled.
finds | Investigators determined that the fire was set on purpose.
finds | An audit revealed that the money was missing.
finds | According to a poll by the daily, half of the voters are undecided.
finds | Researchers found that the glacier is melting faster.
finds | The results indicate that the vaccine works.
finds | The court found that the ministry had broken the law.
finds | The panel established that the brakes were worn.
confirms | The ministry confirmed that two soldiers were dead.
confirms | The company admitted that the valve had leaked.
confirms | The general acknowledged that civilians had been hit.
confirms | The minister conceded that the plan had failed.
confirms | The driver confessed that he had been asleep.
confirms | Police confirmed the arrest of three men.
confirms | The mayor pleaded guilty to taking bribes.
confirms | The army has acknowledged the loss of a helicopter.
confirms | The minister recognised that mistakes had been made.
confirms | The spokesman made an admission that the talks had stalled.
denies | The rebels deny that they fired first.
denies | The ministry denied the report.
denies | The mayor denied knowing about the payments.
denies | The army rejected the claim that it had shelled the school.
denies | The minister dismissed the accusations as lies.
denies | The company disputes the figures.
denies | The mayor pleaded not guilty to fraud.
denies | The company issued a denial that it had sold the data.
denies | The army repudiated the agreement.
denies | The rebels refused to lay down their arms.
denies | The party's leader on Monday disavowed his remarks.
declines-to-comment | The ministry declined to comment on the raid.
declines-to-comment | A spokeswoman declined to say how many were hurt.
declines-to-comment | The general refused to say whether the base was hit.
declines-to-comment | The company did not respond to a request for comment.
declines-to-comment | The firm did not immediately respond to a request for comment on the recall.
declines-to-comment | The bank has not commented on the report.
declines-to-comment | Police would not say how the man had died.
declines-to-comment | The ministry has not said whether the minister will resign.
declines-to-comment | The mayor has yet to comment on the charges.
declines-to-comment | The army declined to confirm the strike.
declines-to-comment | The spokesman refused to confirm or deny that a plane was lost.
declines-to-comment | The minister declined to discuss the talks.
declines-to-comment | The coach refused to answer questions about the injury.
declines-to-comment | The general said nothing about the dead.
declines-to-comment | The company declined to name the buyer.
declines-to-comment | The prosecutor did not specify the charges.
declines-to-comment | The president made no mention of the war.
declines-to-comment | The minister did not address the strike.
declines-to-comment | The lawyer sidestepped a question about the money.
declines-to-comment | The airline declined an interview about the crash.
declines-to-comment | The governor did not say when the road would open.
does-not-acknowledge | The company has not admitted that the plant leaked.
does-not-acknowledge | The ministry did not confirm the deaths.
does-not-acknowledge | The general refused to acknowledge that civilians had died.
does-not-acknowledge | No group has claimed responsibility for the attack.
does-not-acknowledge | The government has never acknowledged the killings.
does-not-acknowledge | The minister would not admit that the plan had failed.
does-not-acknowledge | The state has refused to admit the error.
does-not-acknowledge | The navy could not confirm the sinking.
accuses | The opposition blamed the government for the crash.
accuses | The bishop condemned the killing.
accuses | The union criticised the cuts.
accuses | The premier denounced the raid as murder.
accuses | Residents alleged that the company had poisoned the well.
accuses | The envoy slammed the decision.
accuses | Prosecutors charged that the banker had hidden the money.
accuses | The opposition attacked the budget.
accuses | The paper mocked the minister.
accuses | The judge rebuked the prosecutor for the delay.
accuses | The party has repeated its accusation that the vote was rigged.
accuses | The group decried the arrests.
urges | The ministry urged people to stay at home.
urges | Police asked drivers to avoid the bridge.
urges | The mayor asked for more boats.
urges | The opposition demanded an inquiry.
urges | The judge ordered the company to pay.
urges | The officers told the men to drop their guns.
urges | The panel recommended that the dam be closed.
urges | Doctors advised patients to drink more water.
urges | The minister proposed a tax on fuel.
urges | The party insisted on a new vote.
urges | The group issued a call for a boycott.
urges | The council pushed for a ban on cars.
urges | Prosecutors are seeking a sentence of ten years.
urges | The premier made a plea for unity.
promises | The president vowed to retake the town.
promises | The company pledged to pay the victims.
promises | The minister promised that the road would be repaired.
promises | The rebels threatened to blow up the dam.
promises | The union plans to strike next week.
promises | The party intends to vote against the law.
promises | The bank offered to lower the rate.
promises | The firm agreed to pay a fine.
promises | The minister made a promise to resign.
promises | The king swore to defend the valley.
promises | The council decided to close the school.
promises | The army repeated its vow to crush the revolt.
promises | The premier seeks to calm the markets.
warns | The agency warned that the river could rise further.
warns | Doctors cautioned that the drug was new.
warns | Police warned drivers of ice on the roads.
warns | The bank has warned of a recession.
asks | "Where is the money?" the judge asked.
asks | The judge asked whether the witness knew the man.
asks | Reporters asked about the delay.
asks | The deputy wondered why nobody had called the police.
asks | The minister was asked if he would resign.
asks | Asked about the strike, the minister shrugged.
asks | The opposition questioned the cost of the bridge.
asks | The reporter asked how many had died.
asks | The lawyer inquired whether the court would sit on Friday.
asks | "Who gave the order?" asked the general.
thinks | Analysts believe that the bank will fail.
thinks | The mayor thinks the bridge is safe.
thinks | Residents fear that the dam will break.
thinks | The envoy hopes that talks will resume.
thinks | The union wants higher wages.
thinks | Economists expect prices to fall.
thinks | The minister expressed concern that the truce would not last.
thinks | Officials suspect that the fire was set on purpose.
thinks | The farmers are worried that the well will run dry.
thinks | The coach is confident that his team will win.
thinks | Police do not believe that the men were armed.
thinks | The general considers the war lost.
thinks | The villagers hope to return soon.
thinks | The minister voiced hope that the strike would end.
thinks | The party opposes the law.
thinks | The club would like to build a new stadium.
thinks | Analysts cast doubt on the figures.
thinks | Many residents are afraid that the search will end.
thinks | The mine is expected to close.
`

// TestActs reads each sentence and looks at the act of its first statement.
func TestActs(t *testing.T) {
	l, r := readers(t)
	for line := range strings.Lines(strings.TrimSpace(actCases)) {
		want, text, _ := strings.Cut(strings.TrimSpace(line), " | ")
		rels := r.Read(l.Read(text))
		if len(rels) == 0 {
			t.Errorf("no statement: %s", text)
		} else if got := rels[0].Act.String(); got != want {
			t.Errorf("%s: %s, want %s (%s)", text, got, want, show(text, &rels[0]))
		}
	}
}

// givenCues are sentences with a source in braces, a cue between < and > and a
// content in brackets, by its act: frames that the finder of cues often misses.
const givenCues = `
says | [Storm passes]<:> {coastguard}
says | {Leal} <pointed out> [that the bridge was old].
denies | {The minister} <took issue with> [the report].
denies | {The minister} <shrugged off> [the criticism].
accuses | {The general} <lashed out at> [the press].
accuses | {The watchdog} <faulted> [the ministry for the delay].
accuses | {The premier} <took aim at> [the judges].
urges | {The captain} <instructed> [the crew to leave the ship].
warns | {The premier} <issued a warning> [that the truce was at risk].
thinks | {The envoy} <was sceptical> [that the plan would work].
says | [The men] <are said> [to have fled over the border].
says | {The mayor} <was quoted as saying> [that the vote was free].
says | {The club} <backed away from> [the plan].
says | {The mayor} <called> [the plan "a disgrace"].
says | {The minister} <never promised> [a new road].
says | {The envoy} <did not rule out> [a visit].
says | {The bank} <did not dispute> [the figures].
says | {The two sides} <agreed that> [the truce had held].
says | {The general} <reiterated that> [his men had not fired].
estimates | {The agency} <put> [the death toll at 340].
estimates | {The ministry} <projected> [a deficit of 12 billion dollars].
estimates | {Analysts} <had forecast> [losses of 40 million dollars].
says | {The envoy} <predicted> [that the truce would hold until May 10].
finds | {Figures released on Monday} <show> [that exports fell in May].
finds | {The researchers} <discovered> [that the bees had died of cold].
finds | <In> {the survey}, [half of the voters were undecided].
finds | <According to> {the study}, [the drug is safe].
says | {The minister} <showed> [a picture of the bridge].
confirms | {The minister} <owned up to> [the error].
confirms | {The premier} <made an admission> [that the talks had stalled].
denies | {Leal} <refuted> [the allegations].
denies | {The premier} <ruled out> [early elections].
denies | {The general} <brushed aside> [the warning].
denies | {Officials} <played down> [the threat of a strike].
denies | {The union} <turned down> [the offer].
denies | {The opposition} <contested> [the result].
denies | {The bank} <disagreed with> [the estimate].
denies | {Parliament's} <rejection of> [the treaty] came late.
denies | {his} <refusal> [to resign]
denies | {The club} <has rejected> [a call to play the match again].
declines-to-comment | {The palace} <neither confirmed nor denied> [the report].
declines-to-comment | {The office} <did not return> [calls about the payments].
declines-to-comment | {The ministry} <gave no details of> [the agreement].
declines-to-comment | {Neither the bank nor the ministry} <commented on> [the sale].
declines-to-comment | {The company} <failed to disclose> [the leak].
declines-to-comment | {The minister} <could not be reached for comment on> [the charges].
declines-to-comment | {The minister} <was not available for comment> [on Monday].
declines-to-comment | {The coach} <was unavailable> [for comment].
declines-to-comment | {The firm} <had no comment on> [the suit].
declines-to-comment | There was <no immediate comment from> {the army} [on the strike].
declines-to-comment | {The king} <remained silent on> [the vote].
declines-to-comment | {The club} <declined> [to make the player available for interview].
declines-to-comment | {The mayor}, <without elaborating>, [said so].
declines-to-comment | {The judge} <stopped short of saying> [who was to blame].
does-not-acknowledge | {The army} <has yet to acknowledge> [the losses].
does-not-acknowledge | {Neither the company nor the port} <has admitted> [any fault].
does-not-acknowledge | {No group} <has said> [it carried out the attack].
accuses | {The ministry} <accused> [the rebels of shelling the town].
accuses | [The mayor] <was accused> [of taking bribes].
accuses | [The company] <was blamed for> [the spill].
accuses | {The party} <came out against> [the treaty].
accuses | {The minister} <spoke out against> [the strike].
accuses | {The villagers} <hold> [the company responsible for the flood].
accuses | {The minister} <levelled criticism at> [the bank].
accuses | {The bishop} <is extremely critical of> [the law].
accuses | {The deputy} <called out> [the bank].
accuses | {the bishop's} <accusation> [that the mayor had lied]
urges | {The union} <called for> [talks].
urges | {The deputies} <called> on Friday for [the release of the film].
urges | {The bishop} <called on> [both sides to lay down their arms].
urges | {The envoy} <appealed for> [calm].
urges | {The union} <pressed for> [higher wages].
urges | {The village} <requested> [help from the army].
urges | {The envoy} <renewed his appeal for> [a truce].
urges | [The passengers] <were told> [to wait on deck].
urges | {The mayor} <begged> [the crowd to go home].
urges | {Farmers} <have joined calls for> [a ban].
urges | {The party's} <call for> [a new vote] was ignored.
promises | {The government} <has committed to> [cutting emissions].
promises | {The mayor} <is determined> [to finish the bridge].
promises | {The envoy} <is ready> [to return to the talks].
promises | {The government} <gave a pledge> [to lower taxes].
promises | {Three countries} <offered> [assistance].
promises | {The firm} <will open> [a second mine].
promises | {the union's} <threat> [to strike]
promises | {the bank's} <plan> [to close branches]
warns | {The colonel} <threatened> [that the city would burn].
warns | {Scientists} <raised the alarm about> [the melting ice].
warns | {the agency's} <warning> [that the river would rise]
asks | {The paper} <raised the question of> [who had paid].
asks | {ODUYA}<:> [And if it does not hold?]
asks | {The families} <want to know> [who gave the order].
thinks | {The mayor} <doubts> [that the road will be ready].
thinks | {China} <is furious> [that the bid was lost].
thinks | {The minister} <has no doubt> [that the plan will work].
thinks | {the coach's} <hope> [that the team will win]
thinks | [The strike] <is thought> [to be over].
`

// TestActsOfGivenCues looks at the acts of relations that are given.
func TestActsOfGivenCues(t *testing.T) {
	l, _ := readers(t)
	for line := range strings.Lines(strings.TrimSpace(givenCues)) {
		want, marked, _ := strings.Cut(strings.TrimSpace(line), " | ")
		text, rel := parseMarked(marked)
		s := NewScene(l.Read(text), new(weights.Map))
		if got := s.act(&rel, s.tokens(rel.Cue)).String(); got != want {
			t.Errorf("%s: %s, want %s", marked, got, want)
		}
	}
}

// parseMarked returns the text of a sentence without its marks, and the relation
// that they mark.
func parseMarked(marked string) (string, Relation) {
	var text strings.Builder
	var r Relation
	start := 0
	for _, c := range marked {
		switch span := (lang.Span{Start: start, End: text.Len()}); c {
		case '{', '<', '[':
			start = text.Len()
		case '}':
			r.Source = append(r.Source, span)
		case '>':
			r.Cue = append(r.Cue, span)
		case ']':
			r.Content = append(r.Content, span)
		default:
			text.WriteRune(c)
		}
	}
	return text.String(), r
}
