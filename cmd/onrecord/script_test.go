package main

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/onrecord/onrecord/internal/pgtest"
)

func TestMain(m *testing.M) {
	testscript.Main(tests{m}, map[string]func(){"onrecord": main})
}

// tests stops what the tests have started when they are done.
type tests struct{ *testing.M }

func (t tests) Run() int {
	defer pgtest.Stop()
	return t.M.Run()
}

// TestScripts runs the command lines of testdata/script. "go test -update"
// rewrites the output that they compare with.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(cond string) (bool, error) {
			return cond == "root" && os.Geteuid() == 0, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"byte":   writeBytes,
			"code":   code,
			"repeat": repeat,
		},
	})
}

// code runs a command that must end with the given exit code:
//
//	code 2 onrecord read --nonsense
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command args...")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("%s: exit code %s, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// writeBytes writes a file of words in which \x.. stands for a byte, which a
// script itself could not hold:
//
//	byte FILE 'caf\xe9'
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// repeat writes a file of the words given, over and over, up to so many bytes:
//
//	repeat FILE BYTES words...
func repeat(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	words := strings.ReplaceAll(strings.Join(args[2:], " "), `\0`, "\x00") + "\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(words, n/len(words)+1)[:n]), 0o666))
}
