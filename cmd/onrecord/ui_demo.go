package main

import (
	"fmt"
	"os"
)

// What "onrecord demo" says.
const (
	demoUse   = "demo"
	demoShort = "Walk through a ledger of invented stories"
	demoLong  = `Build a ledger of invented stories in a temporary folder and open the desk on it in
a browser, as 'onrecord serve' does, until it is stopped (Ctrl-C). With --text, walk
through it on the terminal instead, command by command: which claimants differ, how
many origins stand behind many articles, which stories are copies, what an outlet
changed. Nothing is fetched, and nothing is left when it ends.`
	flagDemoText = "walk through it on the terminal"

	demoQuestions  = `Nine articles and more tell of one event. What do they differ on?`
	demoQuestion   = `Who gave which figure, when, in which words. Open ends are drawn open.`
	demoOrigins    = `How many sources is that really? Each step has the words that prove it.`
	demoCopies     = `Which stories were made from this one?`
	demoDiff       = `What did an outlet change after publishing?`
	demoStatements = `Who denies what, in any story?`
	demoExport     = `For those who code events: figures of people killed, as reported.`
	demoVerify     = `Is everything still as it was written?`
	demoEnd        = `This was a ledger in a temporary folder, which is gone now. 'onrecord add FILE...' begins
your own; 'onrecord help' lists the commands.`
)

func demoStaysHere(listen string) error {
	return &complaint{"the demo listens on this machine only, not on " + visible(listen), "onrecord demo; or --listen 127.0.0.1:8481 for another port", exitUsage}
}

// demoOpen says what to do where no browser could be opened.
func demoOpen(address string) { fmt.Fprintln(os.Stdout, "Open it in a browser: "+address) }
