-- The text that a seal's digests are made of has a form.  2: a record's
-- digest holds its attachments, too.  Seals that were printed in form 1 stay
-- as they are and hold.
ALTER TABLE seal ADD COLUMN form INTEGER NOT NULL DEFAULT 1
	CHECK (form IN (1, 2));

-- What the record was called when it was sealed, so that one that is gone can
-- be named.  No digest holds it; older seals have none.
ALTER TABLE seal_record ADD COLUMN name TEXT;

-- Content that is attached stays, also where another program looks at no
-- foreign keys, and where a REPLACE deletes without a trigger: then the new
-- row is of a hash that is attached already, or has a number that was given
-- before (what SQLite keeps of it is written when the statement ends).
-- AFTER: before it, SQLite would hold the whole value in memory.
CREATE TRIGGER content_no_delete BEFORE DELETE ON content
WHEN EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = OLD.sha256)
BEGIN
	SELECT RAISE(ABORT, 'jyz:content');
END;

CREATE TRIGGER content_no_replace AFTER INSERT ON content
WHEN EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = NEW.sha256)
	OR NEW.id <= ifnull((SELECT seq FROM sqlite_sequence
		WHERE name = 'content'), 0)
BEGIN
	SELECT RAISE(ABORT, 'jyz:content');
END;
