-- Where stories are announced, and when each story is looked at again. The
-- queue of work that follows from them is River's, which brings its own tables.

-- +goose Up
CREATE TABLE sources (
	address       TEXT NOT NULL PRIMARY KEY, -- as it is fetched
	kind          TEXT NOT NULL,             -- "feed", "sitemap", "site"; '' until it was fetched
	outlet        TEXT NOT NULL,             -- as the feed calls itself
	found_on      TEXT NOT NULL,             -- the site whose page names it; '' if a person did
	every         BIGINT NOT NULL,           -- seconds from one fetch to the next
	paused        INTEGER NOT NULL,
	added         TEXT NOT NULL,
	due           TEXT NOT NULL,             -- when it is fetched next
	etag          TEXT NOT NULL,
	last_modified TEXT NOT NULL,
	tried         TEXT NOT NULL,             -- when it was last fetched, with success or not
	succeeded     TEXT NOT NULL,
	failures      INTEGER NOT NULL,          -- in a row
	error         TEXT NOT NULL              -- in words; '' if the last fetch went well
);
CREATE INDEX sources_due ON sources (due);

-- A visit is known by an address before anybody knows which story is there.
CREATE TABLE visits (
	address       TEXT NOT NULL PRIMARY KEY, -- normalised
	url           TEXT NOT NULL,             -- as the source has it
	source        TEXT NOT NULL,
	guid          TEXT NOT NULL,
	published     TEXT NOT NULL,             -- as the source has it; '' if it does not
	modified      TEXT NOT NULL,
	first_seen    TEXT NOT NULL,
	since         TEXT NOT NULL,             -- first seen, or changed: the schedule counts from here
	due           TEXT NOT NULL,             -- when it is fetched next; '' if no more
	etag          TEXT NOT NULL,
	last_modified TEXT NOT NULL,
	succeeded     TEXT NOT NULL,             -- when it was last fetched well
	failures      INTEGER NOT NULL,          -- in a row
	error         TEXT NOT NULL,
	story_id      TEXT NOT NULL,             -- '' until it was fetched
	empty         INTEGER NOT NULL,          -- how often no text was found in the page
	shrunken      INTEGER NOT NULL           -- how often less than half of the text before was found
);
CREATE INDEX visits_due ON visits (due);
CREATE INDEX visits_source ON visits (source);
