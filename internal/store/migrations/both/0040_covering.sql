-- Indexes that hold all that a page counts of what it lists, so that no row is
-- visited for it.

-- +goose Up
CREATE INDEX figures_counted ON figures (story_id, revision, statement, measure);
DROP INDEX members_story;
CREATE INDEX members_story ON members (story, kind, part);
DROP INDEX members_part;
CREATE INDEX members_part ON members (part, member);
DROP INDEX visits_source;
CREATE INDEX visits_source ON visits (source, story_id, succeeded, empty, shrunken, error);
