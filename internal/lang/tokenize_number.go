package lang

// numeric returns the length of the number that s starts with.
func numeric(s string) int {
	n := digits(s)
	if n == 0 {
		return 0
	}
	for n+1 < len(s) && (s[n] == '.' || s[n] == ',' || s[n] == ':') && isDigit(s[n+1]) {
		n += 1 + digits(s[n+1:])
	}
	return n
}

// unit returns the length of the unit of measurement that s starts with, when
// it is glued to the number before it ("5km", "7pm", "2.5bn").
func unit(s string) int {
	n := 0
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if n < len(s) {
		if c, _ := class(s, n); c == classLetter || c == classDigit {
			return 0
		}
	}
	if n == 0 || n > 7 {
		return 0
	}
	switch s[:n] {
	case "a", "p":
		if n+3 <= len(s) && s[n] == '.' && s[n+1]|0x20 == 'm' && s[n+2] == '.' {
			return n + 3
		}
		return 0
	case "am", "pm", "AM", "PM", "km", "cm", "mm", "kg", "g", "mg", "ft", "lb", "lbs", "oz", "mph", "kph", "kmh", "k", "K", "m", "M", "bn", "b", "B", "tn", "trn", "x", "kb", "KB", "mb", "MB", "GB", "TB",
		"MW", "GW", "kW", "kWh", "Hz", "GHz", "MHz", "hh", "mins", "min", "hrs", "hr", "sq", "C", "F", "percent", "yr", "yrs", "ml", "l", "ha", "pc":
		return n
	}
	return 0
}
