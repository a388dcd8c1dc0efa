-- Attachments: scans and documents that belong to records.
--
-- The content stands in a table of its own, once however often it is
-- attached, and outside of the journal's changesets: those would carry it a
-- second time.  What is undone and done again is the row that attaches it.
-- Content that nothing refers to stays until it is purged, so that undoing a
-- removal finds it.

CREATE TABLE content (
	-- The rowid is what SQLite opens a value by, piece by piece.
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64
		AND sha256 NOT GLOB '*[^0-9a-f]*'),
	size INTEGER NOT NULL CHECK (size >= 0),
	-- Last, so that nothing else need be read over it.  In no CHECK:
	-- that would make SQLite hold the whole value in memory.
	bytes BLOB NOT NULL
) STRICT;

-- What has another hash is another content.
CREATE TRIGGER content_no_update BEFORE UPDATE ON content
BEGIN
	SELECT RAISE(ABORT, 'jyz:content');
END;

CREATE TABLE attachment (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	-- Any record of any kind: the name of its table, and its id there.
	-- Removing it takes its attachments along; 'jyz check' looks whether
	-- another program has left some behind.
	kind TEXT NOT NULL CHECK (kind <> ''),
	record INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (name NOT IN ('', '.', '..')
		AND instr(name, '/') = 0), -- of the file, without its folder
	sha256 TEXT NOT NULL REFERENCES content(sha256),
	UNIQUE (kind, record, name, sha256)
) STRICT;
CREATE INDEX attachment_content ON attachment(sha256);

-- There is nothing to edit: another file is another attachment.  It may go to
-- another record, when two records become one.
CREATE TRIGGER attachment_no_update
BEFORE UPDATE OF id, uid, created_at, kind, name, sha256 ON attachment
BEGIN
	SELECT RAISE(ABORT, 'jyz:attachment');
END;

-- What is attached to a record of a sealed term stays as it is, too.
CREATE TRIGGER attachment_sealed_insert BEFORE INSERT ON attachment
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM seal_record r JOIN seal s ON s.term = r.term
		WHERE r.kind = NEW.kind AND r.record = NEW.record)
	OR EXISTS (SELECT 1 FROM attachment a
		JOIN seal_record r ON r.kind = a.kind AND r.record = a.record
		JOIN seal s ON s.term = r.term
		WHERE a.id = NEW.id OR a.uid = NEW.uid))
BEGIN
	SELECT RAISE(ABORT, 'jyz:sealed');
END;

CREATE TRIGGER attachment_sealed_update BEFORE UPDATE ON attachment
WHEN EXISTS (SELECT 1 FROM seal_record r JOIN seal s ON s.term = r.term
	WHERE r.kind = OLD.kind AND r.record IN (OLD.record, NEW.record))
BEGIN
	SELECT RAISE(ABORT, 'jyz:sealed');
END;

CREATE TRIGGER attachment_sealed_delete BEFORE DELETE ON attachment
WHEN EXISTS (SELECT 1 FROM seal_record r JOIN seal s ON s.term = r.term
	WHERE r.kind = OLD.kind AND r.record = OLD.record)
BEGIN
	SELECT RAISE(ABORT, 'jyz:sealed');
END;
