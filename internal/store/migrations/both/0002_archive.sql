-- Stories, their revisions as they were captured, and what they were read as.
-- Every table that belongs to a story starts its key with story_id, so that a
-- PostgreSQL that shards can keep a story's rows together.
--
-- Times are RFC 3339 in UTC with milliseconds, dates ISO 8601, so that text
-- orders as time does on both databases. Spans are JSON: pairs of byte offsets
-- into the revision's text. Truth is 0 or 1.

-- +goose Up
CREATE TABLE stories (
	story_id   TEXT NOT NULL PRIMARY KEY, -- 32 hex digits of the SHA-256 of the identity
	identity   TEXT NOT NULL,             -- "url:…", "guid:…" or "bytes:…"
	url        TEXT NOT NULL,
	outlet     TEXT NOT NULL,
	first_seen TEXT NOT NULL,
	last_seen  TEXT NOT NULL,             -- when it was last fetched, changed or not
	latest     INTEGER NOT NULL,          -- the number of its latest revision
	redacted   TEXT NOT NULL DEFAULT ''   -- when it was erased; nothing is kept of it after that
);
CREATE INDEX stories_last_seen ON stories (last_seen, story_id);

CREATE TABLE captures (
	story_id   TEXT NOT NULL,
	capture_id TEXT NOT NULL,             -- hex SHA-256 of the body as it came
	url        TEXT NOT NULL,
	status     INTEGER NOT NULL,
	media_type TEXT NOT NULL,
	fetched    TEXT NOT NULL,
	bytes      INTEGER NOT NULL,          -- of the body
	warc       BLOB,                      -- one WARC record, a gzip member; NULL once redacted
	PRIMARY KEY (story_id, capture_id)
);

CREATE TABLE revisions (
	story_id     TEXT NOT NULL,
	revision     INTEGER NOT NULL,        -- 1, 2, … in the order seen
	capture_id   TEXT NOT NULL,
	seen         TEXT NOT NULL,
	text         BLOB,                    -- its exact bytes; NULL once redacted
	text_sha256  TEXT NOT NULL,
	title        TEXT NOT NULL,
	byline       TEXT NOT NULL,           -- JSON list
	outlet       TEXT NOT NULL,
	url          TEXT NOT NULL,
	canonical    TEXT NOT NULL,
	guid         TEXT NOT NULL,
	declared     TEXT NOT NULL,
	related      TEXT NOT NULL,           -- JSON list
	teaser       INTEGER NOT NULL,
	published    TEXT NOT NULL,           -- '' if unknown
	published_by TEXT NOT NULL,
	modified     TEXT NOT NULL,
	modified_by  TEXT NOT NULL,
	reader       TEXT NOT NULL,           -- version and weights that read it; '' if not read yet
	unread       TEXT NOT NULL,           -- why it could not be read; '' if it was
	language     TEXT NOT NULL,
	layout       TEXT NOT NULL,           -- JSON: headline, dateline, byline, credits, related as spans
	record_sha256 TEXT NOT NULL,          -- of the rows that it was read as; '' if there are none
	PRIMARY KEY (story_id, revision)
);
CREATE INDEX revisions_reader ON revisions (reader, story_id, revision);
CREATE INDEX revisions_published ON revisions (published, story_id);

CREATE TABLE speakers (
	story_id    TEXT NOT NULL,
	revision    INTEGER NOT NULL,
	speaker     INTEGER NOT NULL,         -- 1 is k1
	kind        TEXT NOT NULL,
	name        TEXT NOT NULL,
	country     TEXT NOT NULL,
	roles       TEXT NOT NULL,            -- JSON list
	plural      INTEGER NOT NULL,
	mentions_at TEXT NOT NULL,
	PRIMARY KEY (story_id, revision, speaker)
);
CREATE INDEX speakers_name ON speakers (name, story_id);

CREATE TABLE statements (
	story_id   TEXT NOT NULL,
	revision   INTEGER NOT NULL,
	statement  INTEGER NOT NULL,          -- 1 is s1
	kind       TEXT NOT NULL,
	act        TEXT NOT NULL,
	source     TEXT NOT NULL,             -- the words; pieces are joined by " … "
	cue        TEXT NOT NULL,
	content    TEXT NOT NULL,
	source_at  TEXT NOT NULL,
	cue_at     TEXT NOT NULL,
	content_at TEXT NOT NULL,
	said_at    TEXT NOT NULL,             -- '' if it is not told
	said_from  TEXT NOT NULL,
	said_to    TEXT NOT NULL,
	venue_at   TEXT NOT NULL,
	to_at      TEXT NOT NULL,
	hedges_at  TEXT NOT NULL,
	continues  INTEGER NOT NULL,          -- 0 if none
	within     INTEGER NOT NULL,          -- 0 if none
	confidence DOUBLE PRECISION NOT NULL,
	PRIMARY KEY (story_id, revision, statement)
);
CREATE INDEX statements_act ON statements (act, said_from, story_id);

CREATE TABLE statement_speakers (
	story_id  TEXT NOT NULL,
	revision  INTEGER NOT NULL,
	statement INTEGER NOT NULL,
	place     INTEGER NOT NULL,           -- 1, 2, … as the record lists them
	speaker   INTEGER NOT NULL,
	PRIMARY KEY (story_id, revision, statement, place)
);
CREATE INDEX statement_speakers_speaker ON statement_speakers (story_id, revision, speaker);

CREATE TABLE figures (
	story_id    TEXT NOT NULL,
	revision    INTEGER NOT NULL,
	figure      INTEGER NOT NULL,         -- 1 is f1
	at          TEXT NOT NULL,
	words       TEXT NOT NULL,
	low         DOUBLE PRECISION,         -- NULL: no bound given
	high        DOUBLE PRECISION,
	low_open    INTEGER NOT NULL,
	high_open   INTEGER NOT NULL,
	approximate INTEGER NOT NULL,
	measure     TEXT NOT NULL,
	unit        TEXT NOT NULL,
	of_at       TEXT NOT NULL,
	of_name     TEXT NOT NULL,
	place_at    TEXT NOT NULL,
	period_at   TEXT NOT NULL,
	period_from TEXT NOT NULL,
	period_to   TEXT NOT NULL,
	cumulative  INTEGER NOT NULL,
	part_of     INTEGER NOT NULL,         -- 0 if none
	change      TEXT NOT NULL,
	status      TEXT NOT NULL,
	statement   INTEGER NOT NULL,         -- 0: not attributed to anybody
	PRIMARY KEY (story_id, revision, figure)
);
CREATE INDEX figures_measure ON figures (measure, story_id);

CREATE TABLE notes (
	story_id  TEXT NOT NULL,
	revision  INTEGER NOT NULL,
	note      INTEGER NOT NULL,
	kind      TEXT NOT NULL,
	at        TEXT NOT NULL,
	words     TEXT NOT NULL,
	by_name   TEXT NOT NULL,
	covers_at TEXT NOT NULL,
	PRIMARY KEY (story_id, revision, note)
);

-- What people decided, and what was erased. Nothing is ever changed here but a
-- payload that is redacted.
CREATE TABLE log (
	entry          INTEGER NOT NULL PRIMARY KEY, -- 1, 2, … without gaps
	at             TEXT NOT NULL,
	actor          TEXT NOT NULL,
	action         TEXT NOT NULL,
	story_id       TEXT NOT NULL,
	revision       INTEGER NOT NULL,
	subject        TEXT NOT NULL,         -- "s3", "k1", "f2"; '' for the whole story
	reason         TEXT NOT NULL,
	payload        TEXT,                  -- JSON: the words and spans decided on, old, new; NULL once redacted
	payload_sha256 TEXT NOT NULL,
	previous       TEXT NOT NULL,         -- the hash of the entry before
	hash           TEXT NOT NULL          -- of all of the above but payload
);
CREATE INDEX log_story ON log (story_id, entry);
