package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
	"golang.org/x/term"

	"github.com/onrecord/onrecord/internal/ingest"
	"github.com/onrecord/onrecord/internal/store"
	"github.com/onrecord/onrecord/internal/web"
)

// shortestToken is the least length of a token, in bytes: 'openssl rand -hex 16'
// gives twice as much.
const shortestToken = 16

// patience is how long requests that are being answered may take when the desk
// closes.
const patience = 10 * time.Second

// A door is where a desk is open and who may come in.
type door struct {
	listen, token string
	hosts         []string
}

func serveCommand() *cobra.Command {
	var network networkFlags
	cmd := ledgerCommand(serveUse, serveShort, serveLong, cobra.NoArgs, func(cmd *cobra.Command, db *store.DB, _ []string) error {
		f := cmd.Flags()
		o := door{}
		o.listen, _ = f.GetString("listen")
		o.hosts, _ = f.GetStringSlice("host")
		file, _ := f.GetString("token-file")
		var err error
		if o.token, err = tokenFrom(file); err != nil {
			return err
		}
		if o.token == "" && !onLoopback(o.listen) {
			return needsToken(o.listen)
		}
		c := web.Config{DB: db, Hosts: o.hosts, Token: o.token, Log: serverLog()}
		alone, _ := f.GetBool("no-fetch")
		return serve(cmd.Context(), o, c, network, !alone, func(string) {})
	})
	f := cmd.Flags()
	f.String("listen", "127.0.0.1:8480", flagListen)
	f.String("token-file", "", flagTokenFile)
	f.StringSlice("host", nil, flagHost)
	f.Bool("no-fetch", false, flagNoFetch)
	network = addNetworkFlags(cmd)
	cmd.Example = serveExample
	return cmd
}

// serverLog is the log of requests: lines of JSON where a program reads them, no
// more than what went wrong where a person does.
func serverLog() *slog.Logger {
	o := &slog.HandlerOptions{Level: slog.LevelInfo}
	if term.IsTerminal(int(os.Stderr.Fd())) {
		o.Level = slog.LevelError
		return slog.New(slog.NewTextHandler(os.Stderr, o))
	}
	return slog.New(slog.NewJSONHandler(os.Stderr, o))
}

// tokenFrom reads the token from a file; none if there is no file.
func tokenFrom(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return "", unreadable(name, err)
	}
	token := strings.TrimSpace(string(b))
	if len(token) < shortestToken {
		return "", shortToken(name)
	}
	return token, nil
}

// onLoopback reports whether only programs of this machine reach an address.
func onLoopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// serve keeps a desk open until the program is told to stop. It calls opened with
// the desk's address when it is.
func serve(ctx context.Context, o door, c web.Config, network networkFlags, fetching bool, opened func(address string)) error {
	listener, err := net.Listen("tcp", o.listen)
	if err != nil {
		return cantListen(o.listen, err)
	}
	defer listener.Close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	stopping.Store(&stop)
	defer stopping.Store(nil)
	run, ctx := errgroup.WithContext(ctx)
	if fetching {
		w, err := newWatcher(c.DB, network)
		if err != nil {
			return err
		}
		c.Web = w.fetcher()
		run.Go(func() error { return w.run(ctx, store.LostAfter) })
	}
	desk := web.New(c)
	run.Go(func() error { desk.Warm(ctx); return nil })
	server := &http.Server{Handler: desk, ReadHeaderTimeout: patience, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	run.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	run.Go(func() error {
		<-ctx.Done()
		desk.Close()
		end, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := server.Shutdown(end); err != nil {
			return server.Close()
		}
		return nil
	})
	address := "http://" + listener.Addr().String() + "/"
	deskOpen(address)
	opened(address)
	return run.Wait()
}

// fetcher is what the page of sources fetches with.
func (w *watcher) fetcher() *web.Fetcher {
	return &web.Fetcher{Address: ingest.SourceAddress, Try: w.try}
}

// mostTried is how many of the stories that a source announces are asked for
// until one has a text.
const mostTried = 3

// try fetches a source and the first story that it announces, and keeps neither.
// Of a site it tries the first feed that it names.
func (w *watcher) try(ctx context.Context, address string) (*web.Trial, error) {
	feed, err := patiently(ctx, func() (*ingest.Feed, error) {
		feed, _, err := w.client.Feed(ctx, ingest.Request{URL: address})
		return feed, err
	})
	if err != nil {
		return nil, err
	}
	if feed.Kind == ingest.KindSite && len(feed.Entries) == 0 && len(feed.More) > 0 {
		return w.try(ctx, feed.More[0])
	}
	t := &web.Trial{Kind: feed.Kind, Outlet: feed.Title}
	for _, e := range feed.Entries {
		t.Announced = append(t.Announced, web.Headline{Title: e.Title, URL: e.URL, Published: e.Published})
	}
	for _, e := range feed.Entries[:min(mostTried, len(feed.Entries))] {
		page, err := patiently(ctx, func() (*ingest.Page, error) { return w.page(ctx, e.URL) })
		if err != nil {
			t.Error = err.Error()
			continue
		}
		t.Story, t.Error = &page.Revision, ""
		break
	}
	return t, nil
}

// page fetches a story.
func (w *watcher) page(ctx context.Context, address string) (*ingest.Page, error) {
	a, err := w.client.Fetch(ctx, ingest.Request{URL: address})
	if err != nil {
		return nil, err
	}
	return ingest.Read(&a.Capture)
}

// patiently does f again when the host's turn comes: nobody waits in a queue for
// a person who looks at a page.
func patiently[T any](ctx context.Context, f func() (T, error)) (T, error) {
	for {
		x, err := f()
		var busy *ingest.BusyError
		if !errors.As(err, &busy) {
			return x, err
		}
		select {
		case <-ctx.Done():
			return x, ctx.Err()
		case <-time.After(busy.For):
		}
	}
}
