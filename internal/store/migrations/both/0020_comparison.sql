-- What stories have in common, all of it made from what they were read as.
--
-- What is compared is a member: a story with the 64 first bits of its ID, a claim
-- and a speaker as stories describe it with a hash. Two members are compared if
-- they share a key and stand near each other in its list (postings); those found
-- to be of one question, or one person, are joined (joins). What hangs together
-- by joins is one part, named by its earliest member.

-- +goose Up
ALTER TABLE revisions ADD COLUMN compared INTEGER NOT NULL DEFAULT 0; -- the version of the comparison; 0 if it was not compared
CREATE INDEX revisions_compared ON revisions (compared, story_id, revision);

CREATE TABLE digests (
	story     BIGINT NOT NULL PRIMARY KEY, -- sorts as the ID does
	story_id  TEXT NOT NULL,
	revision  INTEGER NOT NULL,
	at        BIGINT NOT NULL,             -- when it was published, in milliseconds since 1970
	version   INTEGER NOT NULL,            -- of the comparison
	made_from TEXT NOT NULL,               -- revisions.record_sha256
	sha256    TEXT NOT NULL,               -- of the JSON
	digest    BLOB NOT NULL,               -- JSON, deflated
	keys      BLOB NOT NULL                -- those of its words: eight bytes each
);
CREATE UNIQUE INDEX digests_story_id ON digests (story_id);

CREATE TABLE members (
	member    BIGINT NOT NULL PRIMARY KEY,
	kind    INTEGER NOT NULL,              -- 2: a figure, 3: a description of a speaker, 4: a claim without a figure
	story   BIGINT NOT NULL,               -- that it stands in; of a description the earliest one
	at      BIGINT NOT NULL,               -- when that was published
	place   BIGINT NOT NULL,               -- of a claim: where in the text
	item    INTEGER NOT NULL,              -- of a claim: which of the digest
	measure TEXT NOT NULL,                 -- of a claim
	part    BIGINT NOT NULL,               -- the question or person that it belongs to
	keys    BLOB NOT NULL
);
CREATE INDEX members_part ON members (part);
CREATE INDEX members_story ON members (story, kind);

CREATE TABLE links (
	from_story BIGINT NOT NULL,
	to_story   BIGINT NOT NULL,
	kind       TEXT NOT NULL,
	share      DOUBLE PRECISION NOT NULL,
	agency     TEXT NOT NULL,
	passages   TEXT NOT NULL,              -- JSON: [start, end, start, end], in either text
	PRIMARY KEY (from_story, to_story)
);
CREATE INDEX links_to ON links (to_story);

-- Questions of more than one claim.
CREATE TABLE questions (
	question BIGINT NOT NULL PRIMARY KEY,
	measure  TEXT NOT NULL,
	claims   INTEGER NOT NULL,
	stories  INTEGER NOT NULL,
	last     BIGINT NOT NULL,              -- when the last of the stories was published
	disputed INTEGER NOT NULL              -- -1: to be looked at when it is asked
);
CREATE INDEX questions_last ON questions (last, question);

-- How stories describe speakers, and which story has which of them.
CREATE TABLE descriptions (
	member    BIGINT NOT NULL PRIMARY KEY,
	speaker TEXT NOT NULL                  -- JSON
);
CREATE TABLE appearances (
	member    BIGINT NOT NULL,
	at      BIGINT NOT NULL,
	story   BIGINT NOT NULL,
	speaker INTEGER NOT NULL,              -- the index in the digest
	PRIMARY KEY (member, at, story, speaker)
);
CREATE INDEX appearances_story ON appearances (story);

-- The log's decisions about persons and whole stories that stand. A person is
-- named by a story and a hash of the name that it has there.
CREATE TABLE choices (
	entry  INTEGER NOT NULL,               -- of the log
	place  INTEGER NOT NULL,
	action TEXT NOT NULL,
	story  BIGINT NOT NULL,
	name   BIGINT NOT NULL,                -- 0: the story
	PRIMARY KEY (entry, place)
);
CREATE INDEX choices_story ON choices (story);
