package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
)

// What "onrecord serve" says.
const (
	serveUse   = "serve"
	serveShort = "Open the ledger in a browser, and to programs"
	serveLong  = `Open the desk: the ledger as pages for a browser and as an API for programs, until
it is stopped (Ctrl-C, SIGTERM). Pages follow what comes into the ledger. What
sources announce is fetched and read meanwhile, as 'onrecord work' does, unless
--no-fetch says otherwise.

It listens on this machine only. For others to reach it, give it an address of a
network and a token, a secret of 16 characters or more that all who may read the
ledger share: browsers ask for it as a password (with any name), programs send it
as Authorization: Bearer TOKEN. Behind a reverse proxy, which should speak TLS,
name the host that it is known by. docs/operate.md tells how to run it as a
service.`
	serveExample = `  onrecord serve
  onrecord serve --db postgres://ledger.internal/onrecord --no-fetch
  onrecord serve --listen 10.1.2.3:8480 --host desk.example.org --token-file /etc/onrecord/token`
	flagListen    = "the `ADDRESS` and port to listen on"
	flagTokenFile = "the `FILE` that holds the token"
	flagHost      = "another `NAME` that the desk may be asked for by; may be repeated"
	flagNoFetch   = "fetch nothing from the web"
)

func deskOpen(address string) {
	clearProgress()
	fmt.Fprintln(os.Stdout, "The desk is open at "+address+" (Ctrl-C closes it)")
}

func needsToken(listen string) error {
	return &complaint{"on " + visible(listen) + " others could read the ledger", "give a token: openssl rand -hex 16 > token; onrecord serve --token-file token …; or listen on 127.0.0.1", exitUsage}
}

func shortToken(name string) error {
	return &complaint{fmt.Sprintf("the token in %s is shorter than %d characters", visible(name), shortestToken), "make one: openssl rand -hex 16 > " + visible(name), exitUsage}
}

func cantListen(listen string, err error) error {
	hint := "name an address of this machine and a port: --listen 127.0.0.1:8480"
	if errors.Is(err, syscall.EADDRINUSE) {
		hint = "another program listens there, perhaps another desk; choose another port: --listen 127.0.0.1:8481"
	}
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	return &complaint{"can't listen on " + visible(listen) + ": " + err.Error(), hint, exitUsage}
}
