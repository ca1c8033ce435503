package compare

import "strings"

// happenings are words that tell what kind of thing happened, by lemma: the
// class is the first word of its line. Two stories that tell of no common class
// are hardly about one event.
var happenings = classesOf(`
	quake earthquake temblor tremor aftershock seismic
	flood flooding floodwater deluge inundation submerge overflow
	storm hurricane cyclone typhoon tornado gale windstorm blizzard twister
	landslide mudslide landslip rockslide avalanche mudflow
	wildfire bushfire blaze fire inferno burn
	eruption erupt volcano lava
	drought famine starvation hunger
	heatwave heat
	collapse cave-in crumble topple
	blast explosion explode bomb bombing detonate detonation bomber
	strike airstrike shelling shell bombardment missile rocket drone raid artillery bombard
	clash fighting battle offensive ambush skirmish firefight combat front frontline
	shooting gunman shooter gunfire gunmen shoot
	stabbing knife stab attacker
	ferry boat ship vessel capsize sink shipwreck trawler dinghy
	train rail derail derailment locomotive tram
	plane aircraft jet airliner helicopter crash-land
	crash collision bus coach lorry truck minibus pile-up collide
	stampede crush
	protest demonstration demonstrator protester rally riot march unrest protestor
	walkout picket union stoppage
	outbreak epidemic virus cholera measles infection infect disease ebola fever influenza flu pandemic
	poisoning toxic contaminate contamination leak spill chemical
	election vote ballot poll referendum turnout voter constituency runoff
	layoff redundancy job sack dismissal downsizing cut workforce
	result profit revenue earnings sales quarter loss turnover dividend
	hostage kidnap abduct kidnapping abduction captive gunpoint
	trial court jury verdict sentence judge convict tribunal prosecutor plead
	arrest detain detention raid custody
	prison jail inmate riot
	mine mining miner pit shaft colliery
	dam levee embankment reservoir
	bridge span viaduct
	refugee displace displacement evacuate evacuation flee camp
	match goal league cup striker tournament
	recall defect faulty
	budget tax deficit
	coup mutiny putsch
	assassination assassinate
	blackout outage
	robbery heist burglary robber theft
	fraud embezzlement bribery corruption`)

// nounsOnly are words that tell what happened as nouns only: shots are fired, and
// costs cut.
var nounsOnly = wordSet("erupt fire cut strike fight storm heat front spill leak fence jet train ship union result book clash poll camp dinghy trial mine shaft bridge span goal match report lead burn sales loss profit court job plane")

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
	thursday friday saturday sunday january february march april may june july august september october november december statement agency late early early-morning morning
	evening night afternoon hundred thousand million dozen several own such same next former head chief group member least announce confirm put place home start end set
	happen expect remain continue become show work public large big high low good bad long old young small show far still also`)
