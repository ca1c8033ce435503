package onrecord_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/onrecord/onrecord"

// imports says which packages of this module each folder may import. Imports
// point one way, as docs/design.md draws it; a folder that is not here may
// import nothing of this module.
var imports = map[string][]string{
	".":                    {"internal/speaker", "internal/figure", "internal/attribution", "internal/lang", "internal/english"},
	"cmd/onrecord":         {".", "internal/web", "internal/ingest", "internal/store", "internal/compare", "internal/export", "internal/lang"},
	"internal/web":         {".", "internal/store", "internal/compare", "internal/export"},
	"internal/store":       {".", "internal/compare"},
	"internal/ingest":      {"."},
	"internal/export":      {".", "internal/store"},
	"internal/compare":     {".", "internal/lang"},
	"internal/speaker":     {"internal/attribution", "internal/lang", "internal/weights"},
	"internal/figure":      {"internal/attribution", "internal/lang", "internal/weights"},
	"internal/attribution": {"internal/lang", "internal/weights"},
	"internal/lang":        {"internal/weights"},
	"internal/english":     {"internal/weights"},
	"train":                {".", "internal/speaker", "internal/figure", "internal/attribution", "internal/lang", "internal/weights"},
}

// textCore are the packages that turn text into values and touch nothing else.
var textCore = []string{"internal/lang", "internal/attribution", "internal/speaker", "internal/figure", "internal/compare"}

// outside are the packages that the text core must not know.
var outside = []string{"net/http", "database/sql", "os", "log", "log/slog", module + "/internal/english"}

// TestImports reads every Go file and checks what it imports.
func TestImports(t *testing.T) {
	for name, file := range goFiles(t) {
		dir := path.Dir(name)
		test := strings.HasSuffix(name, "_test.go")
		for _, spec := range file.Imports {
			what, _ := strconv.Unquote(spec.Path.Value)
			if what == "C" {
				t.Errorf("%s uses cgo", name)
			}
			if slices.Contains(textCore, dir) && slices.Contains(outside, what) && !test {
				t.Errorf("%s imports %s: the text core takes text and gives values", name, what)
			}
			if to, ok := inModule(what); ok && !test && !slices.Contains(imports[dir], to) {
				t.Errorf("%s imports %s, against the direction of imports", name, what)
			}
			if what == module+"/train" {
				t.Errorf("%s imports train", name)
			}
		}
	}
}

// TestNoInit checks that nothing runs before main but what its place in the
// code shows.
func TestNoInit(t *testing.T) {
	for name, file := range goFiles(t) {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s has an init function", name)
			}
		}
	}
}

// inModule returns the folder of an import path of this module.
func inModule(what string) (string, bool) {
	if what == module {
		return ".", true
	}
	return strings.CutPrefix(what, module+"/")
}

// goFiles parses all Go files of the module, by their slash-separated paths.
func goFiles(t *testing.T) map[string]*ast.File {
	files := map[string]*ast.File{}
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		files[filepath.ToSlash(name)] = file
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
