// Package pgtest starts a PostgreSQL server for tests, of their own, on loopback,
// and stops it by its process ID. Where PostgreSQL is not installed the tests
// are skipped, visibly; where CI is set, they fail.
package pgtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

var server Server

// Stop stops the server that New started, if it did. It is for the end of TestMain.
func Stop() { server.remove() }

// A Server is a running server with data in a folder of its own.
type Server struct {
	once   sync.Once
	err    error
	cmd    *exec.Cmd
	folder string
	port   int
	made   int
	naming sync.Mutex
}

// New returns the address of a new, empty database on a server that all tests
// of a package share.
func New(t testing.TB) string {
	t.Helper()
	return server.New(t)
}

// NewServer returns a server for one test, which may stop it.
func NewServer(t testing.TB) *Server {
	s := &Server{}
	t.Cleanup(s.remove)
	return s
}

// New returns the address of a new, empty database. The first call starts the
// server.
func (s *Server) New(t testing.TB) string {
	t.Helper()
	s.once.Do(func() { s.err = s.run() })
	if s.err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("PostgreSQL: ", s.err)
		}
		t.Skip("no PostgreSQL to test with: ", s.err)
	}
	s.naming.Lock()
	s.made++
	name := "ledger" + strconv.Itoa(s.made)
	s.naming.Unlock()
	ctx := context.Background()
	c, err := pgx.Connect(ctx, s.url("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	if _, err := c.Exec(ctx, "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	return s.url(name)
}

func (s *Server) url(database string) string {
	return fmt.Sprintf("postgres://tester@127.0.0.1:%d/%s?sslmode=disable", s.port, database)
}

// run makes a cluster and starts a server on it.
func (s *Server) run() error {
	bin, err := postgresBin()
	if err != nil {
		return err
	}
	if s.folder, err = os.MkdirTemp("", "onrecord-postgres-"); err != nil {
		return err
	}
	attr, err := unprivileged(s.folder)
	if err != nil {
		return err
	}
	data := filepath.Join(s.folder, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	initdb.SysProcAttr, initdb.Dir = attr, s.folder
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	if s.port, err = freePort(); err != nil {
		return err
	}
	return s.Start()
}

// Start starts the server, for the first time or after Stop.
func (s *Server) Start() error {
	bin, err := postgresBin()
	if err != nil {
		return err
	}
	attr, err := unprivileged(s.folder)
	if err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(s.folder, "log"))
	if err != nil {
		return err
	}
	s.cmd = exec.Command(filepath.Join(bin, "postgres"), "-D", filepath.Join(s.folder, "data"), "-p", strconv.Itoa(s.port), "-c", "listen_addresses=127.0.0.1",
		"-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200")
	s.cmd.SysProcAttr, s.cmd.Dir, s.cmd.Stdout, s.cmd.Stderr = attr, s.folder, log, log
	if err := s.cmd.Start(); err != nil {
		return err
	}
	for range 200 {
		c, err := pgx.Connect(context.Background(), s.url("postgres"))
		if err == nil {
			return c.Close(context.Background())
		}
		time.Sleep(50 * time.Millisecond)
	}
	text, _ := os.ReadFile(log.Name())
	return fmt.Errorf("the server did not come up:\n%s", text)
}

// Stop has the server end at once, as it does before the machine is shut down.
func (s *Server) Stop() {
	if s.cmd != nil && s.cmd.Process != nil {
		s.cmd.Process.Signal(syscall.SIGINT)
		s.cmd.Wait()
	}
	s.cmd = nil
}

func (s *Server) remove() {
	s.Stop()
	if s.folder != "" {
		os.RemoveAll(s.folder)
	}
}

// postgresBin finds the folder with PostgreSQL's programs, the newest first.
func postgresBin() (string, error) {
	if p, err := exec.LookPath("initdb"); err == nil {
		if p, err = filepath.EvalSymlinks(p); err == nil {
			return filepath.Dir(p), nil
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", errors.New("initdb is not installed (Debian: apt-get install postgresql)")
	}
	slices.SortFunc(found, func(a, b string) int { return len(b) - len(a) + 10*strings.Compare(b, a) })
	return filepath.Dir(found[0]), nil
}

// unprivileged returns how to run a program that refuses to run as root: as
// the user "postgres", who is then given the folder.
func unprivileged(folder string) (*syscall.SysProcAttr, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	if err := os.Chown(folder, uid, gid); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
