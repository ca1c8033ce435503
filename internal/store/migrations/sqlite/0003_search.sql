-- The full-text index. A row is a story's revision (statement 0) or one of its
-- statements. The index itself holds stems and no text.

-- +goose Up
CREATE TABLE indexed (
	row_id    INTEGER PRIMARY KEY,
	story_id  TEXT NOT NULL,
	revision  INTEGER NOT NULL,
	statement INTEGER NOT NULL,
	at        TEXT NOT NULL,          -- when it was said, else published, else seen
	UNIQUE (story_id, revision, statement)
);
CREATE VIRTUAL TABLE story_words USING fts5 (words, speakers, outlet,
	content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE statement_words USING fts5 (words, speakers, outlet,
	content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
