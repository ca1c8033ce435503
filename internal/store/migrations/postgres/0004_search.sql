-- The full-text index. A row is a story's revision (statement 0) or one of its
-- statements. Words have the weight D, speakers A, outlets B.

-- +goose Up
CREATE TABLE indexed (
	row_id    BIGINT GENERATED ALWAYS AS IDENTITY,
	story_id  TEXT NOT NULL,
	revision  INTEGER NOT NULL,
	statement INTEGER NOT NULL,
	at        TEXT NOT NULL,          -- when it was said, else published, else seen
	stems     TSVECTOR NOT NULL,
	PRIMARY KEY (story_id, revision, statement)
);
CREATE INDEX indexed_story_words ON indexed USING GIN (stems) WHERE statement = 0;
CREATE INDEX indexed_statement_words ON indexed USING GIN (stems) WHERE statement > 0;
CREATE INDEX indexed_stories ON indexed (row_id) WHERE statement = 0;
CREATE INDEX indexed_statements ON indexed (row_id) WHERE statement > 0;
