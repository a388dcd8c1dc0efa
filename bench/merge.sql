-- What archive import does with the folder of generate.sql's term, done by
-- the stock sqlite3 shell in a database that jyz init has made: the same rows
-- into the same tables, with the same triggers, keys and indexes, as durable.
-- Run in the folder of large.db, the database they come from.
.bail on
PRAGMA foreign_keys = ON;
PRAGMA synchronous = EXTRA;
ATTACH 'large.db' AS l;
BEGIN IMMEDIATE;
INSERT OR IGNORE INTO main.term SELECT * FROM l.term;
INSERT OR IGNORE INTO main.unit SELECT * FROM l.unit;
INSERT OR IGNORE INTO main.teacher SELECT * FROM l.teacher;
INSERT OR IGNORE INTO main.class SELECT * FROM l.class;
INSERT OR IGNORE INTO main.assignment SELECT * FROM l.assignment;
INSERT OR IGNORE INTO main.exam SELECT * FROM l.exam;
INSERT OR IGNORE INTO main.paper SELECT * FROM l.paper;
INSERT OR IGNORE INTO main.result SELECT * FROM l.result;
INSERT OR IGNORE INTO main.observation SELECT * FROM l.observation;
INSERT OR IGNORE INTO main.observation_item SELECT * FROM l.observation_item;
INSERT OR IGNORE INTO main.meeting SELECT * FROM l.meeting;
INSERT OR IGNORE INTO main.meeting_attendance
	SELECT * FROM l.meeting_attendance;
INSERT OR IGNORE INTO main.meeting_decision SELECT * FROM l.meeting_decision;
COMMIT;
