package web

import (
	"path/filepath"
	"testing"
)

// BenchmarkPage renders pages of the sample stories; with -ledger, those of a
// ledger, another one each time.
func BenchmarkPage(b *testing.B) {
	name := *readLedger
	if name == "" {
		name = filepath.Join(b.TempDir(), "ledger.db")
	}
	db := openLedger(b, name)
	if *readLedger == "" {
		addSamples(b, db)
	}
	d := New(Config{DB: db})
	defer d.Close()
	w := newWalk(b, db)
	for _, s := range w.shares {
		b.Run(s.kind, func(b *testing.B) {
			list := w.addresses[s.kind]
			if len(list) == 0 {
				b.Skip("the ledger has none")
			}
			b.ReportAllocs()
			bytes := 0
			for i := 0; b.Loop(); i++ {
				answer := ask(d, "GET", list[i%len(list)])
				if answer.Code != 200 {
					b.Fatal(list[i%len(list)], answer.Code)
				}
				bytes += answer.Body.Len()
			}
			b.ReportMetric(float64(bytes)/float64(b.N), "bytes")
		})
	}
}
