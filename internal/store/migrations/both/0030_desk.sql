-- What the pages list.

-- +goose Up
CREATE INDEX revisions_changed ON revisions (seen, story_id) WHERE revision > 1;
