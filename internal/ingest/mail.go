package ingest

import (
	"bytes"
	"mime"
	"strings"

	"github.com/jhillyerd/enmime/v2"

	"github.com/onrecord/onrecord"
)

// readMail reads a mail (RFC 5322 and MIME): its subject is the title, its plain
// text the story, or else its page. Attachments are left alone.
func readMail(rev *onrecord.Revision, body []byte) error {
	parser := enmime.NewParser(enmime.SkipMalformedParts(true), enmime.DisableTextConversion(true))
	mail, err := parser.ReadEnvelope(bytes.NewReader(body))
	if err != nil {
		return err
	}
	text := strings.ReplaceAll(mail.Text, "\r\n", "\n")
	if mail.Root != nil && flowed(mail.Root) {
		text = unflowed(text)
	}
	if blank(text) && mail.HTML != "" {
		if err := readHTML(rev, mail.HTML); err != nil {
			return err
		}
		text = withoutTitle(rev.Text, rev.Title)
	}
	if subject := mail.GetHeader("Subject"); subject != "" {
		rev.Title = subject
	}
	rev.Text = withTitle(rev.Title, text)
	if from, err := mail.AddressList("From"); err == nil {
		for _, a := range from {
			if a.Name != "" {
				rev.Byline = append(rev.Byline, a.Name)
			}
		}
	}
	if t, err := mail.Date(); err == nil {
		rev.Published, rev.PublishedBy = t, "mail Date"
	}
	rev.GUID = strings.Trim(mail.GetHeader("Message-Id"), "<> ")
	return nil
}

// flowed reports whether the lines of a mail's text go on where they end in a
// space (RFC 3676).
func flowed(root *enmime.Part) bool {
	p := root.DepthMatchFirst(func(p *enmime.Part) bool { return p.ContentType == "text/plain" })
	if p == nil {
		return false
	}
	_, params, _ := mime.ParseMediaType(p.Header.Get("Content-Type"))
	return strings.EqualFold(params["format"], "flowed")
}

// unflowed joins the lines of a flowed text.
func unflowed(text string) string {
	lines := strings.Split(text, "\n")
	var b strings.Builder
	for i, line := range lines {
		line = strings.TrimPrefix(line, " ") // space-stuffing
		b.WriteString(line)
		if (!strings.HasSuffix(line, " ") || line == "-- ") && i < len(lines)-1 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// withTitle returns text below its title, unless it begins with it.
func withTitle(title, text string) string {
	if title == "" || strings.HasPrefix(strings.TrimSpace(text), title) {
		return text
	}
	return title + "\n\n" + strings.TrimLeft(text, "\r\n")
}

// withoutTitle is the inverse of withTitle.
func withoutTitle(text, title string) string {
	return strings.TrimLeft(strings.TrimPrefix(text, title), "\r\n")
}
