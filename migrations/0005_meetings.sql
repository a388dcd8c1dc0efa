-- Meetings with attendance and decisions; actions with owner and due date.

CREATE TABLE meeting (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	kind TEXT NOT NULL CHECK (kind IN ('group', 'prep', 'study',
		'self_criticism')),
	unit INTEGER REFERENCES unit(id),
	topic TEXT NOT NULL CHECK (topic <> ''),
	starts TEXT CHECK (starts GLOB '[0-2][0-9]:[0-5][0-9]'),
	ends TEXT CHECK (ends GLOB '[0-2][0-9]:[0-5][0-9]'),
	place TEXT,
	chair INTEGER REFERENCES teacher(id),
	keeper INTEGER REFERENCES teacher(id), -- who takes the minutes
	speaker INTEGER REFERENCES teacher(id), -- main speaker, lead planner
	lesson TEXT, -- the unit or text that was prepared
	materials TEXT,
	mode TEXT CHECK (mode IN ('together', 'apart')),
	hours INTEGER CHECK (hours BETWEEN 0 AND 10000), -- hundredths
	content TEXT,
	views TEXT, -- opposing views, both sides
	next TEXT,
	note TEXT,
	CHECK (ends > starts)
) STRICT;
CREATE UNIQUE INDEX meeting_key
	ON meeting(date, kind, ifnull(unit, -1), topic);
CREATE INDEX meeting_unit ON meeting(unit);
CREATE INDEX meeting_chair ON meeting(chair);
CREATE INDEX meeting_keeper ON meeting(keeper);
CREATE INDEX meeting_speaker ON meeting(speaker);

CREATE TABLE meeting_attendance (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	status TEXT NOT NULL CHECK (status IN ('present', 'late', 'absent',
		'guest')),
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	reason TEXT,
	UNIQUE (meeting, teacher)
) STRICT;
CREATE INDEX meeting_attendance_teacher ON meeting_attendance(teacher);

CREATE TABLE meeting_decision (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	decision TEXT NOT NULL CHECK (decision <> '')
) STRICT;
CREATE INDEX meeting_decision_meeting ON meeting_decision(meeting, position);

CREATE TABLE action (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	what TEXT NOT NULL CHECK (what <> ''),
	owner INTEGER NOT NULL REFERENCES teacher(id),
	date TEXT NOT NULL CHECK (date IS date(date)), -- when it was agreed
	due TEXT CHECK (due IS date(due)),
	meeting INTEGER REFERENCES meeting(id),
	observation INTEGER REFERENCES observation(id),
	report TEXT, -- what the owner reports back
	done TEXT CHECK (done IS date(done)),
	note TEXT
) STRICT;
CREATE UNIQUE INDEX action_key ON action(owner, what, ifnull(due, ''));
CREATE INDEX action_meeting ON action(meeting);
CREATE INDEX action_observation ON action(observation);
