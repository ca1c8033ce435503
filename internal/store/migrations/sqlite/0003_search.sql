-- The full-text index. A row is a story's revision (statement 0) or one of its
-- statements. The index itself holds stems and no text. Acts and measures are
-- words in "marks".

-- +goose Up
CREATE TABLE indexed (
	row_id    INTEGER PRIMARY KEY,
	story_id  TEXT NOT NULL,
	revision  INTEGER NOT NULL,
	statement INTEGER NOT NULL,
	at        TEXT NOT NULL,          -- when it was said, else published, else seen
	UNIQUE (story_id, revision, statement)
);
CREATE INDEX indexed_stories ON indexed (row_id) WHERE statement = 0;
CREATE INDEX indexed_statements ON indexed (row_id) WHERE statement > 0;
CREATE INDEX indexed_story_times ON indexed (at, row_id) WHERE statement = 0;
CREATE INDEX indexed_statement_times ON indexed (at, row_id) WHERE statement > 0;
CREATE VIRTUAL TABLE story_words USING fts5 (words, speakers, outlet, marks,
	content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE statement_words USING fts5 (words, speakers, outlet, marks,
	content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
