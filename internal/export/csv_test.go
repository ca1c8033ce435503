package export

import "testing"

func TestCell(t *testing.T) {
	for s, want := range map[string]string{
		"plain": "plain", "=1+1": "'=1+1", "+1": "+1", "-1": "-1", "-1+2": "'-1+2", "+x": "'+x", "-5.5": "-5.5", "@sum": "'@sum", "\t=1": "'\t=1", "\n=1": "'\n=1",
		"＝1": "'＝1", "a=1": "a=1", "a\nb": "a\nb", "a\x1bb\xff": "a\ufffdb\ufffd",
	} {
		if got := Cell(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}
