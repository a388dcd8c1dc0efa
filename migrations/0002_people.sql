-- Who is there: units, teachers, terms, classes, who teaches what.
--
-- Every record table: id (never used again), uid (identity across files),
-- created_at and updated_at (UTC with Z, set by the program).  Dates are ISO
-- text.  No generated columns and no trigger that writes: both would spoil
-- the changesets of the journal.

CREATE TABLE unit (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	name TEXT NOT NULL UNIQUE CHECK (name <> ''),
	kind TEXT NOT NULL CHECK (kind IN ('group', 'prep')),
	subject TEXT,
	grade TEXT,
	parent INTEGER REFERENCES unit(id) CHECK (parent <> id),
	leader INTEGER REFERENCES teacher(id),
	note TEXT
) STRICT;
CREATE INDEX unit_parent ON unit(parent);
CREATE INDEX unit_leader ON unit(leader);

CREATE TABLE teacher (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	code TEXT CHECK (code <> ''), -- staff number; tells namesakes apart
	unit INTEGER REFERENCES unit(id),
	role TEXT CHECK (role IN ('principal', 'director', 'group_leader',
		'prep_leader', 'teacher', 'new_teacher')),
	title TEXT, -- professional title
	starts TEXT CHECK (starts IS date(starts)),
	ends TEXT CHECK (ends IS date(ends)), -- left the school
	note TEXT,
	CHECK (ends >= starts)
) STRICT;
CREATE UNIQUE INDEX teacher_key ON teacher(name, ifnull(code, ''));
CREATE INDEX teacher_unit ON teacher(unit);

CREATE TABLE term (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	code TEXT NOT NULL UNIQUE CHECK (code <> ''), -- '2026-1'
	-- A date belongs to the last term that began on or before it.
	starts TEXT NOT NULL UNIQUE CHECK (starts IS date(starts)),
	ends TEXT NOT NULL CHECK (ends IS date(ends)),
	note TEXT,
	CHECK (ends > starts)
) STRICT;

CREATE TABLE class (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2999), -- 2026: from
		-- August 2026 to July 2027
	grade TEXT NOT NULL CHECK (grade <> ''),
	track TEXT, -- classes are compared within a track
	adviser INTEGER REFERENCES teacher(id),
	size INTEGER CHECK (size BETWEEN 0 AND 1000),
	previous INTEGER REFERENCES class(id) CHECK (previous <> id), -- the
		-- same pupils a year before
	note TEXT,
	UNIQUE (name, year)
) STRICT;
CREATE INDEX class_previous ON class(previous);
CREATE INDEX class_adviser ON class(adviser);

CREATE TABLE assignment (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	class INTEGER NOT NULL REFERENCES class(id),
	subject TEXT NOT NULL CHECK (subject <> ''),
	starts TEXT CHECK (starts IS date(starts)), -- absent: all the year
	ends TEXT CHECK (ends IS date(ends)),
	note TEXT,
	CHECK (ends >= starts)
) STRICT;
CREATE UNIQUE INDEX assignment_key
	ON assignment(class, subject, teacher, ifnull(starts, ''));
CREATE INDEX assignment_teacher ON assignment(teacher);

CREATE TABLE mentorship (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	mentor INTEGER NOT NULL REFERENCES teacher(id),
	mentee INTEGER NOT NULL REFERENCES teacher(id)
		CHECK (mentee <> mentor),
	subject TEXT,
	starts TEXT NOT NULL CHECK (starts IS date(starts)),
	ends TEXT CHECK (ends IS date(ends)),
	aims TEXT,
	note TEXT,
	CHECK (ends >= starts),
	UNIQUE (mentor, mentee, starts)
) STRICT;
CREATE INDEX mentorship_mentee ON mentorship(mentee);
