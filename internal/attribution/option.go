package attribution

import (
	"math"
	"slices"

	"github.com/onrecord/onrecord/internal/weights"
)

// An Option is one way to read the source and content of a cue in its
// sentence. The finder looks at neighbouring tokens only: where it is in doubt
// its second thoughts are looked at whole.
type Option struct {
	Source, Content []int
	SpanProb        float64 // see Candidate
	how             uint8   // which doubt it comes from
}

// The doubts that options come from.
const (
	surest      = iota // the finder's first choice
	otherSource        // a source starts at the likeliest token where that has none
	noSource
	moreContent
	lessContent
	numDoubts
)

// sureOdds is from which margin on, as the logarithm of the probability of the
// first choice, there are no second thoughts; leastStart is how likely another
// start of a source must be to be one; a cue less probable than hopeless is
// not worth the time.
const (
	hopeless   = .1
	sureOdds   = -.03
	leastStart = .005
	leanBy     = 2
)

// options returns the ways to read the chain in f of cand, whose best labels
// have score best and whose total is z.
func (s *Scene) options(cand *Candidate, f *finders, best, z float64) []Option {
	root := math.Sqrt(float64(f.frame.Last - f.frame.First))
	out := []Option{{Source: cand.Source, Content: cand.Content, SpanProb: cand.SpanProb}}
	if best-z > sureOdds || cand.CueProb < hopeless {
		return out
	}
	c := &f.chain
	start := f.otherStart(z)
	f.plain = append(f.plain[:0], c.Unary...)
	f.other = resize(f.other, len(f.labels))
	for how := otherSource; how < numDoubts; how++ {
		if how == otherSource && start < 0 || how == noSource && len(cand.Source) == 0 {
			continue
		}
		f.doubt(how, start)
		c.Viterbi(f.other)
		copy(c.Unary, f.plain)
		o := Option{how: uint8(how)}
		o.Source, o.Content = collect(f.other, f.frame.First)
		if slices.ContainsFunc(out, func(x Option) bool {
			return slices.Equal(x.Source, o.Source) && slices.Equal(x.Content, o.Content)
		}) {
			continue
		}
		o.SpanProb = (c.Score(f.other) - z) / root
		out = append(out, o)
	}
	return out
}

// otherStart returns the token, counted from the frame's first, where the
// source likeliest starts if not where the labels have it start, or -1.
func (f *finders) otherStart(z float64) int {
	start, likely := -1, leastStart
	for i, y := range f.labels {
		if p := f.chain.Marginal(i, spanBS, z); p > likely && y != spanBS {
			start, likely = i, p
		}
	}
	return start
}

// doubt changes the scores of the chain by a doubt. start is the token at
// which another source would start.
func (f *finders) doubt(how, start int) {
	c := &f.chain
	for i := range f.other {
		u := c.Unary[i*numSpanLabels : (i+1)*numSpanLabels]
		switch how {
		case otherSource:
			if i == start {
				c.Only(i, spanBS)
			} else {
				u[spanBS] = never
			}
		case noSource:
			u[spanBS] = never
		case moreContent:
			u[spanBC] += leanBy
			u[spanIC] += leanBy
		case lessContent:
			u[spanBC] -= leanBy
			u[spanIC] -= leanBy
		}
	}
}

// OptionFeatures appends to f the features by which an option of cand is
// preferred to the others.
func (s *Scene) OptionFeatures(cand *Candidate, k int, f []uint64) []uint64 {
	o := &cand.Options[k]
	one := [1]Candidate{{Cue: cand.Cue, Source: o.Source, Content: o.Content, CueProb: cand.CueProb, SpanProb: o.SpanProb}}
	f = s.AcceptFeatures(one[:], 0, f)
	h := s.cueHead(cand.Cue)
	w := &s.words[h]
	how := uint64(o.how)
	behind := uint64(min(12, int((cand.Options[0].SpanProb-o.SpanProb)*8)))
	src := s.sourceLink(h, o.Source)
	cues, quoted, cut := uint64(0), uint64(0), uint64(0)
	for j, i := range o.Content {
		x := &s.words[i]
		if x.cue && (j == 0 || !s.words[i-1].cue) {
			cues = min(cues+1, 2)
		}
		quoted |= 1 << x.quote
	}
	if n := len(o.Content); n > 0 {
		before, after := &edgeWord, &edgeWord2
		if i := o.Content[0] - 1; i >= 0 && s.words[i].sent == w.sent {
			before = &s.words[i]
		}
		if i := o.Content[n-1] + 1; i < len(s.words) && s.words[i].sent == w.sent {
			after = &s.words[i]
		}
		cut = uint64(before.tag)<<16 | uint64(after.tag)<<8 | b2u(before.cue)<<1 | b2u(after.cue)
	}
	return append(f,
		weights.Join2(60, how, behind),
		weights.Join2(61, src, w.lemma),
		weights.Join3(62, src, uint64(w.rel), uint64(w.tag)),
		weights.Join3(63, src, uint64(w.kids), uint64(w.rel)),
		weights.Join3(64, src, how, behind),
		weights.Join2(65, cues, behind),
		weights.Join3(66, cues, uint64(w.rel), how),
		weights.Join(67, cut),
		weights.Join2(68, cut>>16, w.lemma),
		weights.Join2(69, cut&0xffff, uint64(w.rel)),
		weights.Join2(70, quoted, how),
		weights.Join2(71, quoted, uint64(w.quote)),
		weights.Join2(72, src, b2u(w.cue)),
	)
}

// sourceLink says how a source stands to the cue's head h in the tree: as its
// subject, as that of a verb above it, as the noun it hangs on, or otherwise;
// and where there is none, which of them there would be.
func (s *Scene) sourceLink(h int, source []int) uint64 {
	link, may := uint64(0), uint64(0)
	for a, up := h, uint64(0); a >= 0 && up < 4; a, up = int(s.words[a].head), up+1 {
		x := &s.words[a]
		if x.subj >= 0 {
			if may == 0 {
				may = 1 + up
			}
			if link == 0 && contains(source, int(x.subj)) {
				link = 1 + up
			}
		}
		if up > 0 && link == 0 && contains(source, a) {
			link = 8 + up
		}
	}
	return link<<8 | may<<4 | uint64(min(len(source), 1))
}

// Choose makes option k the source and content of c.
func (c *Candidate) Choose(k int) {
	o := &c.Options[k]
	c.Source, c.Content, c.SpanProb, c.doubt = o.Source, o.Content, o.SpanProb, o.how
}

// prefer chooses among the options of c.
func (r *Reader) prefer(s *Scene, c *Candidate, f *finders) {
	if r.Prefer.Classes == 0 || len(c.Options) < 2 {
		return
	}
	best, most := 0, math.Inf(-1)
	for k := range c.Options {
		f.feats = s.OptionFeatures(c, k, f.feats[:0])
		f.scores = weights.PackedScores{}
		r.Prefer.Add(&f.scores, f.feats)
		if x := float64(f.scores[0]); x > most {
			best, most = k, x
		}
	}
	c.Choose(best)
}

// ChooseOption chooses among the options of c: for training.
func (r *Reader) ChooseOption(s *Scene, c *Candidate) {
	var f finders
	r.prefer(s, c, &f)
}
