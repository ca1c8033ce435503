package onrecord

// FiguresBy returns the figures by the statement that gives them, those attributed
// to nobody under "".
func (r *Record) FiguresBy() map[string][]*Figure {
	m := map[string][]*Figure{}
	for i := range r.Figures {
		f := &r.Figures[i]
		m[f.Statement] = append(m[f.Statement], f)
	}
	return m
}

// About says what a figure measures, of whom, where and when, and how it stands.
func (r *Record) About(f *Figure) []string {
	out := []string{f.measured()}
	add := func(words string, is bool) {
		if is {
			out = append(out, words)
		}
	}
	add("at "+r.Text[f.Place.Start:f.Place.End], f.Place.Len() > 0)
	add(r.When(f.Period), f.Period.Len() > 0)
	add("so far", f.Cumulative)
	if whole := r.Figure(f.PartOf); whole != nil {
		out = append(out, "part of “"+r.Text[whole.Start:whole.End]+"”")
	}
	add(f.Change.Words(), f.Change != "")
	add(string(f.Status), f.Status != "")
	return out
}

// measured says what a figure measures, in which unit, and of whom.
func (f *Figure) measured() string {
	out := f.Measure
	if f.Unit != "" && f.Unit != "person" && f.Unit != f.Measure {
		out += ", " + f.Unit
	}
	if f.Of.Name != "" && f.Of.Name != f.Measure && !f.Span.Contains(f.Of.Span) {
		out += " (" + f.Of.Name + ")"
	}
	return out
}

// Claim says who gives a figure, what of and how it stands.
func (r *Record) Claim(f *Figure) []string {
	out := []string{"not attributed"}
	if s := r.Statement(f.Statement); s != nil {
		if out[0] = List(r.Names(s)); out[0] == "" {
			out[0] = Unresolved
		}
	}
	if f.Of.Name != "" && f.Of.Name != f.Measure {
		out = append(out, f.Of.Name)
	}
	if f.Status != "" {
		out = append(out, string(f.Status))
	}
	return out
}
