package figure

import (
	"math"

	"github.com/onrecord/onrecord/internal/lang"
)

// A bound is what words before or after a number make of it.
type bound uint8

const (
	exact   bound = iota
	over          // more than
	atLeast       // at least
	under         // fewer than
	atMost        // up to
	nearly        // almost
	about         // about
)

// A boundPhrase is a run of words that sets a bound.
type boundPhrase struct {
	words []uint64
	bound bound
}

// before and after hold the phrases that stand before a number, by their last
// word, and after one, by their first; longer ones first.
var (
	before = phrases(true, map[bound]string{
		over: `more than|over|above|in excess of|upwards of|upward of|exceeding|exceeded|exceeds|exceed|topped|topping|tops|surpassed|surpassing|surpass|surpasses|greater than|higher than|larger than|bigger than|
			longer than|beyond|north of|>|better than`,
		atLeast: `at least|no fewer than|no less than|not fewer than|not less than|nothing less than|a minimum of|minimum of|minimum|≥|at the least|at a minimum|a good|at least some`,
		under:   `fewer than|less than|under|below|lower than|smaller than|<|south of|beneath`,
		atMost: `up to|as many as|as much as|as high as|as large as|at most|no more than|not more than|a maximum of|maximum of|maximum|≤|at the most|no greater than|
			not exceeding|no higher than|to a maximum of|not over|not above`,
		nearly: `nearly|almost|close to|approaching|nearing|just short of|short of|verging on|practically|virtually|getting on for`,
		about: `about|around|roughly|approximately|some|an estimated|estimated|approx|approx.|circa|c.|ca.|~|∼|≈|somewhere around|something like|in the region of|in the vicinity of|
			on the order of|of the order of|in the neighborhood of|in the neighbourhood of|closer to|more or less|give or take|an average of|an approximate|an estimated total of|what may be|perhaps|maybe`,
	})
	after = phrases(false, map[bound]string{
		atLeast: `or more|plus|- plus|+|or above|or over|or higher|or greater|or so or more|and more|and above|at least|and over|and up`,
		atMost:  `or fewer|or less|at most|or under|or below|at the most|or lower`,
		about:   `or so|- odd|odd|or thereabouts|approximately|or around that|or about that|- ish|give or take`,
	})
	degree = wordSet("well just far slightly significantly considerably substantially comfortably only possibly probably likely already still much even easily somewhat now currently")
)

// phrases makes the table of the phrases that stand on one side of a number.
func phrases(left bool, of map[bound]string) map[uint64][]boundPhrase {
	m := map[uint64][]boundPhrase{}
	for b, list := range of {
		for _, p := range splitPhrases(list) {
			h := hashes(p)
			key := h[0]
			if left {
				key = h[len(h)-1]
			}
			m[key] = append(m[key], boundPhrase{h, b})
		}
	}
	for _, ps := range m {
		longestFirst(ps)
	}
	return m
}

// boundBefore returns the bound that the words before word i set and where
// they start.
func (s *words) boundBefore(i int) (bound, int) {
	if i == 0 {
		return exact, i
	}
	for _, p := range before[s.w[i-1].hash] {
		if from := i - len(p.words); from >= 0 && s.matches(from, p.words) && !s.topic(from, i) {
			return p.bound, from
		}
	}
	return exact, i
}

// boundAfter returns the bound that the words from i set and where they end.
func (s *words) boundAfter(i int) (bound, int) {
	if i >= len(s.w) {
		return exact, i
	}
	for _, p := range after[s.w[i].hash] {
		if s.matches(i, p.words) && (len(p.words) > 1 || p.bound != about || s.is(i, wordOdd) || i+1 == len(s.w)) {
			return p.bound, i + len(p.words)
		}
	}
	return exact, i
}

// matches reports whether the words from i are those of phrase.
func (s *words) matches(i int, phrase []uint64) bool {
	if i+len(phrase) > len(s.w) {
		return false
	}
	for k, h := range phrase {
		if s.w[i+k].hash != h {
			return false
		}
	}
	return true
}

// topic reports whether the preposition at from, the only word before the
// number at i, tells what somebody speaks of or where something is rather than
// how many: "talks about 40 prisoners", "anger over 12 arrests".
func (s *words) topic(from, i int) bool {
	return i == from+1 && s.in(from, topicWords) && s.in(from-1, ofTopics)
}

var (
	wordOdd    = lang.WordHash("odd")
	topicWords = wordSet("about over around above under")
	ofTopics   = wordSet(`talk talks talked talking speak speaks spoke spoken speaking ask asked asks asking know knew known learn learned question questions questioned concern concerns concerned worry worries worried
		report reports information statement statements dispute disputes controversy anger angry protest protests debate debates row charge charges charged case think thinks thinking thought tell told telling complain
		complained complaints fight argue argued arguing story stories news book film joke jokes lie lied write wrote written what how allegations tension tensions outrage criticism clash clashed flew fly flying sued suing resigned prosecuted
		trial investigation inquiry`)
)

// limits returns what b makes of bounds. Of a range it opens the end that it
// speaks of; a single number it leaves without a bound on the other side.
func (b bound) limits(of Bounds) Bounds {
	ranged := of.Low < of.High && !math.IsInf(of.Low, 0) && !math.IsInf(of.High, 0)
	switch b {
	case over, atLeast:
		of.LowOpen = b == over
		if !ranged {
			of.High, of.HighOpen = math.Inf(1), false
		}
	case under, atMost, nearly:
		of.HighOpen = b != atMost
		of.Approximate = of.Approximate || b == nearly
		if !ranged {
			of.Low, of.LowOpen = math.Inf(-1), false
		}
	case about:
		of.Approximate = true
	}
	return of
}
