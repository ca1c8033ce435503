-- The two largest tables of the comparison.

-- +goose Up
CREATE TABLE postings (
	key  BIGINT NOT NULL,
	at   BIGINT NOT NULL,
	member BIGINT NOT NULL,
	PRIMARY KEY (key, at, member)
);
CREATE TABLE joins (
	a     BIGINT NOT NULL,
	b     BIGINT NOT NULL,
	entry INTEGER NOT NULL, -- of the log, if people joined them; else 0
	PRIMARY KEY (a, b, entry)
);
CREATE INDEX joins_entry ON joins (entry) WHERE entry > 0;
