-- The tables of the house: settings, the journal and its index, and the log
-- of the schema.  Records come in the files that follow.  The number that
-- marks the file as ours (application_id) and its version (user_version)
-- are set by the program, in the same transaction.

CREATE TABLE setting (
	-- One row a setting.  The key is the primary key of the table itself,
	-- so that changesets carry it and undo can put a value back.
	key TEXT NOT NULL PRIMARY KEY CHECK (length(key) > 0),
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
	-- One row for each writing command: who did what, when and why.
	-- AUTOINCREMENT: a number that was printed is never given out again.
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at TEXT NOT NULL,             -- UTC, 2026-10-12T08:30:00Z
	who TEXT NOT NULL,            -- as the person called himself
	command TEXT NOT NULL,        -- the command line
	reason TEXT,                  -- why, where one was given
	action TEXT NOT NULL CHECK (action IN ('write', 'init', 'undo',
		'redo', 'upgrade', 'restore', 'seal', 'unseal')),
	schema_version INTEGER NOT NULL, -- of the tables in the changeset
	rows INTEGER NOT NULL CHECK (rows >= 0), -- changed by this entry
	target INTEGER REFERENCES journal (id),  -- undo, redo: of which write
	-- write: the undo in force; undo: the redo that has used it up.
	undone_by INTEGER REFERENCES journal (id),
	size INTEGER NOT NULL CHECK (size >= 0), -- of the changeset, inflated
	changeset BLOB,               -- SQLite changeset, deflated (zlib);
	                              -- last, so that lists need not read it
	CHECK ((changeset IS NULL) = (size = 0))
) STRICT;

CREATE TABLE journal_record (
	-- Which records an entry touched, rows of parts under their head.
	-- row is the record's id; 0 in tables without an integer key (setting).
	tbl TEXT NOT NULL,
	row INTEGER NOT NULL,
	entry INTEGER NOT NULL REFERENCES journal (id),
	PRIMARY KEY (tbl, row, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE schema_log (
	-- Which migration was run when, by which program.
	version INTEGER PRIMARY KEY,
	name TEXT NOT NULL,           -- of the file in migrations/
	hash TEXT NOT NULL,           -- SHA-256 of its text, hexadecimal
	at TEXT NOT NULL,             -- UTC
	program TEXT NOT NULL         -- version of the program
) STRICT;

-- The journal only grows.  All that may change later is undone_by.
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
	SELECT RAISE(ABORT, 'jyz:journal');
END;

CREATE TRIGGER journal_no_update
BEFORE UPDATE OF id, at, who, command, reason, action, schema_version, rows,
	target, size, changeset ON journal
BEGIN
	SELECT RAISE(ABORT, 'jyz:journal');
END;

CREATE TRIGGER journal_record_no_delete BEFORE DELETE ON journal_record
BEGIN
	SELECT RAISE(ABORT, 'jyz:journal');
END;

CREATE TRIGGER journal_record_no_update BEFORE UPDATE ON journal_record
BEGIN
	SELECT RAISE(ABORT, 'jyz:journal');
END;
