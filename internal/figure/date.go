package figure

import (
	"time"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// A Date is a time as a text words it, and the days it stands for: From to To,
// both included, in UTC at midnight. The width is the precision. From and To
// are zero if the words do not tell without a date that is not known.
type Date struct {
	lang.Span
	From, To time.Time
}

// Dates returns the dates of d in the order of the text. Relative ones count
// from published, unless that is zero.
func Dates(d *lang.Document, published time.Time) []Date {
	return nil
}

// Said returns for each relation when it was said, an empty Date where the
// text does not tell.
func Said(d *lang.Document, relations []attribution.Relation, dates []Date) []Date {
	return make([]Date, len(relations))
}
