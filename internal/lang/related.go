package lang

// Kinds of labels.
const (
	labelOfBlock  = iota // headlines of other stories follow
	labelOfLine          // one follows on the same line, behind a mark
	labelClutter         // the line says nothing, as long as there is nothing else in it
	labelStartsIt        // the line says nothing, whatever comes after it
)

// labels are the lines around the text of a page that are not its story.
var labels = NewPhrases(`related stories; related story; related news; related articles; related article; related content; related coverage; related links; related topics; related reading; related posts
	related; related headlines; related video; related videos; more on this story; more on this; more on this topic; more stories; more news; more headlines; more coverage; more like this; more in this series
	more from this section; more top stories; more to read; more to explore; also read; also in the news; also on bbc; also in news; see also; read also; read next; read more; up next; next up; next article; next story; previous article; previous story
	you may also like; you might also like; you may like; you might like; you may also be interested in; you might also be interested in; you may be interested in; recommended; recommended stories; recommended for you; recommended reading
	most read; most popular; most viewed; most shared; popular stories; popular now; popular; trending; trending now; trending stories; top stories; top news; latest news; latest stories; latest headlines; latest; editors ' picks; editor 's picks; editor 's pick
	do n't miss; in case you missed it; icymi; what to read next; what to read now; further reading; sources; external links; sister links; elsewhere on the web; around the web; from the web; other news; other stories; other headlines; keep reading; continue exploring
	suggested reading; stories you may like; promoted stories; sponsored content; from our partners; featured stories; must reads; must read; explore more; key stories; watch more; listen to more; more from; more on; references`,

	`read more; read also; also read; read; related; related story; related stories; related article; related :; see also; watch; more; also see; read next; must read; listen; view; recommended; in pictures; in pics; don 't miss; do n't miss; up next
	more on this; further reading; also watch; explained; read here; more news; related news; related coverage; top story; trending; next; icymi; see more; you may like; you may also like; you might also like; also on; from the archives`,

	`advertisement; advertisements; advertising; ad; ads; sponsored; scroll to continue; scroll to continue with content; scroll down to continue; story continues below advertisement; story continues below; story continues after advertisement; article continues below; article continues after advertisement
	article continues below advertisement; continue reading; continue reading below; advertisement - scroll to continue; skip advertisement; skip past newsletter promotion; after newsletter promotion; share; share this; share this article; share this story; share this page; share on facebook; share on twitter; share on x; share via email
	share with; share close; about sharing; tweet; email; email this; print; print this; print this page; save; saved; copy link; link copied; comments; comment; leave a comment; no comments; view comments; facebook; twitter; whatsapp; linkedin; instagram; telegram; reddit; pinterest; messenger; x; copy; gift; gift article
	listen to this article; listen; play; play video; watch; watch live; live; video; photos; photo; gallery; topics; tags; menu; home; close; search; sign in; log in; subscribe; subscribe now; loading; read full story; full story; getty images; image caption; media caption; key points; toggle caption; hide caption; enlarge this image; reuters video; back to top; end of article; end; ###; -00-; abstract; full text; follow us`,

	`follow us on; follow us; sign up for; sign up to; subscribe to; click here; click to; image source ,; image caption ,; media caption ,; download the; download our; get the latest; get our; join our; join us on; like us on; read the full story; read the rest; read the full; read it all; read part
	stay up to date; stay updated; stay informed; for more news; for the latest; for more stories; don 't forget to; to receive; you can now; support our; support independent; this video is; your browser; javascript; we use cookies; by clicking; this content is; enter your email; thank you for reading; follow @; catch all the; watch the; have a news tip; have a tip`)

// maxLabelLine is the largest number of tokens of a label with the headline
// behind it.
const maxLabelLine = 40

// readLabel reads a line that is not part of the story, or says that the next
// ones are not.
func (l *layouter) readLabel(p int) lineKind {
	n := &l.lines[p]
	if n.last-n.first > maxLabelLine {
		return textLine
	}
	first, last := l.unwrap(n)
	kind, k := labels.At(l.d, first, last)
	if k == 0 {
		return textLine
	}
	end := first + k
	for end < last && labelMarks[l.d.Forms[end].Word] {
		end++
	}
	switch whole := end == last; {
	case whole && l.headedBy(p):
		return textLine
	case whole && kind == labelClutter, kind == labelStartsIt && l.apart(n, first):
		return clutterLine
	case whole && kind == labelOfBlock, whole && kind == labelOfLine && n.last-end <= 1 && l.isBlock(first, k):
		l.block = true
		return labelLine
	case !whole && end > first+k && l.labelsLine(n, first, k):
		if kind >= labelClutter {
			return clutterLine
		}
		l.l.Related = append(l.l.Related, l.d.Span(end, last))
		return relatedLine
	case kind == labelOfBlock && l.moreFrom(first, k) && last-first <= 8 && !n.stop:
		l.block = true
		return labelLine
	}
	return textLine
}

// headedBy reports whether p, which looks like a label, must be the headline:
// the first line of a story, with text after it.
func (l *layouter) headedBy(p int) bool {
	return p == 0 && len(l.lines) > 1 && (l.lines[1].stop || l.lines[1].last-l.lines[1].first > maxHeading) && !l.clutterFirst()
}

// clutterFirst reports whether the first line is one that can't be a headline.
func (l *layouter) clutterFirst() bool {
	kind, _ := labels.At(l.d, l.lines[0].first, l.lines[0].last)
	return kind >= labelClutter
}

// apart reports whether a line that asks its reader to do something speaks of
// the page and is no sentence of the story.
func (l *layouter) apart(n *line, first int) bool {
	return l.d.Forms[first].Shape != ShapeLower && n.last-n.first <= 30
}

// isBlock reports whether the label of k words at token first also heads blocks.
func (l *layouter) isBlock(first, k int) bool {
	return k >= 2 || l.d.Forms[first].Word == relatedWord
}

// labelsLine reports whether the label of k words at token first may have a
// headline behind it. One word must be in capitals, or the line without a full
// stop: "Watch: the storm comes in." is somebody's order. In the head it is
// part of the headline.
func (l *layouter) labelsLine(n *line, first, k int) bool {
	return k >= 2 || l.d.Forms[first].Word == relatedWord ||
		(l.d.Forms[first].Shape == ShapeUpper || !n.stop && ordersOf[l.d.Forms[first].Word]) && (!l.inHead || l.l.Headline.Len() > 0)
}

// moreFrom reports whether the label of k words at token first is open: "More
// from The Beacon", "More on the storm".
func (l *layouter) moreFrom(first, k int) bool {
	w := l.d.Word(first + k - 1)
	return k >= 2 && (w == "from" || w == "on" || w == "FROM" || w == "ON" || w == "From" || w == "On")
}

var (
	labelMarks  = wordSet(": | - -- > >> › ▸ ► ; → … ... // • ·")
	ordersOf    = wordSet("watch read listen")
	relatedWord = WordHash("related")
)
