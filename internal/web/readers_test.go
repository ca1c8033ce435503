package web

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// How TestReaders is run.
var (
	readLedger  = flag.String("ledger", "", "the `ledger` that TestReaders has people read: a file or an address")
	readers     = flag.Int("readers", 200, "how many `people` read")
	arrive      = flag.Duration("arrive", 2*time.Second, "how long it is from one new story to the next; 0: none comes in")
	readFor     = flag.Duration("for", time.Minute, "how long they read")
	deskProfile = flag.String("desk-profile", "", "the `file` that the desk's CPU profile is written to")
	asDesk      = flag.Bool("as-desk", false, "be the desk that TestReaders reads at")
)

// between is how long people look at a page.
const between = 3 * time.Second

// TestReaders opens a desk on a large ledger in a process of its own and has people
// read there, each with a connection of their own and a page every three seconds,
// while stories come in (-arrive). Half of them have a page open beside that follows the
// ledger. It prints how long pages took; nothing is asserted but that all were
// served.
//
//	go test ./internal/web -run Readers -timeout 10m -v -ledger FILE
func TestReaders(t *testing.T) {
	if *readLedger == "" {
		t.Skip("needs -ledger")
	}
	if *asDesk {
		beDesk(t)
		return
	}
	db := openLedger(t, *readLedger)
	walk := newWalk(t, db)
	desk := startDesk(t)
	walk.address = desk.address
	walk.first(t)
	walk.available(t)
	ctx, stop := context.WithTimeout(t.Context(), *readFor)
	defer stop()
	t.Logf("%d cores, load %s; %d readers for %s", runtime.NumCPU(), loadAverage(), *readers, *readFor)
	var all sync.WaitGroup
	if *arrive > 0 {
		all.Go(func() { keepOn(ctx, t, db) })
	}
	for i := range *readers {
		all.Go(func() { walk.read(ctx, uint64(i)) })
		if i%2 == 0 {
			all.Go(func() { walk.follow(ctx, uint64(i)) })
		}
	}
	all.Go(func() { desk.watch(ctx, t) })
	before, mine := desk.cpu(), cpuOf("self")
	all.Wait()
	t.Logf("CPU: desk %.1f s, driver with who writes %.1f s of %.0f s on each core; load %s", desk.cpu()-before, cpuOf("self")-mine, readFor.Seconds(), loadAverage())
	walk.report(t)
}

// beDesk serves the ledger until its standard input ends.
func beDesk(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d := New(Config{DB: openLedger(t, *readLedger), Name: "load"})
	d.Warm(t.Context())
	server := &http.Server{Handler: d, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	fmt.Printf("desk at http://%s\n", listener.Addr())
	go server.Serve(listener)
	io.Copy(io.Discard, os.Stdin)
	d.Close()
	server.Close()
}

// A deskProcess is the desk in a process of its own.
type deskProcess struct {
	address, pid string
}

func startDesk(t *testing.T) *deskProcess {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"-test.run=^TestReaders$", "-as-desk", "-ledger", *readLedger, "-test.timeout=1h"}
	if *deskProfile != "" {
		args = append(args, "-test.cpuprofile="+*deskProfile)
	}
	c := exec.Command(self, args...)
	c.Stderr = os.Stderr
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	d := &deskProcess{pid: strconv.Itoa(c.Process.Pid)}
	for d.address == "" && lines.Scan() {
		_, d.address, _ = strings.Cut(lines.Text(), "desk at ")
	}
	if d.address == "" {
		t.Fatal("the desk did not open")
	}
	t.Cleanup(func() {
		in.Close()
		io.Copy(io.Discard, out)
		c.Wait()
	})
	return d
}

func (d *deskProcess) cpu() float64 { return cpuOf(d.pid) }

// watch prints the memory of the desk after ten seconds and at the end.
func (d *deskProcess) watch(ctx context.Context, t *testing.T) {
	select {
	case <-ctx.Done():
		return
	case <-time.After(10 * time.Second):
		t.Logf("memory after 10 s: %s", memoryOf(d.pid))
	}
	<-ctx.Done()
	t.Logf("memory at the end: %s", memoryOf(d.pid))
}

// cpuOf returns the seconds of CPU that a process used.
func cpuOf(pid string) float64 {
	b, err := os.ReadFile("/proc/" + pid + "/stat")
	if err != nil {
		return 0
	}
	f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	user, _ := strconv.Atoi(f[11])
	system, _ := strconv.Atoi(f[12])
	return float64(user+system) / 100
}

// memoryOf returns what a process has in memory, and the most that it had.
func memoryOf(pid string) string {
	b, _ := os.ReadFile("/proc/" + pid + "/status")
	var out []string
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "VmRSS") || strings.HasPrefix(line, "VmHWM") || strings.HasPrefix(line, "RssAnon") {
			out = append(out, strings.Join(strings.Fields(line), " "))
		}
	}
	return strings.Join(out, ", ")
}

func loadAverage() string {
	b, _ := os.ReadFile("/proc/loadavg")
	return strings.Join(strings.Fields(string(b))[:min(3, len(strings.Fields(string(b))))], " ")
}

// A visitedPage is a page that somebody opened.
type visitedPage struct {
	kind   string
	status int
	bytes  int
	took   time.Duration
	err    error
}

// newClient returns a client with one connection that stays open.
func newClient() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1, MaxConnsPerHost: 1}, Timeout: time.Minute}
}

// open opens a page and reads it to its end.
func (w *walk) open(ctx context.Context, c *http.Client, kind, path string) visitedPage {
	began := time.Now()
	v := visitedPage{kind: kind}
	r, err := http.NewRequestWithContext(ctx, "GET", w.address+path, nil)
	if err != nil {
		return visitedPage{kind: kind, err: err}
	}
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Accept-Encoding", "gzip") // bytes are counted as they come
	resp, err := c.Do(r)
	if err == nil {
		var n int64
		n, err = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		v.status, v.bytes = resp.StatusCode, int(n)
	}
	v.took, v.err = time.Since(began), err
	if err == nil && v.status != http.StatusOK {
		v.err = fmt.Errorf("%s: %d", path, v.status)
	}
	return v
}

// read opens a page every three seconds, beginning at any time within the first
// three.
func (w *walk) read(ctx context.Context, n uint64) {
	r := rand.New(rand.NewPCG(n, 3))
	c := newClient()
	defer c.CloseIdleConnections()
	tick := time.NewTimer(time.Duration(r.Int64N(int64(between))))
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		tick.Reset(between)
		kind, path := w.next(r)
		v := w.open(ctx, c, kind, path)
		if ctx.Err() == nil {
			w.note(v)
		}
	}
}

// follow has a page open that follows the ledger, as desk.js does: when it is told
// of a change it is asked for anew. Two of three are the front page, the others are
// questions.
func (w *walk) follow(ctx context.Context, n uint64) {
	r := rand.New(rand.NewPCG(n, 4))
	kind, path := "front", "/"
	if n%6 == 4 {
		kind, path = "question", w.question(r)
	}
	c := newClient()
	defer c.CloseIdleConnections()
	request, err := http.NewRequestWithContext(ctx, "GET", w.address+"/events", nil)
	if err != nil {
		w.note(visitedPage{kind: "events", err: err})
		return
	}
	resp, err := (&http.Client{Transport: &http.Transport{}}).Do(request)
	if err != nil {
		w.note(visitedPage{kind: "events", err: err})
		return
	}
	defer resp.Body.Close()
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		if !strings.HasPrefix(lines.Text(), "event: ledger") {
			continue
		}
		w.heard.Add(1)
		v := w.open(ctx, c, kind+", renewed", path)
		if ctx.Err() == nil {
			w.note(v)
		}
	}
	if ctx.Err() == nil {
		w.note(visitedPage{kind: "events", err: io.ErrUnexpectedEOF})
	}
}

func (w *walk) note(v visitedPage) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.visited = append(w.visited, v)
}

// report prints how long the pages took.
func (w *walk) report(t *testing.T) {
	kinds := map[string][]visitedPage{}
	for _, v := range w.visited {
		if v.err != nil {
			t.Errorf("%s: %v", v.kind, v.err)
			continue
		}
		kinds[v.kind] = append(kinds[v.kind], v)
		kinds["all"] = append(kinds["all"], v)
	}
	names := make([]string, 0, len(kinds))
	for k := range kinds {
		names = append(names, k)
	}
	slices.Sort(names)
	t.Logf("%d events heard", w.heard.Load())
	t.Logf("%-20s %7s %7s %7s %7s %7s %8s", "ms", "pages", "p50", "p95", "p99", "max", "bytes")
	for _, k := range names {
		all := kinds[k]
		slices.SortFunc(all, func(a, b visitedPage) int { return int(a.took - b.took) })
		bytes := 0
		for _, v := range all {
			bytes += v.bytes
		}
		at := func(part float64) float64 {
			return float64(all[min(len(all)-1, int(part*float64(len(all))))].took.Microseconds()) / 1000
		}
		t.Logf("%-20s %7d %7.1f %7.1f %7.1f %7.1f %8d", k, len(all), at(.5), at(.95), at(.99), at(1), bytes/len(all))
	}
}

// first opens the front page of a desk that was just opened, with what it needs.
func (w *walk) first(t *testing.T) {
	c := newClient()
	defer c.CloseIdleConnections()
	began := time.Now()
	page := w.open(t.Context(), c, "front", "/")
	took := time.Since(began)
	bytes := page.bytes
	var files []string
	for name, version := range versions {
		if !strings.Contains("desk.css drawing.css desk.js mark.svg", name) {
			continue
		}
		v := w.open(t.Context(), c, "static", "/static/"+name+"?v="+version)
		bytes += v.bytes
		files = append(files, fmt.Sprintf("%s %d", name, v.bytes))
	}
	slices.Sort(files)
	t.Logf("first page: %d bytes in %s, with %s %d bytes in %s", page.bytes, took.Round(time.Millisecond), strings.Join(files, ", "), bytes, time.Since(began).Round(time.Millisecond))
}
