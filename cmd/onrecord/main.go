// Command onrecord reads news and keeps a checkable record of who said what.
package main

import (
	"context"
	"errors"
	"io"
	"log"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord"
)

// What the program ends with.
const (
	exitOK          = 0
	exitUnread      = 1   // something could not be read; the rest was
	exitUsage       = 2   // the command line makes no sense
	exitUnwritten   = 3   // the output could not be written, or the program is broken
	exitInterrupted = 130 // as shells have it: 128 + SIGINT
)

// softMemory is how much memory the program tries to get by with, in bytes, by
// collecting garbage more often near it. Only texts that are no stories come near.
const softMemory = 384 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softMemory)
	}
	os.Exit(run(os.Args[1:]))
}

// run runs the command line and returns the exit code.
func run(args []string) int {
	quitWhenInterrupted()
	log.SetOutput(io.Discard) // net/http tells there what odd servers do
	cmd := rootCommand()
	cmd.SetArgs(args)
	err := cmd.ExecuteContext(context.Background())
	if err == nil {
		return exitOK
	}
	var c *complaint
	if !errors.As(err, &c) { // what cobra itself has to say is about usage
		c = usage(err.Error())
	}
	if c.message != "" {
		complain(c)
	}
	return c.code
}

// quitWhenInterrupted ends the program at once: mostly there is nothing to put
// away, and a write that a full pipe holds up could not be waited for. A command
// that has something to put away is told to, and ended by the second signal.
func quitWhenInterrupted() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		s := <-signals
		clearProgress()
		if stop := stopping.Swap(nil); stop != nil {
			(*stop)()
			s = <-signals
		}
		if s == syscall.SIGTERM {
			os.Exit(128 + int(syscall.SIGTERM))
		}
		os.Exit(exitInterrupted)
	}()
}

func rootCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:                "onrecord",
		Short:              rootShort,
		Long:               rootLong,
		Version:            onrecord.Version,
		SilenceErrors:      true,
		DisableSuggestions: true,
		SilenceUsage:       true,
		CompletionOptions:  cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	cmd.SetVersionTemplate("onrecord {{.Version}}\n")
	cmd.AddCommand(serveCommand(), readCommand(), addCommand(), searchCommand(), statementsCommand(), speakersCommand(), storyCommand(), diffCommand(), questionsCommand(), questionCommand(), originsCommand(), copiesCommand(), speakerCommand(), demoCommand(), rereadCommand(), decideCommand(), undoCommand(), logCommand(),
		verifyCommand(), redactCommand(), backupCommand(), copyCommand(), exportCommand(), watchCommand(), workCommand(), statusCommand(), sourcesCommand())
	return cmd
}
