package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

func TestSpeakers(t *testing.T) {
	onBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		stock(t, db)
		keepRead(t, db, "https://norhavenpost.example/again", "Nothing, said Orla Nunn.\n")
		// Only the latest revision counts.
		keepRead(t, db, "https://norhavenpost.example/again", "The harbour is open, the ANA DUARTE institute said. \"We are glad,\" said Ana Duarte, mayor of Velsund. \"Very glad,\" said Duarte.\n")
		// "Officials" are others in every story.
		keepRead(t, db, "https://norhavenpost.example/more", "The quay is gone, officials said on Monday.\n")
		keepRead(t, db, "https://norhavenpost.example/most", "The bridge stands, officials said on Tuesday.\n")
		for _, c := range []struct{ name, want string }{
			{"brandão", "Zoë Brandão"},
			{"ZOE brandao", "Zoë Brandão"},
			{"brand", ""},
			{"leal lines", "Leal Lines"},
			{"leal", "Leal Lines, Rui Leal"},
			{"nunn", ""},
			{"officials", "officials, officials"},
		} {
			found, err := db.Speakers(ctx, c.name, 50)
			if err != nil {
				t.Errorf("%q: %v", c.name, err)
				continue
			}
			got := ""
			for _, k := range found {
				got += ", " + k.Name
			}
			if got = strings.TrimPrefix(got, ", "); got != c.want {
				t.Errorf("%q found %q, want %q", c.name, got, c.want)
			}
		}
		found, err := db.Speakers(ctx, "ana duarte", 1)
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		if k := found[0]; k.Kind != "person" || k.Stories != 2 || k.Statements != 4 || fmt.Sprint(k.Roles) != "[harbour master mayor]" {
			t.Errorf("%+v", k)
		}
		if all, err := db.Speakers(ctx, "", 50); err != nil || len(all) < 8 || all[0].Name != "Ana Duarte" {
			t.Error(all, err)
		}
	})
}
