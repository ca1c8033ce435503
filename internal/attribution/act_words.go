package attribution

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
	"github.com/onrecord/onrecord/internal/weights"
)

// A usage is what a word makes of the cue that it stands in.
type usage struct {
	act   Act
	other Act // where what the frame asks for is missing
	frame actFrame
}

// An actFrame is what else of the sentence an act depends on.
type actFrame uint8

const (
	plain     actFrame = iota
	withheld           // not saying is an act too: "did not say"
	telling            // likewise, and with an infinitive it urges: "told them to"
	claiming           // not claiming is not acknowledging: "no group claimed"
	showing            // a study does it: "the survey shows"
	finding            // anybody does, but a person only with a clause: "found that"
	ifTo               // with an infinitive: "threatened to"
	ifFor              // with "for", "on" or an infinitive: "pressed for"
	ifNumber           // with a number: "predicted growth of 3 percent"
	light              // a noun after it has the act: "made the claim"
	passing            // a verb after it has the act: "went on to say"
	asking             // "ask"
	calling            // "call"
	putting            // "put the toll at"
	refusing           // "declined to"
	negating           // "failed to", "has yet to"
	available          // "was not available"
)

// usages are the words that tell an act, by their hashed lemmas: verbs, nouns
// and adjectives alike. With any other word somebody says.
var usages = func() map[uint64]usage {
	m := map[uint64]usage{}
	for _, row := range []struct {
		act, other Act
		frame      actFrame
		lemmas     string
	}{
		{Says, Says, withheld, `account address announce answer clarification clarify comment contact description detail disclose discuss divulge elaborate
			elaboration expand explain explanation identify indication information interview justify mention name provide publish reach reaction reason release
			remark reply respond response return say speak specify speculate state statement talk`},
		{Says, Says, plain, `add affirm agreement apologise apologize apology appreciation applaud assessment condolence evidence example gratitude
			perspective proof solidarity sympathy version thanks argue argument assert assertion assure boast brief characterise characterize cite compare
			congratulate contend continue counter declare defend describe emphasise emphasize endorse hail imply inform insist joke liken
			maintain observe paint portray post praise quip quote read recall recount refer remember retort ruling shout stress testify thank tweet verdict welcome write`},
		{Says, Says, claiming, `claim responsibility`},
		{Urges, Says, telling, `tell`},
		{Finds, Says, showing, `demonstrate indicate reveal show suggest`},
		{Finds, Thinks, finding, `find`},
		{Finds, Says, finding, `ascertain conclude conclusion deduce detect determine discover establish finding uncover`},
		{Estimates, Says, plain, `estimate estimation`},
		{Estimates, Says, ifNumber, `calculate calculation compute forecast gauge predict prediction prognosis project projection reckon value`},
		{Estimates, Says, putting, `put`},
		{Confirms, Says, plain, `acknowledge acknowledgement acknowledgment admission admit avow certify concede concession confess confession confirm confirmation
			corroborate recognise recognize substantiate verification verify`},
		{Denies, Says, plain, `contest contradict denial deny disagree disagreement disavow disavowal discount dismiss dismissal disprove dispute downplay
			object objection rebuff rebut rebuttal refutation refute reject rejection repudiate repudiation resist scoff spurn veto`},
		{Denies, Says, refusing, `decline refusal refuse`},
		{DeclinesToComment, Says, plain, `deflect dodge evade mum noncommittal reticent sidestep silence silent stonewall tight-lipped unavailable unreachable`},
		{DeclinesToComment, Says, available, `available reachable`},
		{Says, Says, negating, `fail neither nobody none refrain unable unwilling without yet`},
		{Accuses, Says, plain, `accusation accuse admonish allegation allege assail attack bash berate blame blast castigate censure charge chastise chide condemn
			condemnation critical criticise criticism criticize critique decry denigrate denounce denunciation deplore deride disparage excoriate fault fulminate
			implicate impugn incriminate indict indictment inveigh lambast lambaste malign mock pan pillory protest rail rebuke reprimand reproach ridicule savage
			scold skewer slam slate tirade trash upbraid vilify`},
		{Urges, Says, plain, `advice advise advocate appeal beg beseech command counsel decree demand directive encourage encouragement entreat exhort exhortation
			implore instruct instruction invitation invite lobby nudge order petition plea plead prod proposal propose recommend recommendation request require
			subpoena summon ultimatum urge`},
		{Urges, Says, ifFor, `agitate bid campaign challenge direct press pressure push`},
		{Urges, Says, calling, `call`},
		{Promises, Says, plain, `ambition aspire commit commitment determined goal guarantee intend intention plan pledge poised promise readiness ready resolve swear undertake
			undertaking volunteer vow willing willingness`},
		{Promises, Says, ifTo, `agree aim choose decide decision elect opt prepare prepared set vote`},
		{Promises, Warns, ifTo, `threat threaten`},
		{Promises, Urges, ifTo, `seek`},
		{Warns, Says, plain, `alert caution forewarn warn warning`},
		{Asks, Says, asking, `ask`},
		{Asks, Says, plain, `enquire enquiry inquire interrogate query question quiz wonder`},
		{Thinks, Thinks, plain, `admire afraid angry anticipate anticipation anxious apprehension apprehensive assume assumption aware back belief believe certain concern concerned
			confidence confident consider contemplate conviction convince convinced deem delighted desire disappointed dislike dismay dismayed doubt doubtful dread dream eager envisage envision expect
			expectation favor favour fear fearful feel feeling foresee frustrated furious glad grateful guess hate hope hopeful hunch imagine keen know learn leery like love misgiving
			mull nervous opinion oppose opposition optimism optimistic outraged perceive perception pessimism pessimistic pleased ponder prefer preference presume proud
			realise realize regard regret relieved reservation sad saddened scepticism sceptical see sensation shocked skeptical skepticism support supportive suppose surprised sure suspect suspicion think trust
			unaware uncertain unconvinced understand uneasy unsure upset view want wary weigh wish worried worry yearn`},
		{Promises, Promises, light, `offer`},
		{Thinks, Thinks, light, `express harbor harbour voice`},
		{Says, Says, light, `air cast deliver file get give have hold issue launch lay level lodge make pose present produce raise reiterate release renew repeat
			send share sound submit take throw`},
		{Says, Says, passing, `appear attempt begin come continue go keep proceed seem start try use`},
	} {
		for _, w := range strings.Fields(row.lemmas) {
			m[lang.WordHash(w)] = usage{row.act, row.other, row.frame}
		}
	}
	return m
}()

// phrases are the acts of two words that stand near each other: the first by
// its lemma, the second as it is spelt.
var phrases = func() map[uint64]Act {
	m := map[uint64]Act{}
	for _, row := range []struct {
		act   Act
		pairs string // the first word, then the second ones
	}{
		{Accuses, "come against, speak against, campaign against, hit out, lash out, call out, tear into, lay into, go after, take aim, take exception, take task, " +
			"find fault, hold responsible, hold accountable, lay blame, place blame, put blame, pin blame, pour scorn, heap scorn, point finger"},
		{Denies, "rule out, brush aside, brush off, shrug off, wave off, wave away, laugh off, play down, turn down, knock down, push back, take issue, " +
			"distance from, plead innocent, plead not"},
		{Confirms, "own up, come clean, plead guilty"},
		{DeclinesToComment, "remain silent, stay silent, keep silent, remain quiet, stay quiet, keep quiet, remain mum, stay mum, keep mum"},
		{Warns, "sound alarm, raise alarm, ring alarm"},
		{Urges, "insist on"},
		{Asks, "want know, demand know, like know, raise question, pose question, put question"},
		{Thinks, "look forward, count on, cast doubt, throw doubt, raise doubt"},
		{Says, "make clear, make plain, weigh in, back away, back off, back down"},
	} {
		for _, p := range strings.Split(row.pairs, ", ") {
			a, b, _ := strings.Cut(p, " ")
			m[weights.Join2(1, lang.WordHash(a), lang.WordHash(b))] = row.act
		}
	}
	return m
}()

// Nouns that name who finds by looking: with any of them as its source, a
// statement that shows something finds it.
var studies = hashed(`analysis audit autopsy average ballot census commission count court data document evidence examination experiment figure filing finding footage forensics image
	index inquest inquiry enquiry investigation investigator judge jury math measurement number panel paper poll post-mortem postmortem probe reading record
	report research researcher result review sample scan scientist statistic study survey tally test trial tribunal`)

// Of these, what they say they found, whatever the verb ("according to").
var inquiries = hashed(`audit census enquiry inquest inquiry investigation poll probe research study survey analysis`)

// hashed returns the set of the words in list.
func hashed(list string) map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields(list) {
		m[lang.WordHash(w)] = true
	}
	return m
}

// Words that frames look for, by their spelling or lemma.
var (
	atWord             = lang.WordHash("at")
	commentLemma       = lang.WordHash("comment")
	confirmLemma       = lang.WordHash("confirm")
	declineLemma       = lang.WordHash("decline")
	denyLemma          = lang.WordHash("deny")
	determineLemma     = lang.WordHash("determine")
	endorseLemma       = lang.WordHash("endorse")
	forWord            = lang.WordHash("for")
	interviewWord      = lang.WordHash("interview")
	oneWord            = lang.WordHash("one")
	onlyWord           = lang.WordHash("only")
	questionWord       = lang.WordHash("question")
	questionsWord      = lang.WordHash("questions")
	requestLemma       = lang.WordHash("request")
	responsibilityWord = lang.WordHash("responsibility")
	sayLemma           = lang.WordHash("say")
	shortWord          = lang.WordHash("short")
	showLemma          = lang.WordHash("show")
	stopLemma          = lang.WordHash("stop")
	thatWord           = lang.WordHash("that")
	willWord           = lang.WordHash("will")
	withoutWord        = lang.WordHash("without")
	yetWord            = lang.WordHash("yet")
)
