-- What SQLite calls BLOB, so that one schema does for both.

-- +goose Up
CREATE DOMAIN BLOB AS BYTEA;
