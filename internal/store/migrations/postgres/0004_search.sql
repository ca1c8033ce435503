-- The full-text index. A row is a story's revision (statement 0) or one of its
-- statements. Words have the weight D, speakers A, outlets B, acts and measures
-- C. What is no word of the text also has a prefix of its own ("s/ana"): the
-- index knows no weights, and would have to unpack each row that it finds.

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
-- Without fastupdate: a search would go through the rows put in last one by one.
CREATE INDEX indexed_story_words ON indexed USING GIN (stems) WITH (fastupdate = off) WHERE statement = 0;
CREATE INDEX indexed_statement_words ON indexed USING GIN (stems) WITH (fastupdate = off) WHERE statement > 0;
CREATE INDEX indexed_stories ON indexed (row_id) WHERE statement = 0;
CREATE INDEX indexed_statements ON indexed (row_id) WHERE statement > 0;
CREATE INDEX indexed_story_times ON indexed (at, row_id) WHERE statement = 0;
CREATE INDEX indexed_statement_times ON indexed (at, row_id) WHERE statement > 0;
