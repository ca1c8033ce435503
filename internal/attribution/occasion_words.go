package attribution

import "github.com/onrecord/onrecord/internal/lang"

// A prepositionUse is what a phrase with a preposition may tell, as a set.
type prepositionUse uint8

const (
	placing prepositionUse = 1 << iota // an occasion: "at a briefing"
	onAir                              // a station or platform: "on television"
	meansBy                            // a channel: "by telephone"
	placed                             // any place right after the verb: "outside the court"
	beds                               // where somebody speaks from
	toward                             // whom it is said to
	facing                             // whom one testifies before
)

var prepositions = map[uint64]prepositionUse{
	lang.WordHash("at"): placing, lang.WordHash("in"): placing, lang.WordHash("on"): placing | onAir, lang.WordHash("during"): placing,
	lang.WordHash("before"): facing, lang.WordHash("aboard"): placed, lang.WordHash("outside"): placed, lang.WordHash("inside"): placed,
	lang.WordHash("by"): meansBy, lang.WordHash("via"): meansBy, lang.WordHash("through"): meansBy, lang.WordHash("over"): meansBy,
	lang.WordHash("from"): beds, lang.WordHash("to"): toward, lang.WordHash("with"): toward,
}

var (
	// addressing are verbs whose object is whom they address.
	addressing = hashed("advise ask assure inform notify promise reassure remind tell text urge warn")
	// speaksTo are verbs, written are nouns, after which "to" has whom they address.
	speaksTo = hashed(`announce appeal boast brag comment complain confess confide confirm declare deny describe disclose email explain insist lament mention protest
		read remark repeat report reveal say shout signal speak state suggest talk testify tweet vent whisper write yell`)
	written = hashed("comment communique email fax interview letter memo message note post presentation reply remark report response speech statement submission testimony text tweet")
	talks   = hashed("speak talk chat converse")
	// gatherings are what one may tell something: they are no addressee.
	sounds     = hashed("applause boo cheer gasp jeer laugh laughter ovation roar") // "to loud applause"
	gatherings = hashed("briefing conference congress convention forum gathering hearing meeting rally seminar session summit symposium debate vigil event")
	interviews = hashed("interview conversation exchange talk chat")
	// venues are the occasions on which something is said.
	venues = hashed(`ad address advertisement affidavit announcement appearance article assembly autobiography biography blog book briefing broadcast brief bulletin
		call ceremony chamber column comment communique complaint conference congress convention conversation court courtroom crowd debate declaration deposition
		dinner discussion dispatch editorial email essay event exchange fax filing forum funeral gaggle gala gathering headquarters headquarter huddle hearing homily inauguration indictment inquest interview
		lawsuit lecture legislature letter luncheon mass meeting memo memoir memorandum message motion newscast newsletter note notice office op-ed page panel paper parliament
		petition podcast post posting presentation press presser profile programme program protest rally reception recording release remark report
		roundtable seminar senate sermon service session show sideline sidelines speech stage statement stop submission summit symposium talk teleconference telecast
		testimony text thread tour trial trip tribunal tweet update vigil video visit webcast webinar website site workshop`)
	// channels are the means by which something is said.
	channels = hashed(`air camera email e-mail fax internet phone radio skype sms spokesman spokesperson spokeswoman lawyer stage stand telegram telephone television text
		tv video videolink link video-link translator interpreter intermediary loudspeaker loudhailer megaphone messenger facebook twitter`)
	podiums    = hashed("bed bedside podium pulpit balcony dock stand prison jail cell exile stage home rostrum hospital")
	platforms  = hashed("abc al bbc bluesky cbc cbs c-span cnn cnbc facebook fox instagram itv linkedin mastodon msnbc nbc npr pbs reddit sky snapchat telegram threads tiktok twitter vk weibo whatsapp x youtube social")
	publishing = hashed("air broadcast carry deliver distribute email give issue make post publish read record release send televise hold")
	attaching  = hashed("with of for at in on by from inside outside about aboard")
	// Words that times consist of, and such as make a time of the next one.
	calendarWords = hashed(`monday tuesday wednesday thursday friday saturday sunday mondays january february march april may june july august september october november
		december jan feb aug sept oct nov dec jan. feb. aug. sept. oct. nov. dec. yesterday today tomorrow tonight afterwards overnight later earlier then`)
	beforeTime = hashed("last this next late early that the one mid")
	periods    = hashed("week month year day morning afternoon evening night weekend summer winter spring autumn fall moment time hour")
)
