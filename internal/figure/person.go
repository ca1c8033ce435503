package figure

import (
	"strings"

	"github.com/onrecord/onrecord/internal/lang"
)

// person reports whether token k names people.
func (f *finder) person(k int) bool {
	h := f.hash(k)
	if personWords[h] || personWords[f.d.Forms[k].Lemma] || f.partitive(k) {
		return true
	}
	return f.d.Tokens[k].XPOS == lang.NNPS || f.d.Tokens[k].XPOS == lang.NNS && strings.HasSuffix(f.d.Word(k), "men") || f.demonym(k)
}

// demonym reports whether token k is the plural of a people's name, however
// it was tagged.
func (f *finder) demonym(k int) bool {
	if !f.capital(k) || f.starts(k) || f.headline {
		return false
	}
	w := f.d.Word(k)
	return strings.HasSuffix(w, "ans") || strings.HasSuffix(w, "ese") || strings.HasSuffix(w, "ists") || strings.HasSuffix(w, "crats")
}

// personWords are the words for people, in the plural and in the singular.
var personWords = func() map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range strings.Fields(persons) {
		m[lang.WordHash(w)] = true
		for _, ending := range [...][2]string{{"ies", "y"}, {"men", "man"}, {"s", ""}} {
			if stem, ok := strings.CutSuffix(w, ending[0]); ok && len(stem) > 2 {
				m[lang.WordHash(stem+ending[1])] = true
				break
			}
		}
	}
	return m
}()

// persons are words for people that news counts.
const persons = `man woman person abductees academics accountants accused activists actors actress adults advisers advisors agents aides ambassadors americans analysts applicants
	apprentices arabs arsonists artists assailants asylum-seekers athletes attackers attendees auditors babies bakers bankers beneficiaries bikers bishops
	boaters bodies bombers boys breeders britons brokers brothers buddhists burglars butchers bystanders cadets campers candidates captives carers
	caretakers casualties chefs chiefs child children christians citizens civilians claimants clerics clerks clients climbers colleagues commanders
	commandos communists commuters comrades congressmen congresswomen conscripts conservatives consumers contractors convicts cooks councillors couples
	creditors crew crewmembers crewmen criminals croats customers cyclists czechs danes daughters dead dealers defectors defendants defenders delegates
	democrats demonstrators dentists deputies deserters detainees diplomats directors divers doctors donors drivers economists elderly elders electors
	electricians employees engineers envoys evacuees executives experts extremists families family-members fans farmers fathers fedayeen fighters
	filipinos finns firefighters fishermen folks followers foreigners forwards founders freshmen friars friends fugitives gangsters generals girls
	goalkeepers governors graduates grandchildren grandparents greeks growers guards guerrillas guests gunmen herders hijackers hikers hindus historians
	holders holidaymakers homeless homeowners hostages householders hunters husbands hutus imams immigrants individuals infantry infantrymen infants
	informants injured inmates inspectors insurgents interpreters investigators investors jews jihadis jihadists jobseekers jockeys journalists judges
	jurors kidnappers kids killers kings kurds lawmakers lawyers leaders lecturers liberals life lives lobbyists loggers loyalists makers managers marines
	mayors medics members men mercenaries midwives migrants militants miners ministers mobsters monarchs monitors monks mothers motorists mourners mps
	muggers murderers musicians muslims nationals neighbors neighbours newborns nomads nuns nurses observers officers officials onlookers orphans others
	owners paramedics paramilitaries paratroopers parents participants partners passengers passers-by pastors patients peacekeepers pedestrians pensioners
	people personnel persons pilgrims pilots pirates plaintiffs players poachers poles police policemen policewomen politicians preachers premiers
	presidents priests princes princesses prisoners professors prosecutors protesters protestors pupils queens ranchers rapists readers rebels recipients
	recruits referees refugees relatives reporters republicans rescuers researchers reservists residents respondents returnees riders robbers rohingya
	runners sailors scholars scientists scots seafarers seamen secretaries seekers senators seniors separatists serbs servants servicemembers servicemen
	settlers shareholders sheikhs shoppers signatories sikhs singers sisters skiers slaves slovaks smugglers socialists soldiers sons souls spaniards
	spectators spies spouses staff staffers stewards stowaways strikers strong students subscribers supporters surfers surgeons survivors suspects swedes
	swimmers tamils teachers teenagers teens tenants terrorists thais theologians thieves toddlers tourists townspeople traders traffickers trainees
	translators travelers travellers tribesmen troops truckers turks tutsis twins uighurs umpires unemployed users vendors veterans vets victims viewers
	villagers visitors volunteers voters waiters whistleblowers widows witness witnesses women workers worshippers wounded writers yazidis youngsters
	youths minors juveniles colonels captains lieutenants sergeants corporals brigadiers admirals martyrs revellers revelers dissidents snipers schoolchildren schoolgirls schoolboys retirees photographers cameramen editors bloggers
	technicians rangers gamekeepers firemen lifeguards porters cleaners cashiers couriers guides sherpas mountaineers trekkers campaigners organisers organizers ringleaders accomplices culprits perpetrators looters rioters vandals hackers hooligans islamists nationalists grandsons granddaughters nieces nephews cousins uncles aunts siblings stepchildren carpenters boatmen ferrymen`
