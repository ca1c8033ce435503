package attribution

// An Act is what somebody does by a statement.
type Act uint8

// The acts, as the record has them.
const (
	Says Act = iota
	Estimates
	Finds
	Confirms
	Denies
	DeclinesToComment
	DoesNotAcknowledge
	Accuses
	Urges
	Promises
	Warns
	Asks
	Thinks
)

var acts = [...]string{"says", "estimates", "finds", "confirms", "denies", "declines-to-comment", "does-not-acknowledge",
	"accuses", "urges", "promises", "warns", "asks", "thinks"}

// String returns the act as the record has it.
func (a Act) String() string { return acts[a] }
