package speaker_test

import (
	"testing"

	"github.com/onrecord/onrecord/internal/attribution"
	"github.com/onrecord/onrecord/internal/lang"
)

// TestKnown checks by which names other stories may know the bodies of a story.
func TestKnown(t *testing.T) {
	tests := []struct {
		source, name string
		press        bool
	}{
		{"The Norwegian coastguard", "coastguard", false},
		{"the U.N.", "United Nations", false},
		{"UNHCR", "UN High Commissioner for Refugees", false},
		{"the Ministry of Defence of Norway", "Ministry of Defence", false},
		{"the Defence Ministry of South Africa", "Defence Ministry", false},
		{"Norway's Defence Ministry", "Defence Ministry", false},
		{"the Bavarian police", "Bavarian police", false},
		{"the Velsund Daily", "Velsund Daily", false},
		{"the coastguard", "coastguard", false},
		{"AFP", "Agence France-Presse", true},
		{"The BBC", "BBC", true},
		{"Norway", "", false},
	}
	reader, facts := load()
	for _, tt := range tests {
		text := tt.source + " said on Monday that the ferry had left the harbour."
		d := reader.Read(text)
		relations := []attribution.Relation{{Within: -1, Continues: -1}}
		relations[0].Source = []lang.Span{{Start: 0, End: len(tt.source)}}
		speakers, _ := facts.Resolve(d, relations)
		if len(speakers) != 1 {
			t.Errorf("%s: %d speakers", tt.source, len(speakers))
			continue
		}
		if k := speakers[0]; k.Known != tt.name || k.Press != tt.press {
			t.Errorf("%s: known as %q, press %v, want %q, %v", tt.source, k.Known, k.Press, tt.name, tt.press)
		}
	}
}
