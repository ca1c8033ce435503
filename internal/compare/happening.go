package compare

import "strings"

// happenings are words that tell what kind of thing happened, by lemma: the
// class is the first word of its line. Two stories that tell of no common class
// are hardly about one event.
var happenings = classesOf(`
	quake earthquake temblor tremor aftershock
	flood flooding floodwater deluge inundation submerge
	storm hurricane cyclone typhoon tornado gale windstorm blizzard
	landslide mudslide landslip rockslide avalanche mudflow
	wildfire bushfire
	fire blaze inferno burn
	eruption erupt volcano lava
	drought famine starvation hunger
	heatwave
	collapse cave-in crumble topple
	blast explosion explode bomb bombing detonate detonation bomber
	strike airstrike shelling shell bombardment missile rocket drone raid artillery bombard
	clash fighting battle offensive ambush skirmish firefight combat frontline
	war invasion
	shooting gunman shooter gunfire gunmen shoot
	stabbing knife stab
	ship ferry boat vessel capsize sink shipwreck trawler dinghy
	train rail derail derailment locomotive tram
	plane aircraft jet airliner helicopter
	bus coach minibus
	lorry truck tanker
	crash collision collide pile-up
	stampede crush
	protest demonstration demonstrator protester rally riot march unrest protestor
	walkout picket union stoppage
	outbreak epidemic virus infection infect disease pandemic
	measles
	cholera
	ebola
	flu influenza
	poisoning contaminate contamination
	spill leak chemical
	election vote ballot poll referendum turnout voter constituency runoff
	layoff redundancy job sack dismissal downsizing workforce
	result profit revenue earnings sales turnover dividend
	hostage kidnap abduct kidnapping abduction gunpoint
	trial court jury verdict sentence judge convict tribunal prosecutor plead
	arrest detain detention custody
	prison jail inmate
	mine mining miner pit shaft colliery
	dam levee embankment reservoir
	bridge span viaduct
	refugee displace displacement flee camp
	match goal league cup striker tournament
	recall defect faulty
	budget tax deficit
	fine penalty regulator
	inflation
	takeover merger acquisition acquire
	hack hacker breach ransomware
	unemployment jobless
	gdp
	coup mutiny putsch
	assassination assassinate
	blackout outage
	robbery heist burglary robber theft
	fraud embezzlement bribery corruption bribe`)

// vague are classes that tell little by themselves: what crashed, collapsed or
// flees tells one event from another.
var vague = wordSet("crash collapse refugee arrest outbreak layoff walkout war")

// lasting are classes of happenings that go on for days: their tolls are told by
// the day on which they are counted.
var lasting = wordSet("flood storm wildfire drought heatwave eruption outbreak measles cholera ebola flu refugee war")

// families are classes that outlets use for one another: what one calls a blast is
// a strike for another, a flood and the storm that brought it.
var families = familiesOf("blast strike clash shooting war", "flood storm landslide dam", "protest clash arrest walkout", "trial prison fraud arrest", "result layoff budget", "blast fire", "fire wildfire", "hostage shooting", "ship refugee", "collapse bridge mine dam")

// familiesOf returns which classes each class stands with.
func familiesOf(lines ...string) map[string][]string {
	out := map[string][]string{}
	for _, l := range lines {
		classes := strings.Fields(l)
		for _, c := range classes {
			out[c] = append(out[c], classes...)
		}
	}
	return out
}

// nounsOnly are words that tell what happened as nouns only: shots are fired, and
// costs cut.
var nounsOnly = wordSet("erupt fire strike fight storm heat front spill leak fence jet train ship union result book clash poll camp dinghy trial mine shaft bridge span goal match report lead burn sales loss profit court job plane")

// classesOf reads lines of words of one class each.
func classesOf(lines string) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(lines) {
		words := strings.Fields(line)
		for _, w := range words {
			if _, ok := out[w]; !ok {
				out[w] = words[0]
			}
		}
	}
	return out
}

// everyday are lemmas that stand in the lead of any news.
var everyday = wordSet(`say tell people person year day week month time last first new more many other be have do make take get go come see give know
	official government minister ministry police authority spokesman spokeswoman spokesperson president country city town region area state report reporter news accord
	kill die dead death injure wound hurt least number toll add call ask want use find follow include leave local national part man woman child monday tuesday wednesday
	thursday friday saturday sunday january february april june july august september october november december statement agency late early early-morning morning
	evening night afternoon hundred thousand million dozen several own such same next former head chief group member least announce confirm put place home start end set
	happen expect remain speak count estimate part organiser organizer continue become show work public large big high low good bad long old young small show far still also`)
