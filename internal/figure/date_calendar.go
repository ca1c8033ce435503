package figure

import "time"

// A day counts days from 1 January 1970; noDay is none.
type day int32

const noDay day = -1 << 31

// dayOf returns the date of t as a day, noDay if t is zero.
func dayOf(t time.Time) day {
	if t.IsZero() {
		return noDay
	}
	y, m, d := t.Date()
	return civil(y, int(m), d)
}

// civil returns a day of the Gregorian calendar; months and days out of range
// run over into the next ones.
func civil(year, month, dom int) day {
	s := time.Date(year, time.Month(month), dom, 0, 0, 0, 0, time.UTC).Unix()
	if s < 0 {
		s -= 86399
	}
	return day(s / 86400)
}

func (d day) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func (d day) date() (year, month, dom int) {
	y, m, n := d.time().Date()
	return y, int(m), n
}

// weekday returns 0 for Sunday to 6.
func (d day) weekday() int { return int((d%7 + 11) % 7) }

// monday returns the first day of the week that d stands in (ISO 8601).
func (d day) monday() day { return d - day((d.weekday()+6)%7) }

// A stretch is the days from its first to its last one.
type stretch struct{ from, to day }

// A unit is a unit of time.
type unit uint8

const (
	minutes unit = iota
	hours
	days
	weeks
	months
	quarters
	years
	decades
	centuries
)

// around returns the calendar unit that lies n units after the one in which d
// stands.
func (u unit) around(d day, n int) stretch {
	y, m, _ := d.date()
	switch u {
	case days:
		return stretch{d + day(n), d + day(n)}
	case weeks:
		from := d.monday() + day(7*n)
		return stretch{from, from + 6}
	case months:
		return monthsFrom(y, m+n, 1)
	case quarters:
		return monthsFrom(y, (m-1)/3*3+1+3*n, 3)
	case years:
		return monthsFrom(y+n, 1, 12)
	case decades:
		return monthsFrom(y/10*10+10*n, 1, 120)
	case centuries:
		return monthsFrom((y-1)/100*100+1+100*n, 1, 1200)
	}
	return stretch{d, d}
}

// monthsFrom returns n months from one on.
func monthsFrom(year, month, n int) stretch {
	return stretch{civil(year, month, 1), civil(year, month+n, 1) - 1}
}

// upTo returns the n units up to d: "the past week" is seven days, and what is
// told in hours may start on the day before.
func (u unit) upTo(d day, n int) stretch {
	y, m, dom := d.date()
	from := d
	switch u {
	case minutes, hours:
		from = d - day((n*int(u)+23)/24)
	case days:
		from = d - day(n) + 1
		if n == 1 { // a day and a night
			from = d - 1
		}
	case weeks:
		from = d - day(7*n) + 1
	case months:
		from = sameDay(y, m-n, dom) + 1
	case quarters:
		from = sameDay(y, m-3*n, dom) + 1
	case years:
		from = sameDay(y-n, m, dom) + 1
	case decades:
		from = sameDay(y-10*n, m, dom) + 1
	case centuries:
		from = sameDay(y-100*n, m, dom) + 1
	}
	return stretch{from, d}
}

// sameDay returns day dom of a month, or its last one if it is shorter.
func sameDay(year, month, dom int) day {
	return min(civil(year, month, dom), civil(year, month+1, 1)-1)
}
