package main

// What "onrecord demo" says.
const (
	demoUse   = "demo --text"
	demoShort = "Walk through a ledger of invented stories"
	demoLong  = `Build a ledger of invented stories in a temporary folder and walk through it on
the terminal, command by command: which claimants differ, how many origins stand
behind many articles, which stories are copies, what an outlet changed. Nothing is
fetched, and nothing is left when it ends.`
	flagDemoText = "on the terminal"

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

func demoNeedsText() error {
	return &complaint{"demo shows itself on the terminal only", "onrecord demo --text", exitUsage}
}
