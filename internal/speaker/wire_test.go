package speaker_test

import (
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/speaker"
)

// told says of the speakers of a source what a want line says: the name, and
// the kind and the country if the line has them: "Russia =state RU".
func told(speakers []speaker.Speaker, of []int, want string) string {
	wants := strings.Split(want, "; ")
	var out []string
	for i, k := range of {
		s := speakers[k].Name
		if i < len(wants) {
			if _, more, ok := strings.Cut(wants[i], " ="); ok {
				s += " =" + speakers[k].Kind.String()
				if strings.Contains(more, " ") {
					s += " " + speakers[k].Country
				}
			}
		}
		out = append(out, s)
	}
	if out == nil {
		return "?"
	}
	return strings.Join(out, "; ")
}

// TestWire reads sentences as agencies write them, whose sources are given.
func TestWire(t *testing.T) {
	for _, group := range []struct {
		about   string
		stories []string
	}{
		{"whom a paragraph begins with", []string{
			"[Rosa Imbert|Rosa Imbert] waited.\n\n[President Ilse Varga|Ilse Varga] promised that nobody would be left behind.\n\nFor Imbert, that is not enough. [She|Rosa Imbert] said so.",
		}},
		{"countries, their governments, capitals and seats", []string{
			`[Moscow|Russia =state RU] denied it. [Russia|Russia =state RU] said so again.`,
			`[The Kremlin|Kremlin =state RU] said it would wait.`,
			`[The White House|White House =state US] declined to comment. [Washington|White House =state US] had warned of it.`,
			`[Downing Street|Britain =state GB] said no. [Britain|Britain =state GB] will not pay.`,
			`[The Elysee|Elysee =state FR] said it would answer.`,
			`[Zhongnanhai|Zhongnanhai =state CN] kept silent. [Beijing|Zhongnanhai =state CN] said nothing.`,
			`[The Blue House|Blue House =state KR] said the missile fell short.`,
			`[Kyiv|Kyiv =state UA] said the dam held, and [Ankara|Ankara =state TR] agreed.`,
			`[The Portuguese government|Portugal =state PT] regretted it. [Portugal|Portugal =state PT] will pay.`,
			`[Ecuador|Ecuador =state EC] and [the United Arab Emirates|United Arab Emirates =state AE] signed.`,
			`[The government of Norhaven|Norhaven =state] said the port was open. [Norhaven|Norhaven =state] will rebuild it.`,
			`[The Talvian government|Talvia =state] said so. [Talvia|Talvia =state] has waited for years.`,
			`Talvia and the Talvian coast were quiet. [The government|Talvia =state] said so.`,
			`LISBON, Portugal (AP) - Storms hit Portugal on Monday. [The government|Portugal =state PT] sent boats.`,
			`France met Germany. [The government|government =state] said little.`,
			`[The Polish foreign ministry|Polish foreign ministry =body PL] summoned him. [The ministry|Polish foreign ministry] gave no reason.`,
			`[Residents of Milan|residents of Milan =group] complained.`,
			`[The Northern Irish police|Northern Irish police =body GB] said two were held.`,
			`[New Mexico officials|New Mexico officials =unnamed US] said the fire grew.`,
		}},
		{"bodies and their countries", []string{
			`[The Russian Defense Ministry|Russian Defense Ministry =body RU] said nine drones fell. [The Ukrainian Defense Ministry|Ukrainian Defense Ministry =body UA] said four did.`,
			`[The Ukrainian military|Ukrainian military =body UA] said it had held the town.`,
			`[The Indian navy|Indian navy =body IN] rescued them, and [the navy|Indian navy] will go on.`,
			`[The Norhaven army|Norhaven army =body] denied it. [The army|Norhaven army] said it had shelled nobody.`,
			`[The defence ministry|defence ministry =body] denied it. [The ministry|defence ministry] called it a lie.`,
			`[Iraqi police|Iraqi police =body IQ] found the car. [Police|Iraqi police] defused it.`,
			`[Lakemont Transit|Lakemont Transit =body] denied it. "All wages were paid," [the company|Lakemont Transit] said.`,
			`[The ferry's owner, Isla Star Lines,|Isla Star Lines =body] disputed that. [The company|Isla Star Lines] has five ferries.`,
			`[The Harbour Workers' Union|Harbour Workers' Union =body] called a strike. [The union|Harbour Workers' Union] has 900 members.`,
			`[The New York Times and the Gannett newspaper chain|New York Times; Gannett newspaper chain] went to court.`,
			`Tom Hale spoke for an hour. [His campaign|Tom Hale's campaign =body] said he was tired. [The Hale campaign|Tom Hale's campaign] said no more.`,
			`[The company's board|company's board =body] met at noon.`,
			`[The Harbour Society of Velsund|Harbour Society of Velsund] sent tents. [The group|Harbour Society of Velsund] needs more.`,
			`[Norhaven's military|Norhaven's military] denied it. [The army|Norhaven's military] will look into it.`,
			`[Norhaven army|Norhaven army] says so. [Norhaven's army|Norhaven army] fights the Rapid Support Forces.`,
			`[Sudan's army|Sudan's army =body SD] denied it, as did [the Rapid Support Forces|Rapid Support Forces =body SD].`,
			`[The Harbour League and the Pilots' Union|Harbour League; Pilots' Union] met. [Both organisations|Harbour League; Pilots' Union] agreed.`,
			`[Hamas|Hamas] denied it.

The Velsund Medics Network works there. [The group|Velsund Medics Network] counted nine.`,
			`[The coalition|coalition =body] said it had struck a depot.`,
			`[State media|State media =group] reported the arrest.`,
		}},
		{"bodies that are generally known", []string{
			`[The United Nations|United Nations =body] said 40,000 fled. [The UN|United Nations] has no access.`,
			`[NATO|NATO =body] said it would send ships. [The alliance|NATO] met on Friday.`,
			`[The World Health Organization|World Health Organization =body] named it. [The WHO|World Health Organization] counted 300 cases. [The organization|World Health Organization] will send doctors.`,
			`[The IMF|IMF =body] cut its forecast. [The fund|IMF] sees growth of 2 percent.`,
			`[The FBI|FBI =body US] searched the flat. [The bureau|FBI] found nothing.`,
			`[Hezbollah|Hezbollah =body LB] claimed the attack. [The group|Hezbollah] fired rockets.`,
			`[Xinhua|Xinhua =body CN] reported the crash. [The agency|Xinhua] gave no toll.`,
			`[The Associated Press|Associated Press =body US] reported it first. [The AP|Associated Press] saw the letter.`,
			`[Human Rights Watch|Human Rights Watch =body US] counted nine. [The group|Human Rights Watch] asked for an inquiry.`,
			`[U.S. Citizenship and Immigration Services|U.S. Citizenship and Immigration Services =body US] issued the memo.`,
			`[The Globe and Mail|Globe and Mail =body CA] reported it.`,
			`[The Washington Post|Washington Post] published it. [The Post|Washington Post] stands by it.`,
			`[The Association of Pilots|Association of Pilots] (AP) called the strike, and [the AP|Association of Pilots] will go on.`,
			`[Al-Zaman|Al-Zaman =body] reported clashes.`,
			`[Islamic Jihad|Islamic Jihad =body PS] refused.`,
			`[Brussels|Brussels =body] has fined the firm.`,
		}},
		{"abbreviations introduced in brackets", []string{
			`[The National Harbour Board|National Harbour Board] (NHB) met. [The NHB|National Harbour Board] will meet again.`,
			`[Velsund Workers' Front|Velsund Workers' Front] (FTV) struck. [The FTV|Velsund Workers' Front] wants more.`,
			`[Sen. Tom Hale|Tom Hale] (Vt.) objected. It rained in Vt. on Monday.`,
		}},
		{"names", []string{
			`[Kim Dae-song|Kim Dae-song =person] spoke first. [Kim|Kim Dae-song] promised calm.`,
			`[Prime Minister Orban Istvan|Orban Istvan =person] objected. [Orban|Orban Istvan] will vote no.`,
			`[Ursula von Harn|Ursula von Harn] agreed. [Von Harn|Ursula von Harn] will sign, [Ms. von Harn|Ursula von Harn] said.`,
			`[Muqtada al-Tarni|Muqtada al-Tarni =person] called it a crime.`,
			`[Sheikh Khalid bin Rashid|Khalid bin Rashid] opened the port.`,
			`[J.R. Pell|J.R. Pell] wrote it. [Pell|J.R. Pell] is sorry.`,
			`[Samuel "Sonny" Pell|Samuel Pell] said so. [Pell|Samuel Pell] is 80.`,
			`[Dr. Ana Duarte|Ana Duarte] examined him. [Dr Duarte|Ana Duarte] found nothing.`,
			`[Senators Tom Hale and Edwin Pell|Tom Hale; Edwin Pell] wrote the bill.`,
			`[Secretary of State Robert Hale|Robert Hale =person] flew home. [Hale|Robert Hale] said he was content.`,
			`[Minister of Education Sofia Brandt|Sofia Brandt =person] resigned.`,
			`[Velsund District Court Judge Frank Nerva|Frank Nerva] rejected it. [The judge|Frank Nerva] gave no reason.`,
			`[Kristin Wilk|Kristin Wilk] hung the pictures. [Kristen Wilk|Kristin Wilk] likes them, and [Wilk|Kristin Wilk] sells them.`,
			`[Mayor Ilse Vargas'|Ilse Vargas] plan was rejected.`,
			`Miriam Stroud won. [Stroud's|Miriam Stroud] claim was denied.`,
			`[Police Chief Ruth Ellery|Ruth Ellery] spoke. Mark Ellery lost his home. [Ms. Ellery|Ruth Ellery] wept.`,
		}},
		{"headlines, and those who are named later", []string{
			"[Mayor|Ilse Vargas] says bridge is safe\n\n[The mayor|Ilse Vargas] said so on Monday.\n\n[Ilse Vargas, the mayor of Velsund,|Ilse Vargas] walked over it.",
			"[Judge|Frank Nerva] stops sale\n\n[A Velsund judge|Frank Nerva] stopped the sale on Monday.\n\nJudge [Frank Nerva|Frank Nerva] said it was too cheap.",
			"[Company|Tecorra Metals] finds seven bodies\n\n[Tecorra Metals|Tecorra Metals] said on Friday that seven miners were found.",
			"[Oda Rask|Oda Rask] Warns Talvian Banks\n\nThe minister [Oda Rask|Oda Rask] was firm.",
			`[A teacher|teacher =unnamed] saw it first. Later [teacher Tom Hale|Tom Hale] came.`,
			`[A spokesman|spokesman =unnamed] declined to comment. [Tom Hale, a spokesman,|Tom Hale] said more.`,
		}},
		{"roles and descriptions", []string{
			`[The regional governor, Halina Brodt,|Halina Brodt] said so. [The governor|Halina Brodt] named no names.`,
			`[Civil Protection spokesperson Ana Duarte|Ana Duarte =person] said so. [The spokesperson|Ana Duarte] would not say more.`,
			`[Portuguese Foreign Minister Rui Leal|Rui Leal =person PT] met [Spanish Foreign Minister Ines Vega|Ines Vega =person ES]. [The Spanish minister|Ines Vega] left first.`,
			`[Rep. Adam Shore|Adam Shore], a Democrat, called on the council to act. [The California congressman|Adam Shore] called it a scandal.`,
			`[Sen. Oda Rask|Oda Rask] voted no. [The lawmaker|Oda Rask] explained it at length.`,
			`[An attorney for Pell, Mark Dougal,|Mark Dougal] objected. [Pell's lawyer|Mark Dougal] will appeal.`,
			`[Its chief executive, Leah Burton,|Leah Burton] urged a ban.`,
			`[Angela Brun, a developer and spokeswoman for the guild,|Angela Brun] agreed.`,
			`[The former first lady|?] said nothing.`,
			`Nearby sat Ana Duarte, now the harbour master, [who|Ana Duarte] said the pier would hold.`,
			`[The harbour master|Ana Duarte], Ana Duarte, said so.`,
			`[Sangi Dang|Sangi Dang], whose shop fell, told reporters it was old. "It shook," [the 34-year-old|Sangi Dang] said.`,
			`[A spokeswoman for the port, Lena Kint,|Lena Kint] was calm. [Hale's spokesman|Hale's spokesman =unnamed] did not reply.`,
			`[Former president Tom Hale|Tom Hale] called it a plot. [The far-right leader|Tom Hale] will appeal.`,
			`[Khalid Omar, known as Hemi,|Khalid Omar] spoke first. [Hemi|Khalid Omar] accused nobody.`,
			`[A man|man =unnamed] shouted. [The man|man =unnamed] ran away.`,
		}},
		{"he and she", []string{
			`[Foreign Minister Edita Horvat|Edita Horvat] of Bressia called it blackmail. [She|Edita Horvat] denied the Bressian reports.`,
			`Tom Hale opened the session. He was tired. "It is late," [he|Tom Hale] said.`,
			`[President Tom Hale|Tom Hale] met Rui Leal at noon. The president was in good spirits. [He|Tom Hale] said the talks went well.`,
			`[Roy Cooper|Roy Cooper] said it was late. [Kerr Putnam|Kerr Putnam], the police chief, said the film proved nothing, but [he|Kerr Putnam] said it helped.`,
			`"Michelle was there," [Leslie Wims|Leslie Wims] said. "She saw it," [she|Leslie Wims] added.`,
			`According to [an affidavit by Luis Ortega|Luis Ortega], Joel Macy fired twice. [The affidavit|Luis Ortega] says [he|Joel Macy^2] was alone.`,
			`Tom Hale and Rui Leal argued. [He|?] was angry.`,
			`The former chief executive, Otto Brandl, was convicted. [He|Otto Brandl] admitted it.`,
		}},
		{"it and they", []string{
			`But the army disagreed. In a statement, [it|army] said nothing was true.`,
			`[The army|army] disagreed. [It|army] said nothing was true.`,
			`[China|China =state CN] threatened a veto. It has spent 3 billion there. [It|China] said it would wait.`,
			`[Norhaven's General Staff|General Staff =body] said two died. "They will be avenged," [it|General Staff] said.`,
			`[The Church|Church] denied it. [They|Church] also claimed she had gone freely.`,
			`[A resident|resident =unnamed] saw the fire. [They|resident] called the police.`,
			`"[Parents|parents^3] tell us every week," she said. "[They|parents^3] want help." [Leah Burton|Leah Burton] said so.`,
			`[Tom Hale|Tom Hale] left. [They|?] were late.`,
		}},
		{"joint sources", []string{
			`[The mayor and the police chief|mayor; police chief] both said no.`,
			`Oda Rask and Lars Vik met. Ana Duarte and Rui Leal, [both|Ana Duarte; Rui Leal], agreed.`,
			`[Minister Fanta Sow and the chief of police, Ibrahim Cise|Fanta Sow; Ibrahim Cise], promised an inquiry. [Both|Fanta Sow; Ibrahim Cise] said it would be quick.`,
			`[Both lawmakers, Rune Falk and Sara Moen,|Rune Falk; Sara Moen] denied it.`,
			`[Neither Tom Hale nor the port|Tom Hale; port] has answered.`,
			`[France and Germany|France; Germany] proposed it. [They|France; Germany] want a vote.`,
			`[Both the Velsund School Board and the Velsund Police Department|Velsund School Board; Velsund Police Department] denied it.`,
			`[Israeli and Egyptian officials|Israeli officials =unnamed IL; Egyptian officials =unnamed EG] met.`,
		}},
		{"those without names", []string{
			`Drones hit the port, killing [at least three people, Talvian officials|Talvian officials =unnamed] said.`,
			`[Officials|officials =unnamed] said nine died. [They|officials] gave no names.`,
			`[Sources familiar with the matter|sources familiar with the matter =unnamed] said so.`,
			`[A senior U.S. official|senior U.S. official =unnamed US] said so. [The official|senior U.S. official] spoke on condition of anonymity, and [he|senior U.S. official] was firm.`,
			`[Witnesses|Witnesses =group] heard two blasts.`,
			`[Two diplomats|Two diplomats =unnamed] agreed. "It is over," [one of them|one of the two diplomats =unnamed] said.`,
			`[Twelve percent|Twelve percent =group] agreed, and [eleven percent|eleven percent =group] did not.`,
			`[All three|All three =group] deny the charges.`,
			`[Afghan villagers|Afghan villagers =group AF] said the strike hit a school.`,
			`[Republicans|Republicans =group] objected, and [Latinos|Latinos =group] did too.`,
		}},
		{"documents", []string{
			`[A study commissioned by the port and carried out by Linden Research|Linden Research =body] found it safe. [The study|Linden Research] took a year.`,
			`[A report|report =document] found cracks. [It|report] lists 61.`,
			`[The indictment|indictment =document] names three.`,
			`[Ana Duarte's letter|Ana Duarte =person] asked for time.`,
			`The ferry sank. [Its manifest|its manifest =document] listed 163 names.`,
			`[A poll by Datavolk|Datavolk =body] found it close.`,
			`[A Harbour Courier poll|Harbour Courier =body] showed a close race.`,
			`[A video shared on social media|video =document] showed smoke.`,
		}},
		{"lines of a transcript", []string{
			"[BRANDT|Brandt =person]: Minister, is it over?\n\n[HARTOG|Hartog =person]: It is not.",
		}},
		{"first person", []string{
			`"[We|Ruth Ellery^2] believe he acted alone," [Ruth Ellery|Ruth Ellery] said.`,
			`[We|?] could not reach them.`,
		}},
	} {
		for _, story := range group.stories {
			text, sources := marked(t, story)
			speakers, of := resolve(text, sources)
			for i, s := range sources {
				want := s.want
				if got := told(speakers, of[i], want); !strings.EqualFold(got, want) {
					t.Errorf("%s: %q in\n%s\n got %s\nwant %s", group.about, text[s.Start:s.End], text, got, want)
				}
			}
		}
	}
}
