package figure

import "testing"

// TestOtherDigits checks that digits of other scripts are no numbers, alone or
// among others.
func TestOtherDigits(t *testing.T) {
	for _, s := range []string{"٣٤٠", "５", "४५", "1٢", "٢1", "1,٢00", "２.5", "²", "5²", "①"} {
		if v, ok := readNumeral(s); ok {
			t.Errorf("%s was read as %v", s, v)
		}
	}
}
