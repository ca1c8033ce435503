-- The two largest tables of the comparison, each as one tree.

-- +goose Up
CREATE TABLE postings (
	key  BIGINT NOT NULL,
	at   BIGINT NOT NULL,
	member BIGINT NOT NULL,
	PRIMARY KEY (key, at, member)
) WITHOUT ROWID;
CREATE TABLE joins (
	a     BIGINT NOT NULL,
	b     BIGINT NOT NULL,
	entry INTEGER NOT NULL, -- of the log, if people joined them; else 0
	PRIMARY KEY (a, b, entry)
) WITHOUT ROWID;
CREATE INDEX joins_entry ON joins (entry) WHERE entry > 0;
