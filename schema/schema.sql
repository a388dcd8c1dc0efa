-- Made of migrations/*.sql by ./dev schema; never edited.

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

CREATE TABLE rubric (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	name_en TEXT,
	edition INTEGER NOT NULL CHECK (edition BETWEEN 1 AND 9999),
	-- additive: an item's score counts from 0 to its max;
	-- base: an item starts at its base, its score is added (or, below 0,
	-- taken away), never beyond its max nor as far below the base.
	style TEXT NOT NULL CHECK (style IN ('additive', 'base')),
	full_marks INTEGER NOT NULL CHECK (full_marks BETWEEN 1 AND 1000000),
	pass_mark INTEGER CHECK (pass_mark BETWEEN 0 AND full_marks),
	bonus_max INTEGER CHECK (bonus_max BETWEEN 0 AND 1000000),
	note TEXT,
	UNIQUE (name, edition)
) STRICT;

CREATE TABLE rubric_item (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rubric INTEGER NOT NULL REFERENCES rubric(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	name_en TEXT,
	max INTEGER NOT NULL CHECK (max BETWEEN 1 AND 1000000),
	base INTEGER CHECK (base BETWEEN 0 AND max),
	guide TEXT -- what is looked at
) STRICT;

CREATE INDEX rubric_item_rubric ON rubric_item(rubric, position);

CREATE TABLE rubric_veto (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rubric INTEGER NOT NULL REFERENCES rubric(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	name_en TEXT
) STRICT;

CREATE INDEX rubric_veto_rubric ON rubric_veto(rubric, position);

CREATE TABLE rubric_band (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rubric INTEGER NOT NULL REFERENCES rubric(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	lowest INTEGER NOT NULL CHECK (lowest BETWEEN 0 AND 1000000), -- the
		-- least total of this band
	name_en TEXT
) STRICT;

CREATE INDEX rubric_band_rubric ON rubric_band(rubric, position);

CREATE TABLE observation (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	period INTEGER CHECK (period BETWEEN 0 AND 20),
	class INTEGER REFERENCES class(id), -- absent only outside the school
	subject TEXT,
	topic TEXT,
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	observer INTEGER NOT NULL REFERENCES teacher(id)
		CHECK (observer <> teacher),
	visit TEXT CHECK (visit IN ('drop_in', 'appointment', 'open', 'study',
		'report', 'demonstration', 'leading', 'exchange', 'same_topic',
		'showcase', 'standard', 'contest', 'diagnostic')),
	purpose TEXT CHECK (purpose IN ('research', 'guidance', 'appraisal')),
	lesson TEXT CHECK (lesson IN ('new', 'review', 'practice',
		'commentary', 'experiment')),
	place TEXT,
	outside INTEGER CHECK (outside IN (0, 1)),
	notice INTEGER CHECK (notice IN (0, 1)),
	plan_seen INTEGER CHECK (plan_seen IN (0, 1)),
	aims TEXT,
	focus TEXT,
	questions INTEGER CHECK (questions BETWEEN 0 AND 1000),
	turns INTEGER CHECK (turns BETWEEN 0 AND 10000),
	rubric INTEGER REFERENCES rubric(id),
	score INTEGER CHECK (score BETWEEN 0 AND 1000000), -- only when there
		-- are no item scores
	bonus INTEGER CHECK (bonus BETWEEN 0 AND 1000000),
	strengths TEXT,
	problems TEXT,
	suggestions TEXT,
	verdict TEXT,
	feedback_date TEXT CHECK (feedback_date IS date(feedback_date)),
	feedback_mode TEXT CHECK (feedback_mode IN ('talk', 'meeting',
		'written')),
	acknowledged TEXT CHECK (acknowledged IS date(acknowledged)), -- the
		-- teacher has received it, which is not to agree
	reply TEXT,
	follow_up TEXT CHECK (follow_up IS date(follow_up)),
	reflection TEXT,
	note TEXT,
	CHECK (class IS NOT NULL OR outside IS 1),
	CHECK (bonus IS NULL OR rubric IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX observation_key ON observation(date, ifnull(period, -1),
	ifnull(class, -1), teacher, observer);

CREATE INDEX observation_teacher ON observation(teacher, date);

CREATE INDEX observation_observer ON observation(observer, date);

CREATE INDEX observation_class ON observation(class, date);

CREATE INDEX observation_rubric ON observation(rubric);

CREATE TABLE observation_item (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	observation INTEGER NOT NULL REFERENCES observation(id)
		ON DELETE CASCADE,
	position INTEGER NOT NULL,
	item INTEGER NOT NULL REFERENCES rubric_item(id),
	score INTEGER NOT NULL,
	UNIQUE (observation, item)
) STRICT;

CREATE INDEX observation_item_item ON observation_item(item);

CREATE TABLE observation_veto (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	observation INTEGER NOT NULL REFERENCES observation(id)
		ON DELETE CASCADE,
	position INTEGER NOT NULL,
	veto INTEGER NOT NULL REFERENCES rubric_veto(id),
	UNIQUE (observation, veto)
) STRICT;

CREATE INDEX observation_veto_veto ON observation_veto(veto);

CREATE TABLE observation_minute (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	observation INTEGER NOT NULL REFERENCES observation(id)
		ON DELETE CASCADE,
	position INTEGER NOT NULL,
	starts INTEGER NOT NULL CHECK (starts BETWEEN 0 AND 300), -- minutes
	ends INTEGER NOT NULL CHECK (ends BETWEEN starts AND 300),
	segment TEXT NOT NULL CHECK (segment <> ''),
	teacher_does TEXT,
	pupils_do TEXT,
	note TEXT
) STRICT;

CREATE INDEX observation_minute_observation
	ON observation_minute(observation, position);

CREATE TRIGGER rubric_frozen BEFORE UPDATE OF name, name_en, edition, style,
	full_marks, pass_mark, bonus_max ON rubric
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = OLD.id)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;

CREATE TRIGGER rubric_frozen_replace BEFORE INSERT ON rubric
WHEN EXISTS (SELECT 1 FROM observation o JOIN rubric r ON r.id = o.rubric
	WHERE r.id = NEW.id OR r.uid = NEW.uid
	OR (r.name = NEW.name AND r.edition = NEW.edition))
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;

CREATE TRIGGER rubric_item_frozen_insert BEFORE INSERT ON rubric_item
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = NEW.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;

CREATE TRIGGER rubric_item_frozen_update BEFORE UPDATE ON rubric_item
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric IN (OLD.rubric, NEW.rubric))
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;

CREATE TRIGGER rubric_item_frozen_delete BEFORE DELETE ON rubric_item
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = OLD.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;

CREATE TRIGGER rubric_veto_frozen_insert BEFORE INSERT ON rubric_veto
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = NEW.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;

CREATE TRIGGER rubric_veto_frozen_update BEFORE UPDATE ON rubric_veto
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric IN (OLD.rubric, NEW.rubric))
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;

CREATE TRIGGER rubric_veto_frozen_delete BEFORE DELETE ON rubric_veto
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = OLD.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;

CREATE TRIGGER rubric_band_frozen_insert BEFORE INSERT ON rubric_band
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = NEW.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;

CREATE TRIGGER rubric_band_frozen_update BEFORE UPDATE ON rubric_band
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric IN (OLD.rubric, NEW.rubric))
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;

CREATE TRIGGER rubric_band_frozen_delete BEFORE DELETE ON rubric_band
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = OLD.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;

CREATE TRIGGER observation_item_fits_insert BEFORE INSERT ON observation_item
WHEN NOT EXISTS (SELECT 1 FROM observation o
	JOIN rubric r ON r.id = o.rubric
	JOIN rubric_item i ON i.rubric = r.id
	WHERE o.id = NEW.observation AND i.id = NEW.item AND o.score IS NULL
	AND NEW.score BETWEEN CASE r.style WHEN 'base'
		THEN ifnull(i.base, 0) - i.max ELSE 0 END
	AND i.max - ifnull(i.base, 0))
BEGIN SELECT RAISE(ABORT, 'jyz:item'); END;

CREATE TRIGGER observation_item_fits_update BEFORE UPDATE ON observation_item
WHEN NOT EXISTS (SELECT 1 FROM observation o
	JOIN rubric r ON r.id = o.rubric
	JOIN rubric_item i ON i.rubric = r.id
	WHERE o.id = NEW.observation AND i.id = NEW.item AND o.score IS NULL
	AND NEW.score BETWEEN CASE r.style WHEN 'base'
		THEN ifnull(i.base, 0) - i.max ELSE 0 END
	AND i.max - ifnull(i.base, 0))
BEGIN SELECT RAISE(ABORT, 'jyz:item'); END;

CREATE TRIGGER observation_veto_fits BEFORE INSERT ON observation_veto
WHEN NOT EXISTS (SELECT 1 FROM observation o
	JOIN rubric_veto v ON v.rubric = o.rubric
	WHERE o.id = NEW.observation AND v.id = NEW.veto)
BEGIN SELECT RAISE(ABORT, 'jyz:item'); END;

CREATE TRIGGER observation_scored BEFORE UPDATE OF score, rubric
	ON observation
WHEN (NEW.score IS NOT NULL OR NEW.rubric IS NOT OLD.rubric)
	AND (EXISTS (SELECT 1 FROM observation_item
		WHERE observation = OLD.id)
	OR (NEW.rubric IS NOT OLD.rubric AND EXISTS (
		SELECT 1 FROM observation_veto WHERE observation = OLD.id)))
BEGIN SELECT RAISE(ABORT, 'jyz:item'); END;

CREATE VIEW observation_total AS
SELECT t.observation, t.term, t.late, t.missing, t.total, t.vetoed,
	CASE WHEN t.vetoed THEN (SELECT b.name FROM rubric_band b
			WHERE b.rubric = t.rubric ORDER BY b.lowest LIMIT 1)
		ELSE (SELECT b.name FROM rubric_band b
			WHERE b.rubric = t.rubric AND b.lowest <= t.total
			ORDER BY b.lowest DESC LIMIT 1) END AS band,
	CASE WHEN t.vetoed THEN 0 ELSE (SELECT t.total >= r.pass_mark
		FROM rubric r WHERE r.id = t.rubric) END AS pass
FROM (SELECT o.id AS observation, o.rubric,
	(SELECT m.code FROM term m WHERE m.starts <= o.date
		ORDER BY m.starts DESC LIMIT 1) AS term,
	max(0, CAST(julianday(date(o.created_at, 'localtime'))
		- julianday(o.date) AS INTEGER)) AS late,
	CASE WHEN EXISTS (SELECT 1 FROM observation_item x
			WHERE x.observation = o.id)
		THEN (SELECT count(*) FROM rubric_item i
			WHERE i.rubric = o.rubric)
		- (SELECT count(*) FROM observation_item x
			WHERE x.observation = o.id) END AS missing,
	CASE WHEN NOT EXISTS (SELECT 1 FROM observation_item x
			WHERE x.observation = o.id)
			THEN o.score + ifnull(o.bonus, 0)
		WHEN EXISTS (SELECT 1 FROM rubric_item i
			WHERE i.rubric = o.rubric AND NOT EXISTS (
			SELECT 1 FROM observation_item x WHERE
			x.observation = o.id AND x.item = i.id)) THEN NULL
		ELSE (SELECT sum(x.score + ifnull(i.base, 0))
			FROM observation_item x
			JOIN rubric_item i ON i.id = x.item
			WHERE x.observation = o.id) + ifnull(o.bonus, 0)
		END AS total,
	EXISTS (SELECT 1 FROM observation_veto v
		WHERE v.observation = o.id) AS vetoed
	FROM observation o) t;

CREATE TABLE exam (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	term INTEGER NOT NULL REFERENCES term(id),
	name TEXT NOT NULL CHECK (name <> ''),
	date TEXT NOT NULL CHECK (date IS date(date)),
	type TEXT CHECK (type IN ('midterm', 'final', 'unit', 'monthly',
		'mock', 'entrance', 'other')),
	scope TEXT,
	note TEXT,
	UNIQUE (term, name)
) STRICT;

CREATE TABLE paper (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	exam INTEGER NOT NULL REFERENCES exam(id),
	subject TEXT NOT NULL CHECK (subject <> ''),
	grade TEXT NOT NULL CHECK (grade <> ''),
	full_marks INTEGER NOT NULL CHECK (full_marks BETWEEN 1 AND 1000000),
	threshold INTEGER CHECK (threshold BETWEEN 0 AND 1000000), -- absent:
		-- the setting 'threshold'
	stage TEXT CHECK (stage IN ('new', 'first', 'second', 'third')),
	setter INTEGER REFERENCES teacher(id),
	selector INTEGER REFERENCES teacher(id),
	reviewer INTEGER REFERENCES teacher(id),
	source TEXT CHECK (source IN ('own', 'adapted', 'selected')),
	filing_no TEXT,
	marking TEXT CHECK (marking IN ('pooled', 'own_class')),
	note TEXT,
	UNIQUE (exam, subject, grade)
) STRICT;

CREATE INDEX paper_setter ON paper(setter);

CREATE INDEX paper_selector ON paper(selector);

CREATE INDEX paper_reviewer ON paper(reviewer);

CREATE TABLE result (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	paper INTEGER NOT NULL REFERENCES paper(id),
	class INTEGER NOT NULL REFERENCES class(id),
	average INTEGER NOT NULL CHECK (average BETWEEN 0 AND 1000000000000),
	sat INTEGER CHECK (sat BETWEEN 0 AND 1000000), -- pupils who sat it
	entitled INTEGER CHECK (entitled BETWEEN 0 AND 1000000),
	note TEXT, absent INTEGER
	CHECK (absent BETWEEN 0 AND 1000000), exempt INTEGER
	CHECK (exempt BETWEEN 0 AND 1000000), deferred INTEGER
	CHECK (deferred BETWEEN 0 AND 1000000), cheated INTEGER
	CHECK (cheated BETWEEN 0 AND 1000000), blank INTEGER
	CHECK (blank BETWEEN 0 AND 1000000), total INTEGER
	CHECK (total BETWEEN 0 AND 1000000000000)
	CHECK (total IS NULL OR sat IS NOT NULL)
	CHECK (abs(average * sat - total * 1000000) * 2 <= sat), squares INTEGER
	CHECK (squares BETWEEN 0 AND 1000000000000000000)
	CHECK ((squares IS NULL) = (total IS NULL)), min INTEGER CHECK (min BETWEEN 0 AND 1000000), max INTEGER CHECK (max BETWEEN 0 AND 1000000)
	CHECK (min <= max), at_zero INTEGER
	CHECK (at_zero BETWEEN 0 AND 1000000), at_full INTEGER
	CHECK (at_full BETWEEN 0 AND 1000000), pass_line INTEGER
	CHECK (pass_line BETWEEN 0 AND 10000), excellent_line INTEGER
	CHECK (excellent_line BETWEEN 0 AND 10000), low_line INTEGER
	CHECK (low_line BETWEEN 0 AND 10000), passed INTEGER
	CHECK (passed BETWEEN 0 AND 1000000) CHECK (passed <= sat), excellent INTEGER
	CHECK (excellent BETWEEN 0 AND 1000000) CHECK (excellent <= sat), low INTEGER
	CHECK (low BETWEEN 0 AND 1000000) CHECK (low <= sat), distribution TEXT
	CHECK (distribution GLOB '[[]*]'), strata TEXT
	CHECK (strata GLOB '{*}'),
	CHECK (sat <= entitled),
	UNIQUE (paper, class)
) STRICT;

CREATE INDEX result_class ON result(class);

CREATE TRIGGER result_within_insert BEFORE INSERT ON result
WHEN NEW.average > (SELECT full_marks FROM paper WHERE id = NEW.paper)
	* 1000000
BEGIN SELECT RAISE(ABORT, 'jyz:average'); END;

CREATE TRIGGER result_within_update BEFORE UPDATE OF paper, average ON result
WHEN NEW.average > (SELECT full_marks FROM paper WHERE id = NEW.paper)
	* 1000000
BEGIN SELECT RAISE(ABORT, 'jyz:average'); END;

CREATE TRIGGER paper_within BEFORE UPDATE OF full_marks ON paper
WHEN EXISTS (SELECT 1 FROM result WHERE paper = NEW.id
	AND average > NEW.full_marks * 1000000)
BEGIN SELECT RAISE(ABORT, 'jyz:average'); END;

CREATE VIEW result_detail AS
SELECT r.id AS result, t.code AS term, e.name AS exam, e.date, p.subject,
	p.grade, p.full_marks,
	(SELECT group_concat(n, '、') FROM (SELECT DISTINCT h.name AS n
		FROM assignment s JOIN teacher h ON h.id = s.teacher
		WHERE s.class = r.class AND s.subject = p.subject
		AND (s.starts IS NULL OR s.starts <= e.date)
		AND (s.ends IS NULL OR s.ends >= e.date)
		ORDER BY h.name)) AS teacher
FROM result r JOIN paper p ON p.id = r.paper JOIN exam e ON e.id = p.exam
	JOIN term t ON t.id = e.term;

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
, finding INTEGER REFERENCES finding(id), "check" INTEGER REFERENCES "check"(id)) STRICT;

CREATE UNIQUE INDEX action_key ON action(owner, what, ifnull(due, ''));

CREATE INDEX action_meeting ON action(meeting);

CREATE INDEX action_observation ON action(observation);

CREATE TABLE result_item (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	result INTEGER NOT NULL REFERENCES result(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	max INTEGER NOT NULL CHECK (max BETWEEN 1 AND 1000000),
	total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 1000000000000),
	squares INTEGER NOT NULL
		CHECK (squares BETWEEN 0 AND 1000000000000000000),
	-- with the total of the paper
	crossed INTEGER NOT NULL
		CHECK (crossed BETWEEN 0 AND 1000000000000000000),
	-- sums by fifth of the grade, the lowest first
	fifth1 INTEGER NOT NULL CHECK (fifth1 BETWEEN 0 AND 1000000000000),
	fifth2 INTEGER NOT NULL CHECK (fifth2 BETWEEN 0 AND 1000000000000),
	fifth3 INTEGER NOT NULL CHECK (fifth3 BETWEEN 0 AND 1000000000000),
	fifth4 INTEGER NOT NULL CHECK (fifth4 BETWEEN 0 AND 1000000000000),
	fifth5 INTEGER NOT NULL CHECK (fifth5 BETWEEN 0 AND 1000000000000),
	-- sums of those beyond the cut of a group, and of those on it
	upper INTEGER NOT NULL CHECK (upper BETWEEN 0 AND 1000000000000),
	upper_tied INTEGER NOT NULL
		CHECK (upper_tied BETWEEN 0 AND 1000000000000),
	lower INTEGER NOT NULL CHECK (lower BETWEEN 0 AND 1000000000000),
	lower_tied INTEGER NOT NULL
		CHECK (lower_tied BETWEEN 0 AND 1000000000000)
) STRICT;

CREATE INDEX result_item_result ON result_item(result, position);

CREATE TABLE result_joint (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	result INTEGER NOT NULL REFERENCES result(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('baseline', 'subject', 'total')),
	name TEXT NOT NULL CHECK (name <> ''),
	pupils INTEGER NOT NULL CHECK (pupils BETWEEN 1 AND 1000000),
	total INTEGER NOT NULL
		CHECK (total BETWEEN -1000000000000 AND 1000000000000),
	squares INTEGER NOT NULL
		CHECK (squares BETWEEN 0 AND 1000000000000000000),
	crossed INTEGER NOT NULL CHECK (crossed BETWEEN -1000000000000000000
		AND 1000000000000000000),
	-- of the scores of the same pupils
	score_total INTEGER NOT NULL
		CHECK (score_total BETWEEN 0 AND 1000000000000),
	score_squares INTEGER NOT NULL
		CHECK (score_squares BETWEEN 0 AND 1000000000000000000)
) STRICT;

CREATE INDEX result_joint_result ON result_joint(result, position);

CREATE TABLE result_line (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	result INTEGER NOT NULL REFERENCES result(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	definition TEXT NOT NULL CHECK (definition IN ('effective', 'top',
		'share')),
	total_line INTEGER NOT NULL CHECK (total_line BETWEEN 0 AND 100000000),
	subject_line INTEGER NOT NULL
		CHECK (subject_line BETWEEN 0 AND 1000000),
	above_total INTEGER NOT NULL CHECK (above_total BETWEEN 0 AND 1000000),
	above_subject INTEGER NOT NULL
		CHECK (above_subject BETWEEN 0 AND 1000000),
	above_both INTEGER NOT NULL CHECK (above_both BETWEEN 0 AND 1000000)
		CHECK (above_both <= above_total)
		CHECK (above_both <= above_subject),
	-- of those above the line of the total: their totals, their scores
	total_sum INTEGER NOT NULL
		CHECK (total_sum BETWEEN 0 AND 100000000000000),
	score_sum INTEGER NOT NULL CHECK (score_sum BETWEEN 0 AND 1000000000000)
) STRICT;

CREATE INDEX result_line_result ON result_line(result, position);

CREATE TABLE paper_item (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	paper INTEGER NOT NULL REFERENCES paper(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	max INTEGER NOT NULL CHECK (max BETWEEN 1 AND 1000000),
	type TEXT,
	point TEXT, -- knowledge point
	predicted INTEGER CHECK (predicted BETWEEN 0 AND 100), -- difficulty,
		-- hundredths: 80 means that 80 % of the marks are expected
	level TEXT,
	source TEXT, -- where in the textbook
	UNIQUE (paper, name)
) STRICT;

CREATE TABLE paper_taught (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	paper INTEGER NOT NULL REFERENCES paper(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	class INTEGER NOT NULL REFERENCES class(id),
	point TEXT NOT NULL CHECK (point <> ''),
	date TEXT CHECK (date IS date(date)), -- absent: not yet
	UNIQUE (paper, class, point)
) STRICT;

CREATE INDEX paper_taught_class ON paper_taught(class);

CREATE TABLE finding (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	paper INTEGER NOT NULL REFERENCES paper(id),
	class_a INTEGER NOT NULL REFERENCES class(id), -- the higher one
	class_b INTEGER NOT NULL REFERENCES class(id),
	gap INTEGER CHECK (gap BETWEEN 0 AND 100000000), -- 10^-4 points
	cause TEXT CHECK (cause IN ('chance', 'intake', 'paper', 'not_taught',
		'marking', 'teaching', 'unclear')),
	decision TEXT,
	harmless INTEGER CHECK (harmless IN (0, 1)),
	owner INTEGER REFERENCES teacher(id),
	due TEXT CHECK (due IS date(due)),
	closed TEXT CHECK (closed IS date(closed)),
	evidence TEXT,
	note TEXT,
	CHECK (class_a <> class_b),
	UNIQUE (paper, class_a, class_b)
) STRICT;

CREATE INDEX finding_class_a ON finding(class_a);

CREATE INDEX finding_class_b ON finding(class_b);

CREATE INDEX finding_owner ON finding(owner);

CREATE INDEX action_finding ON action(finding);

CREATE VIEW result_fraction AS
SELECT id AS result, paper, class, sat, ifnull(total, average) AS num,
	CASE WHEN total IS NULL THEN 1000000 ELSE sat END AS den
FROM result WHERE sat IS NOT 0;

CREATE VIEW gap_pair AS
SELECT g.*, g.num_a * g.den_b - g.num_b * g.den_a
	> g.threshold * (g.den_a * g.den_b) AS over,
	(1.0 * g.num_a / g.den_a - 1.0 * g.num_b / g.den_b) / 100 AS difference
FROM (SELECT p.id AS paper, p.exam, e.term, e.date, p.subject, p.grade,
	p.full_marks, a.result AS result_a, b.result AS result_b,
	a.class AS class_a, b.class AS class_b, ca.name AS name_a,
	cb.name AS name_b, ifnull(ca.track, '') = ifnull(cb.track, '')
	AS same_track, a.num AS num_a, a.den AS den_a, b.num AS num_b,
	b.den AS den_b, a.sat AS sat_a, b.sat AS sat_b,
	ifnull(p.threshold, ifnull((SELECT CAST(round(value * 100) AS INTEGER)
		FROM setting WHERE key = 'threshold'), 500)) AS threshold
	FROM result_fraction a JOIN result_fraction b ON b.paper = a.paper
	JOIN class ca ON ca.id = a.class JOIN class cb ON cb.id = b.class
	JOIN paper p ON p.id = a.paper JOIN exam e ON e.id = p.exam) g
WHERE g.num_a * g.den_b > g.num_b * g.den_a
	OR (g.num_a * g.den_b = g.num_b * g.den_a
	AND (g.name_a, g.result_a) < (g.name_b, g.result_b));

CREATE VIEW gap AS
SELECT t.code AS term, e.name AS exam, g.date, g.subject, g.grade,
	g.full_marks / 100.0 AS full_marks,
	g.name_a AS class_a, da.teacher AS teacher_a,
	round(0.01 * g.num_a / g.den_a, 4) AS average_a, g.sat_a,
	g.name_b AS class_b, db.teacher AS teacher_b,
	round(0.01 * g.num_b / g.den_b, 4) AS average_b, g.sat_b,
	max(CAST(round(g.difference * 1e4) AS INTEGER), g.threshold * 100 + 1)
		/ 1e4 AS gap, 1 AS over
FROM gap_pair g JOIN term t ON t.id = g.term JOIN exam e ON e.id = g.exam
	JOIN result_detail da ON da.result = g.result_a
	JOIN result_detail db ON db.result = g.result_b
WHERE g.same_track AND g.over
ORDER BY g.date DESC, g.exam, g.subject, g.grade, g.difference DESC,
	g.name_a, g.name_b;

CREATE VIEW finding_detail AS
SELECT f.id AS finding, e.name AS exam, p.subject, p.grade,
	n.exam AS next_exam, n.difference AS next_gap
FROM finding f JOIN paper p ON p.id = f.paper JOIN exam e ON e.id = p.exam
	LEFT JOIN (SELECT f2.id AS finding, e2.name AS exam,
		CAST(round((1.0 * a.num / a.den - 1.0 * b.num / b.den) * 100)
			AS INTEGER) AS difference,
		row_number() OVER (PARTITION BY f2.id
			ORDER BY e2.date, e2.id) AS place
		FROM finding f2 JOIN paper p2 ON p2.id = f2.paper
		JOIN exam e1 ON e1.id = p2.exam
		JOIN result_fraction a ON a.class = f2.class_a
		JOIN result_fraction b ON b.class = f2.class_b
			AND b.paper = a.paper
		JOIN paper p3 ON p3.id = a.paper AND p3.subject = p2.subject
		JOIN exam e2 ON e2.id = p3.exam AND e2.date > e1.date) n
	ON n.finding = f.id AND n.place = 1;

CREATE TABLE plan (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	term INTEGER NOT NULL REFERENCES term(id), -- that it is for
	unit INTEGER REFERENCES unit(id),
	title TEXT NOT NULL CHECK (title <> ''),
	date TEXT NOT NULL CHECK (date IS date(date)), -- when it was made
	keeper INTEGER REFERENCES teacher(id),
	aim TEXT, -- what guides it
	measures TEXT,
	note TEXT
) STRICT;

CREATE UNIQUE INDEX plan_key ON plan(term, ifnull(unit, -1), title);

CREATE INDEX plan_unit ON plan(unit);

CREATE INDEX plan_keeper ON plan(keeper);

CREATE TABLE plan_target (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	plan INTEGER NOT NULL REFERENCES plan(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	what TEXT NOT NULL CHECK (what <> ''),
	owner INTEGER REFERENCES teacher(id),
	due TEXT CHECK (due IS date(due)),
	measure TEXT, -- how it is to be reached
	UNIQUE (plan, what)
) STRICT;

CREATE INDEX plan_target_owner ON plan_target(owner);

CREATE TABLE plan_week (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	plan INTEGER NOT NULL REFERENCES plan(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	week INTEGER NOT NULL CHECK (week BETWEEN 1 AND 60),
	what TEXT NOT NULL CHECK (what <> '')
) STRICT;

CREATE INDEX plan_week_plan ON plan_week(plan, position);

CREATE TABLE summary (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	term INTEGER NOT NULL REFERENCES term(id),
	unit INTEGER REFERENCES unit(id),
	title TEXT NOT NULL CHECK (title <> ''),
	date TEXT NOT NULL CHECK (date IS date(date)),
	keeper INTEGER REFERENCES teacher(id),
	plan INTEGER REFERENCES plan(id), -- that it answers
	done TEXT,
	problems TEXT,
	next TEXT, -- what is to be better
	note TEXT
) STRICT;

CREATE UNIQUE INDEX summary_key ON summary(term, ifnull(unit, -1), title);

CREATE INDEX summary_unit ON summary(unit);

CREATE INDEX summary_keeper ON summary(keeper);

CREATE INDEX summary_plan ON summary(plan);

CREATE TABLE summary_answer (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	summary INTEGER NOT NULL REFERENCES summary(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	target TEXT NOT NULL CHECK (target <> ''),
	state TEXT NOT NULL CHECK (state IN ('done', 'partly', 'not_done',
		'carried_on')),
	how TEXT,
	UNIQUE (summary, target)
) STRICT;

CREATE TABLE review (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	unit INTEGER REFERENCES unit(id),
	teacher INTEGER NOT NULL REFERENCES teacher(id), -- who is reviewed
	post TEXT NOT NULL CHECK (post IN ('group_leader', 'prep_leader',
		'other')),
	entitled INTEGER NOT NULL CHECK (entitled BETWEEN 0 AND 10000),
	present INTEGER NOT NULL CHECK (present BETWEEN 0 AND 10000),
	ballots INTEGER NOT NULL CHECK (ballots BETWEEN 0 AND 10000),
	excellent INTEGER NOT NULL CHECK (excellent BETWEEN 0 AND 10000),
	competent INTEGER NOT NULL CHECK (competent BETWEEN 0 AND 10000),
	basic INTEGER NOT NULL CHECK (basic BETWEEN 0 AND 10000),
	incompetent INTEGER NOT NULL CHECK (incompetent BETWEEN 0 AND 10000),
	abstained INTEGER NOT NULL CHECK (abstained BETWEEN 0 AND 10000),
	remarks TEXT, -- in sum, without names
	teller INTEGER REFERENCES teacher(id),
	note TEXT,
	CHECK (present <= entitled),
	CHECK (ballots <= present),
	CHECK (ballots >= 3), -- of fewer each voter knows the others' votes
	CHECK (excellent + competent + basic + incompetent + abstained
		= ballots),
	UNIQUE (teacher, post, date)
) STRICT;

CREATE INDEX review_unit ON review(unit);

CREATE INDEX review_teller ON review(teller);

CREATE TABLE overtime (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	what TEXT NOT NULL CHECK (what <> ''),
	hours INTEGER CHECK (hours BETWEEN 1 AND 100000), -- hundredths
	place TEXT,
	witness INTEGER REFERENCES teacher(id),
	note TEXT,
	UNIQUE (teacher, date, what)
) STRICT;

CREATE INDEX overtime_witness ON overtime(witness);

CREATE TABLE activity (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	unit INTEGER REFERENCES unit(id),
	what TEXT NOT NULL CHECK (what <> ''),
	kind TEXT CHECK (kind IN ('culture', 'sport', 'other')),
	place TEXT,
	organiser INTEGER REFERENCES teacher(id),
	outcome TEXT,
	content TEXT,
	note TEXT
) STRICT;

CREATE UNIQUE INDEX activity_key ON activity(date, what, ifnull(unit, -1));

CREATE INDEX activity_unit ON activity(unit);

CREATE INDEX activity_organiser ON activity(organiser);

CREATE TABLE activity_participant (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	activity INTEGER NOT NULL REFERENCES activity(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	outcome TEXT,
	UNIQUE (activity, teacher)
) STRICT;

CREATE INDEX activity_participant_teacher ON activity_participant(teacher);

CREATE TABLE trial (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)), -- when it began
	unit INTEGER REFERENCES unit(id),
	title TEXT NOT NULL CHECK (title <> ''),
	teacher INTEGER REFERENCES teacher(id),
	subject TEXT,
	problem TEXT,
	method TEXT,
	evidence TEXT,
	conclusion TEXT CHECK (conclusion IN ('adopt', 'revise', 'stop')),
	grounds TEXT, -- for the conclusion
	closed TEXT CHECK (closed IS date(closed)),
	note TEXT,
	CHECK (closed >= date)
) STRICT;

CREATE UNIQUE INDEX trial_key ON trial(title, ifnull(unit, -1), date);

CREATE INDEX trial_unit ON trial(unit);

CREATE INDEX trial_teacher ON trial(teacher);

CREATE TABLE trial_class (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	trial INTEGER NOT NULL REFERENCES trial(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	role TEXT NOT NULL CHECK (role IN ('trial', 'control')),
	class INTEGER NOT NULL REFERENCES class(id),
	UNIQUE (trial, class)
) STRICT;

CREATE INDEX trial_class_class ON trial_class(class);

CREATE TABLE trial_exam (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	trial INTEGER NOT NULL REFERENCES trial(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	exam INTEGER NOT NULL REFERENCES exam(id),
	UNIQUE (trial, exam)
) STRICT;

CREATE INDEX trial_exam_exam ON trial_exam(exam);

CREATE TABLE trial_observation (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	trial INTEGER NOT NULL REFERENCES trial(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	observation INTEGER NOT NULL REFERENCES observation(id),
	UNIQUE (trial, observation)
) STRICT;

CREATE INDEX trial_observation_observation ON trial_observation(observation);

CREATE TABLE achievement (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	kind TEXT NOT NULL CHECK (kind IN ('paper', 'project', 'lesson',
		'courseware', 'other')),
	title TEXT NOT NULL CHECK (title <> ''),
	level TEXT CHECK (level IN ('school', 'county', 'city', 'province',
		'nation')),
	rank TEXT,
	certificate TEXT, -- not UNIQUE: an archive of another group may
		-- bring what was entered here under another title
	issuer TEXT, -- who gave the award, or published it
	note TEXT
) STRICT;

CREATE UNIQUE INDEX achievement_key
	ON achievement(teacher, kind, title, ifnull(level, ''));

CREATE TABLE achievement_author (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	achievement INTEGER NOT NULL
		REFERENCES achievement(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	UNIQUE (achievement, teacher)
) STRICT;

CREATE INDEX achievement_author_teacher ON achievement_author(teacher);

CREATE TABLE coaching (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	what TEXT NOT NULL CHECK (what <> ''),
	contest TEXT,
	level TEXT CHECK (level IN ('school', 'county', 'city', 'province',
		'nation')),
	award TEXT,
	size INTEGER CHECK (size BETWEEN 1 AND 10000), -- pupils
	pupils TEXT, -- private: left out of exports unless asked for
	note TEXT
) STRICT;

CREATE UNIQUE INDEX coaching_key
	ON coaching(teacher, date, what, ifnull(award, ''));

CREATE TABLE honour (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	unit INTEGER REFERENCES unit(id),
	title TEXT NOT NULL CHECK (title <> ''),
	level TEXT CHECK (level IN ('school', 'county', 'city', 'province',
		'nation')),
	issuer TEXT,
	number TEXT, -- of the document
	note TEXT
) STRICT;

CREATE UNIQUE INDEX honour_key ON honour(date, title, ifnull(unit, -1));

CREATE INDEX honour_unit ON honour(unit);

CREATE TABLE honour_recipient (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	honour INTEGER NOT NULL REFERENCES honour(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	UNIQUE (honour, teacher)
) STRICT;

CREATE INDEX honour_recipient_teacher ON honour_recipient(teacher);

CREATE TABLE document (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	unit INTEGER REFERENCES unit(id),
	title TEXT NOT NULL CHECK (title <> ''),
	kind TEXT NOT NULL CHECK (kind IN ('received', 'issued')),
	issuer TEXT,
	number TEXT,
	content TEXT,
	note TEXT
) STRICT;

CREATE UNIQUE INDEX document_key
	ON document(date, title, ifnull(number, ''));

CREATE INDEX document_unit ON document(unit);

CREATE TABLE document_receipt (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	date TEXT CHECK (date IS date(date)),
	UNIQUE (document, teacher)
) STRICT;

CREATE INDEX document_receipt_teacher ON document_receipt(teacher);

CREATE TABLE "check" (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	kind TEXT NOT NULL CHECK (kind IN ('lesson_plan', 'observation_notes',
		'marking', 'computer_study', 'other')),
	unit INTEGER REFERENCES unit(id),
	checker INTEGER REFERENCES teacher(id),
	scope TEXT, -- which weeks, how many
	findings TEXT,
	feedback_date TEXT CHECK (feedback_date IS date(feedback_date)),
	follow_up TEXT CHECK (follow_up IS date(follow_up)),
	outcome TEXT, -- of the follow-up
	note TEXT,
	CHECK (feedback_date >= date),
	CHECK (follow_up >= date)
) STRICT;

CREATE UNIQUE INDEX check_key
	ON "check"(date, kind, ifnull(unit, -1), ifnull(checker, -1));

CREATE INDEX check_unit ON "check"(unit);

CREATE INDEX check_checker ON "check"(checker);

CREATE TABLE check_teacher (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	"check" INTEGER NOT NULL REFERENCES "check"(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	finding TEXT,
	UNIQUE ("check", teacher)
) STRICT;

CREATE INDEX check_teacher_teacher ON check_teacher(teacher);

CREATE INDEX action_check ON action("check");

CREATE TABLE target (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	term INTEGER NOT NULL REFERENCES term(id),
	date TEXT NOT NULL CHECK (date IS date(date)), -- when it was agreed
	unit INTEGER REFERENCES unit(id),
	teacher INTEGER REFERENCES teacher(id),
	class INTEGER REFERENCES class(id),
	measure TEXT NOT NULL CHECK (measure IN ('lessons_heard',
		'open_lessons', 'attendance', 'pass_rate', 'average', 'papers',
		'other')),
	subject TEXT,
	what TEXT,
	value INTEGER CHECK (value BETWEEN 0 AND 100000000), -- hundredths
	due TEXT CHECK (due IS date(due)),
	reached INTEGER CHECK (reached BETWEEN 0 AND 100000000),
	done TEXT CHECK (done IS date(done)),
	note TEXT,
	CHECK ((unit IS NOT NULL) + (teacher IS NOT NULL)
		+ (class IS NOT NULL) = 1),
	CHECK (value IS NOT NULL OR what IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX target_key ON target(term, ifnull(unit, -1),
	ifnull(teacher, -1), ifnull(class, -1), measure, ifnull(subject, ''),
	ifnull(what, ''));

CREATE INDEX target_unit ON target(unit);

CREATE INDEX target_teacher ON target(teacher);

CREATE INDEX target_class ON target(class);

CREATE TABLE quota (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	unit INTEGER REFERENCES unit(id), -- absent: everybody's
	role TEXT NOT NULL CHECK (role IN ('principal', 'director',
		'group_leader', 'prep_leader', 'teacher', 'new_teacher',
		'everybody')),
	kind TEXT NOT NULL CHECK (kind IN ('lessons_heard', 'lessons_given',
		'meetings', 'meetings_chaired', 'checks', 'achievements',
		'exams')),
	visit TEXT CHECK (visit IN ('drop_in', 'appointment', 'open', 'study',
		'report', 'demonstration', 'leading', 'exchange', 'same_topic',
		'showcase', 'standard', 'contest', 'diagnostic')), -- of
		-- lessons only
	period TEXT NOT NULL CHECK (period IN ('week', 'month', 'term',
		'year')),
	minimum INTEGER CHECK (minimum BETWEEN 1 AND 10000),
	maximum INTEGER CHECK (maximum BETWEEN 0 AND 10000), -- exams, meetings
	coverage INTEGER CHECK (coverage IN (0, 1)), -- each member once
	starts TEXT CHECK (starts IS date(starts)), -- absent: always
	ends TEXT CHECK (ends IS date(ends)),
	note TEXT,
	CHECK (maximum >= minimum),
	CHECK (ends >= starts),
	CHECK (minimum IS NOT NULL OR maximum IS NOT NULL OR coverage IS 1),
	CHECK (visit IS NULL OR kind IN ('lessons_heard', 'lessons_given'))
) STRICT;

CREATE UNIQUE INDEX quota_key ON quota(role, kind, period, ifnull(unit, -1),
	ifnull(visit, ''), ifnull(starts, ''));

CREATE INDEX quota_unit ON quota(unit);

CREATE TABLE seal (
	term INTEGER PRIMARY KEY REFERENCES term(id),
	sealed_at TEXT NOT NULL,
	records INTEGER NOT NULL CHECK (records >= 0),
	digest TEXT NOT NULL CHECK (length(digest) = 64) -- over all
, form INTEGER NOT NULL DEFAULT 1
	CHECK (form IN (1, 2))) STRICT;

CREATE TABLE seal_record (
	term INTEGER NOT NULL REFERENCES term(id),
	kind TEXT NOT NULL,
	uid TEXT NOT NULL,
	record INTEGER NOT NULL,
	digest TEXT NOT NULL CHECK (length(digest) = 64),
	private TEXT CHECK (length(private) = 64), name TEXT, -- of private fields
	PRIMARY KEY (term, kind, uid)
) STRICT, WITHOUT ROWID;

CREATE INDEX seal_record_record ON seal_record(kind, record);

CREATE VIEW sealed_term AS
SELECT t.id, t.uid, t.code, t.starts, t.ends,
	ifnull((SELECT min(n.starts) FROM term n WHERE n.starts > t.starts),
		'9999-12-31') AS until,
	CAST(strftime('%Y', t.starts, '-7 months') AS INTEGER) AS year
FROM seal e JOIN term t ON t.id = e.term;

CREATE TRIGGER seal_insert BEFORE INSERT ON seal
WHEN EXISTS (SELECT 1 FROM seal WHERE term = NEW.term)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_record_insert BEFORE INSERT ON seal_record
WHEN EXISTS (SELECT 1 FROM seal WHERE term = NEW.term)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_record_update BEFORE UPDATE ON seal_record
WHEN EXISTS (SELECT 1 FROM seal WHERE term IN (OLD.term, NEW.term))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_record_delete BEFORE DELETE ON seal_record
WHEN EXISTS (SELECT 1 FROM seal WHERE term = OLD.term)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_class_year BEFORE UPDATE ON class
WHEN OLD.year IS NOT NEW.year AND EXISTS (SELECT 1 FROM sealed_term s
	JOIN assignment a ON a.class = OLD.id
	WHERE s.year IN (OLD.year, NEW.year))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_assignment_insert BEFORE INSERT ON "assignment"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE ifnull(NEW."starts", '') <
		s.until AND ifnull(NEW."ends", '9999') >= s.starts AND (SELECT
		y.year FROM class y WHERE y.id = NEW.class) = s.year)
	OR EXISTS (SELECT 1 FROM "assignment" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."class" = NEW."class"
		AND r."subject" = NEW."subject"
		AND r."teacher" = NEW."teacher"
		AND ifnull(r."starts", '') = ifnull(NEW."starts", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts AND (SELECT y.year FROM class y
			WHERE y.id = r.class) = s.year)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_assignment_update BEFORE UPDATE ON "assignment"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."class" IS NOT NEW."class"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."starts" IS NOT NEW."starts"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(OLD."starts", '') < s.until AND
			ifnull(OLD."ends", '9999') >= s.starts AND (SELECT
			y.year FROM class y WHERE y.id = OLD.class) = s.year)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(NEW."starts", '') < s.until AND
			ifnull(NEW."ends", '9999') >= s.starts AND (SELECT
			y.year FROM class y WHERE y.id = NEW.class) = s.year)))
	OR (OLD."ends" IS NOT NEW."ends" AND EXISTS (SELECT 1 FROM sealed_term
		s
		WHERE ifnull(NEW."starts", '') < s.until
		AND (SELECT y.year FROM class y WHERE y.id = NEW.class) =
			s.year
		AND min(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			<= s.ends
		AND max(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			>= s.starts))
	OR EXISTS (SELECT 1 FROM "assignment" r WHERE r.id <> OLD.id AND (r.id
		= NEW.id OR r.uid = NEW.uid
		OR (r."class" = NEW."class"
		AND r."subject" = NEW."subject"
		AND r."teacher" = NEW."teacher"
		AND ifnull(r."starts", '') = ifnull(NEW."starts", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts AND (SELECT y.year FROM class y
			WHERE y.id = r.class) = s.year)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_assignment_delete BEFORE DELETE ON "assignment"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	ifnull(OLD."starts", '') < s.until AND ifnull(OLD."ends", '9999') >=
	s.starts AND (SELECT y.year FROM class y WHERE y.id = OLD.class) =
	s.year)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_mentorship_insert BEFORE INSERT ON "mentorship"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE ifnull(NEW."starts", '') <
		s.until AND ifnull(NEW."ends", '9999') >= s.starts)
	OR EXISTS (SELECT 1 FROM "mentorship" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."mentor" = NEW."mentor"
		AND r."mentee" = NEW."mentee"
		AND r."starts" = NEW."starts"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_mentorship_update BEFORE UPDATE ON "mentorship"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."mentor" IS NOT NEW."mentor"
		OR OLD."mentee" IS NOT NEW."mentee"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."starts" IS NOT NEW."starts"
		OR OLD."aims" IS NOT NEW."aims"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(OLD."starts", '') < s.until AND
			ifnull(OLD."ends", '9999') >= s.starts)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(NEW."starts", '') < s.until AND
			ifnull(NEW."ends", '9999') >= s.starts)))
	OR (OLD."ends" IS NOT NEW."ends" AND EXISTS (SELECT 1 FROM sealed_term
		s
		WHERE ifnull(NEW."starts", '') < s.until
		AND min(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			<= s.ends
		AND max(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			>= s.starts))
	OR EXISTS (SELECT 1 FROM "mentorship" r WHERE r.id <> OLD.id AND (r.id
		= NEW.id OR r.uid = NEW.uid
		OR (r."mentor" = NEW."mentor"
		AND r."mentee" = NEW."mentee"
		AND r."starts" = NEW."starts"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_mentorship_delete BEFORE DELETE ON "mentorship"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	ifnull(OLD."starts", '') < s.until AND ifnull(OLD."ends", '9999') >=
	s.starts)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_insert BEFORE INSERT ON "observation"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "observation" r WHERE (r.id = NEW.id OR r.uid
		= NEW.uid
		OR (r."date" = NEW."date"
		AND ifnull(r."period", -1) = ifnull(NEW."period", -1)
		AND ifnull(r."class", -1) = ifnull(NEW."class", -1)
		AND r."teacher" = NEW."teacher"
		AND r."observer" = NEW."observer"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_update BEFORE UPDATE ON "observation"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."period" IS NOT NEW."period"
		OR OLD."class" IS NOT NEW."class"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."topic" IS NOT NEW."topic"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."observer" IS NOT NEW."observer"
		OR OLD."visit" IS NOT NEW."visit"
		OR OLD."purpose" IS NOT NEW."purpose"
		OR OLD."lesson" IS NOT NEW."lesson"
		OR OLD."place" IS NOT NEW."place"
		OR OLD."outside" IS NOT NEW."outside"
		OR OLD."notice" IS NOT NEW."notice"
		OR OLD."plan_seen" IS NOT NEW."plan_seen"
		OR OLD."aims" IS NOT NEW."aims"
		OR OLD."focus" IS NOT NEW."focus"
		OR OLD."questions" IS NOT NEW."questions"
		OR OLD."turns" IS NOT NEW."turns"
		OR OLD."rubric" IS NOT NEW."rubric"
		OR OLD."score" IS NOT NEW."score"
		OR OLD."bonus" IS NOT NEW."bonus"
		OR OLD."strengths" IS NOT NEW."strengths"
		OR OLD."problems" IS NOT NEW."problems"
		OR OLD."suggestions" IS NOT NEW."suggestions"
		OR OLD."verdict" IS NOT NEW."verdict"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "observation" r WHERE r.id <> OLD.id AND (r.id
		= NEW.id OR r.uid = NEW.uid
		OR (r."date" = NEW."date"
		AND ifnull(r."period", -1) = ifnull(NEW."period", -1)
		AND ifnull(r."class", -1) = ifnull(NEW."class", -1)
		AND r."teacher" = NEW."teacher"
		AND r."observer" = NEW."observer"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_delete BEFORE DELETE ON "observation"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_item_insert BEFORE INSERT ON "observation_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (NEW."observation",
		(SELECT p."observation" FROM "observation_item" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_item_update BEFORE UPDATE ON "observation_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation",
		NEW."observation",
		(SELECT p."observation" FROM "observation_item" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_item_delete BEFORE DELETE ON "observation_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_veto_insert BEFORE INSERT ON "observation_veto"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (NEW."observation",
		(SELECT p."observation" FROM "observation_veto" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_veto_update BEFORE UPDATE ON "observation_veto"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation",
		NEW."observation",
		(SELECT p."observation" FROM "observation_veto" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_veto_delete BEFORE DELETE ON "observation_veto"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_minute_insert BEFORE INSERT ON
	"observation_minute"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (NEW."observation",
		(SELECT p."observation" FROM "observation_minute" p WHERE p.id
			= NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_minute_update BEFORE UPDATE ON
	"observation_minute"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation",
		NEW."observation",
		(SELECT p."observation" FROM "observation_minute" p WHERE p.id
			= NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_minute_delete BEFORE DELETE ON
	"observation_minute"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_exam_insert BEFORE INSERT ON "exam"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW."term")
	OR EXISTS (SELECT 1 FROM "exam" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."term" = NEW."term"
		AND r."name" = NEW."name"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_exam_update BEFORE UPDATE ON "exam"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."name" IS NOT NEW."name"
		OR OLD."date" IS NOT NEW."date"
		OR OLD."term" IS NOT NEW."term"
		OR OLD."type" IS NOT NEW."type"
		OR OLD."scope" IS NOT NEW."scope"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			OLD."term")
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			NEW."term")))
	OR EXISTS (SELECT 1 FROM "exam" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."term" = NEW."term"
		AND r."name" = NEW."name"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_exam_delete BEFORE DELETE ON "exam"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD."term")
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_insert BEFORE INSERT ON "paper"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM "exam" NEW_t WHERE NEW_t.id = NEW."exam" AND
		EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW_t."term"))
	OR EXISTS (SELECT 1 FROM "paper" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."exam" = NEW."exam"
		AND r."subject" = NEW."subject"
		AND r."grade" = NEW."grade"))
		AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam"
			AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_update BEFORE UPDATE ON "paper"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."exam" IS NOT NEW."exam"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."grade" IS NOT NEW."grade"
		OR OLD."full_marks" IS NOT NEW."full_marks"
		OR OLD."threshold" IS NOT NEW."threshold"
		OR OLD."stage" IS NOT NEW."stage"
		OR OLD."setter" IS NOT NEW."setter"
		OR OLD."selector" IS NOT NEW."selector"
		OR OLD."reviewer" IS NOT NEW."reviewer"
		OR OLD."source" IS NOT NEW."source"
		OR OLD."filing_no" IS NOT NEW."filing_no"
		OR OLD."marking" IS NOT NEW."marking"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM "exam" OLD_t WHERE OLD_t.id =
			OLD."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = OLD_t."term"))
		OR EXISTS (SELECT 1 FROM "exam" NEW_t WHERE NEW_t.id =
			NEW."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = NEW_t."term"))))
	OR EXISTS (SELECT 1 FROM "paper" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."exam" = NEW."exam"
		AND r."subject" = NEW."subject"
		AND r."grade" = NEW."grade"))
		AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam"
			AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_delete BEFORE DELETE ON "paper"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM "exam" OLD_t WHERE
	OLD_t.id = OLD."exam" AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD_t."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_item_insert BEFORE INSERT ON "paper_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (NEW."paper",
		(SELECT p."paper" FROM "paper_item" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_item_update BEFORE UPDATE ON "paper_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (OLD."paper", NEW."paper",
		(SELECT p."paper" FROM "paper_item" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_item_delete BEFORE DELETE ON "paper_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (OLD."paper")
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_taught_insert BEFORE INSERT ON "paper_taught"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (NEW."paper",
		(SELECT p."paper" FROM "paper_taught" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_taught_update BEFORE UPDATE ON "paper_taught"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (OLD."paper", NEW."paper",
		(SELECT p."paper" FROM "paper_taught" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_taught_delete BEFORE DELETE ON "paper_taught"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (OLD."paper")
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_insert BEFORE INSERT ON "result"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM "paper" NEW_t WHERE NEW_t.id = NEW."paper" AND
		EXISTS (SELECT 1 FROM "exam" NEW_t_t WHERE NEW_t_t.id =
		NEW_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id
		= NEW_t_t."term")))
	OR EXISTS (SELECT 1 FROM "result" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."paper" = NEW."paper"
		AND r."class" = NEW."class"))
		AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper"
			AND EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id =
			r_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = r_t_t."term")))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_update BEFORE UPDATE ON "result"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."class" IS NOT NEW."class"
		OR OLD."average" IS NOT NEW."average"
		OR OLD."min" IS NOT NEW."min"
		OR OLD."max" IS NOT NEW."max"
		OR OLD."sat" IS NOT NEW."sat"
		OR OLD."entitled" IS NOT NEW."entitled"
		OR OLD."absent" IS NOT NEW."absent"
		OR OLD."exempt" IS NOT NEW."exempt"
		OR OLD."deferred" IS NOT NEW."deferred"
		OR OLD."cheated" IS NOT NEW."cheated"
		OR OLD."blank" IS NOT NEW."blank"
		OR OLD."total" IS NOT NEW."total"
		OR OLD."squares" IS NOT NEW."squares"
		OR OLD."at_zero" IS NOT NEW."at_zero"
		OR OLD."at_full" IS NOT NEW."at_full"
		OR OLD."pass_line" IS NOT NEW."pass_line"
		OR OLD."excellent_line" IS NOT NEW."excellent_line"
		OR OLD."low_line" IS NOT NEW."low_line"
		OR OLD."passed" IS NOT NEW."passed"
		OR OLD."excellent" IS NOT NEW."excellent"
		OR OLD."low" IS NOT NEW."low"
		OR OLD."distribution" IS NOT NEW."distribution"
		OR OLD."strata" IS NOT NEW."strata"
		OR OLD."paper" IS NOT NEW."paper"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM "paper" OLD_t WHERE OLD_t.id =
			OLD."paper" AND EXISTS (SELECT 1 FROM "exam" OLD_t_t
			WHERE OLD_t_t.id = OLD_t."exam" AND EXISTS (SELECT 1
			FROM sealed_term s WHERE s.id = OLD_t_t."term")))
		OR EXISTS (SELECT 1 FROM "paper" NEW_t WHERE NEW_t.id =
			NEW."paper" AND EXISTS (SELECT 1 FROM "exam" NEW_t_t
			WHERE NEW_t_t.id = NEW_t."exam" AND EXISTS (SELECT 1
			FROM sealed_term s WHERE s.id = NEW_t_t."term")))))
	OR EXISTS (SELECT 1 FROM "result" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."paper" = NEW."paper"
		AND r."class" = NEW."class"))
		AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper"
			AND EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id =
			r_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = r_t_t."term")))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_delete BEFORE DELETE ON "result"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM "paper" OLD_t WHERE
	OLD_t.id = OLD."paper" AND EXISTS (SELECT 1 FROM "exam" OLD_t_t WHERE
	OLD_t_t.id = OLD_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD_t_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_item_insert BEFORE INSERT ON "result_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (NEW."result",
		(SELECT p."result" FROM "result_item" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_item_update BEFORE UPDATE ON "result_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result", NEW."result",
		(SELECT p."result" FROM "result_item" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_item_delete BEFORE DELETE ON "result_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result")
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_joint_insert BEFORE INSERT ON "result_joint"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (NEW."result",
		(SELECT p."result" FROM "result_joint" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_joint_update BEFORE UPDATE ON "result_joint"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result", NEW."result",
		(SELECT p."result" FROM "result_joint" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_joint_delete BEFORE DELETE ON "result_joint"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result")
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_line_insert BEFORE INSERT ON "result_line"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (NEW."result",
		(SELECT p."result" FROM "result_line" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_line_update BEFORE UPDATE ON "result_line"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result", NEW."result",
		(SELECT p."result" FROM "result_line" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_line_delete BEFORE DELETE ON "result_line"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result")
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_finding_insert BEFORE INSERT ON "finding"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM "paper" NEW_t WHERE NEW_t.id = NEW."paper" AND
		EXISTS (SELECT 1 FROM "exam" NEW_t_t WHERE NEW_t_t.id =
		NEW_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id
		= NEW_t_t."term")))
	OR EXISTS (SELECT 1 FROM "finding" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."paper" = NEW."paper"
		AND r."class_a" = NEW."class_a"
		AND r."class_b" = NEW."class_b"))
		AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper"
			AND EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id =
			r_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = r_t_t."term")))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_finding_update BEFORE UPDATE ON "finding"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."paper" IS NOT NEW."paper"
		OR OLD."class_a" IS NOT NEW."class_a"
		OR OLD."class_b" IS NOT NEW."class_b"
		OR OLD."gap" IS NOT NEW."gap"
		OR OLD."cause" IS NOT NEW."cause"
		OR OLD."decision" IS NOT NEW."decision"
		OR OLD."harmless" IS NOT NEW."harmless"
		OR OLD."owner" IS NOT NEW."owner"
		OR OLD."due" IS NOT NEW."due"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM "paper" OLD_t WHERE OLD_t.id =
			OLD."paper" AND EXISTS (SELECT 1 FROM "exam" OLD_t_t
			WHERE OLD_t_t.id = OLD_t."exam" AND EXISTS (SELECT 1
			FROM sealed_term s WHERE s.id = OLD_t_t."term")))
		OR EXISTS (SELECT 1 FROM "paper" NEW_t WHERE NEW_t.id =
			NEW."paper" AND EXISTS (SELECT 1 FROM "exam" NEW_t_t
			WHERE NEW_t_t.id = NEW_t."exam" AND EXISTS (SELECT 1
			FROM sealed_term s WHERE s.id = NEW_t_t."term")))))
	OR EXISTS (SELECT 1 FROM "finding" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."paper" = NEW."paper"
		AND r."class_a" = NEW."class_a"
		AND r."class_b" = NEW."class_b"))
		AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper"
			AND EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id =
			r_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = r_t_t."term")))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_finding_delete BEFORE DELETE ON "finding"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM "paper" OLD_t WHERE
	OLD_t.id = OLD."paper" AND EXISTS (SELECT 1 FROM "exam" OLD_t_t WHERE
	OLD_t_t.id = OLD_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD_t_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_insert BEFORE INSERT ON "meeting"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "meeting" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."kind" = NEW."kind"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."date" = NEW."date"
		AND r."topic" = NEW."topic"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_update BEFORE UPDATE ON "meeting"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."topic" IS NOT NEW."topic"
		OR OLD."starts" IS NOT NEW."starts"
		OR OLD."ends" IS NOT NEW."ends"
		OR OLD."place" IS NOT NEW."place"
		OR OLD."chair" IS NOT NEW."chair"
		OR OLD."keeper" IS NOT NEW."keeper"
		OR OLD."speaker" IS NOT NEW."speaker"
		OR OLD."lesson" IS NOT NEW."lesson"
		OR OLD."materials" IS NOT NEW."materials"
		OR OLD."mode" IS NOT NEW."mode"
		OR OLD."hours" IS NOT NEW."hours"
		OR OLD."content" IS NOT NEW."content"
		OR OLD."views" IS NOT NEW."views"
		OR OLD."next" IS NOT NEW."next"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "meeting" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."kind" = NEW."kind"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."date" = NEW."date"
		AND r."topic" = NEW."topic"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_delete BEFORE DELETE ON "meeting"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_attendance_insert BEFORE INSERT ON
	"meeting_attendance"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (NEW."meeting",
		(SELECT p."meeting" FROM "meeting_attendance" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_attendance_update BEFORE UPDATE ON
	"meeting_attendance"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (OLD."meeting", NEW."meeting",
		(SELECT p."meeting" FROM "meeting_attendance" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_attendance_delete BEFORE DELETE ON
	"meeting_attendance"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (OLD."meeting")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_decision_insert BEFORE INSERT ON "meeting_decision"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (NEW."meeting",
		(SELECT p."meeting" FROM "meeting_decision" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_decision_update BEFORE UPDATE ON "meeting_decision"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (OLD."meeting", NEW."meeting",
		(SELECT p."meeting" FROM "meeting_decision" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_decision_delete BEFORE DELETE ON "meeting_decision"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (OLD."meeting")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_insert BEFORE INSERT ON "plan"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW."term")
	OR EXISTS (SELECT 1 FROM "plan" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."title" = NEW."title"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_update BEFORE UPDATE ON "plan"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."term" IS NOT NEW."term"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."date" IS NOT NEW."date"
		OR OLD."keeper" IS NOT NEW."keeper"
		OR OLD."aim" IS NOT NEW."aim"
		OR OLD."measures" IS NOT NEW."measures"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			OLD."term")
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			NEW."term")))
	OR EXISTS (SELECT 1 FROM "plan" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."title" = NEW."title"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_delete BEFORE DELETE ON "plan"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD."term")
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_target_insert BEFORE INSERT ON "plan_target"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (NEW."plan",
		(SELECT p."plan" FROM "plan_target" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_target_update BEFORE UPDATE ON "plan_target"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (OLD."plan", NEW."plan",
		(SELECT p."plan" FROM "plan_target" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_target_delete BEFORE DELETE ON "plan_target"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (OLD."plan")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_week_insert BEFORE INSERT ON "plan_week"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (NEW."plan",
		(SELECT p."plan" FROM "plan_week" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_week_update BEFORE UPDATE ON "plan_week"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (OLD."plan", NEW."plan",
		(SELECT p."plan" FROM "plan_week" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_week_delete BEFORE DELETE ON "plan_week"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (OLD."plan")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_insert BEFORE INSERT ON "summary"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW."term")
	OR EXISTS (SELECT 1 FROM "summary" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."title" = NEW."title"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_update BEFORE UPDATE ON "summary"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."term" IS NOT NEW."term"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."date" IS NOT NEW."date"
		OR OLD."keeper" IS NOT NEW."keeper"
		OR OLD."plan" IS NOT NEW."plan"
		OR OLD."done" IS NOT NEW."done"
		OR OLD."problems" IS NOT NEW."problems"
		OR OLD."next" IS NOT NEW."next"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			OLD."term")
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			NEW."term")))
	OR EXISTS (SELECT 1 FROM "summary" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."title" = NEW."title"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_delete BEFORE DELETE ON "summary"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD."term")
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_answer_insert BEFORE INSERT ON "summary_answer"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "summary" r WHERE r.id IN (NEW."summary",
		(SELECT p."summary" FROM "summary_answer" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_answer_update BEFORE UPDATE ON "summary_answer"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "summary" r WHERE r.id IN (OLD."summary", NEW."summary",
		(SELECT p."summary" FROM "summary_answer" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_answer_delete BEFORE DELETE ON "summary_answer"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "summary" r WHERE r.id IN (OLD."summary")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_review_insert BEFORE INSERT ON "review"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "review" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."post" = NEW."post"
		AND r."date" = NEW."date"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_review_update BEFORE UPDATE ON "review"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."post" IS NOT NEW."post"
		OR OLD."entitled" IS NOT NEW."entitled"
		OR OLD."present" IS NOT NEW."present"
		OR OLD."ballots" IS NOT NEW."ballots"
		OR OLD."excellent" IS NOT NEW."excellent"
		OR OLD."competent" IS NOT NEW."competent"
		OR OLD."basic" IS NOT NEW."basic"
		OR OLD."incompetent" IS NOT NEW."incompetent"
		OR OLD."abstained" IS NOT NEW."abstained"
		OR OLD."remarks" IS NOT NEW."remarks"
		OR OLD."teller" IS NOT NEW."teller"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "review" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."post" = NEW."post"
		AND r."date" = NEW."date"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_review_delete BEFORE DELETE ON "review"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_overtime_insert BEFORE INSERT ON "overtime"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "overtime" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."date" = NEW."date"
		AND r."what" = NEW."what"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_overtime_update BEFORE UPDATE ON "overtime"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."what" IS NOT NEW."what"
		OR OLD."hours" IS NOT NEW."hours"
		OR OLD."place" IS NOT NEW."place"
		OR OLD."witness" IS NOT NEW."witness"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "overtime" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."date" = NEW."date"
		AND r."what" = NEW."what"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_overtime_delete BEFORE DELETE ON "overtime"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_insert BEFORE INSERT ON "activity"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "activity" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."date" = NEW."date"
		AND r."what" = NEW."what"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_update BEFORE UPDATE ON "activity"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."what" IS NOT NEW."what"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."place" IS NOT NEW."place"
		OR OLD."organiser" IS NOT NEW."organiser"
		OR OLD."outcome" IS NOT NEW."outcome"
		OR OLD."content" IS NOT NEW."content"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "activity" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."date" = NEW."date"
		AND r."what" = NEW."what"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_delete BEFORE DELETE ON "activity"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_participant_insert BEFORE INSERT ON
	"activity_participant"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "activity" r WHERE r.id IN (NEW."activity",
		(SELECT p."activity" FROM "activity_participant" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_participant_update BEFORE UPDATE ON
	"activity_participant"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "activity" r WHERE r.id IN (OLD."activity",
		NEW."activity",
		(SELECT p."activity" FROM "activity_participant" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_participant_delete BEFORE DELETE ON
	"activity_participant"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "activity" r WHERE r.id IN (OLD."activity")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_insert BEFORE INSERT ON "trial"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "trial" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."title" = NEW."title"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."date" = NEW."date"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_update BEFORE UPDATE ON "trial"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."problem" IS NOT NEW."problem"
		OR OLD."method" IS NOT NEW."method"
		OR OLD."evidence" IS NOT NEW."evidence"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "trial" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."title" = NEW."title"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."date" = NEW."date"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_delete BEFORE DELETE ON "trial"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_class_insert BEFORE INSERT ON "trial_class"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (NEW."trial",
		(SELECT p."trial" FROM "trial_class" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_class_update BEFORE UPDATE ON "trial_class"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial", NEW."trial",
		(SELECT p."trial" FROM "trial_class" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_class_delete BEFORE DELETE ON "trial_class"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_exam_insert BEFORE INSERT ON "trial_exam"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (NEW."trial",
		(SELECT p."trial" FROM "trial_exam" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_exam_update BEFORE UPDATE ON "trial_exam"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial", NEW."trial",
		(SELECT p."trial" FROM "trial_exam" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_exam_delete BEFORE DELETE ON "trial_exam"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_observation_insert BEFORE INSERT ON
	"trial_observation"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (NEW."trial",
		(SELECT p."trial" FROM "trial_observation" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_observation_update BEFORE UPDATE ON
	"trial_observation"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial", NEW."trial",
		(SELECT p."trial" FROM "trial_observation" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_observation_delete BEFORE DELETE ON
	"trial_observation"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_insert BEFORE INSERT ON "achievement"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "achievement" r WHERE (r.id = NEW.id OR r.uid
		= NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."kind" = NEW."kind"
		AND r."title" = NEW."title"
		AND ifnull(r."level", '') = ifnull(NEW."level", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_update BEFORE UPDATE ON "achievement"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."level" IS NOT NEW."level"
		OR OLD."rank" IS NOT NEW."rank"
		OR OLD."certificate" IS NOT NEW."certificate"
		OR OLD."issuer" IS NOT NEW."issuer"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "achievement" r WHERE r.id <> OLD.id AND (r.id
		= NEW.id OR r.uid = NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."kind" = NEW."kind"
		AND r."title" = NEW."title"
		AND ifnull(r."level", '') = ifnull(NEW."level", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_delete BEFORE DELETE ON "achievement"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_author_insert BEFORE INSERT ON
	"achievement_author"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "achievement" r WHERE r.id IN (NEW."achievement",
		(SELECT p."achievement" FROM "achievement_author" p WHERE p.id
			= NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_author_update BEFORE UPDATE ON
	"achievement_author"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "achievement" r WHERE r.id IN (OLD."achievement",
		NEW."achievement",
		(SELECT p."achievement" FROM "achievement_author" p WHERE p.id
			= NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_author_delete BEFORE DELETE ON
	"achievement_author"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "achievement" r WHERE r.id IN (OLD."achievement")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_coaching_insert BEFORE INSERT ON "coaching"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "coaching" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."date" = NEW."date"
		AND r."what" = NEW."what"
		AND ifnull(r."award", '') = ifnull(NEW."award", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_coaching_update BEFORE UPDATE ON "coaching"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."what" IS NOT NEW."what"
		OR OLD."contest" IS NOT NEW."contest"
		OR OLD."level" IS NOT NEW."level"
		OR OLD."award" IS NOT NEW."award"
		OR OLD."size" IS NOT NEW."size"
		OR OLD."pupils" IS NOT NEW."pupils"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "coaching" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."date" = NEW."date"
		AND r."what" = NEW."what"
		AND ifnull(r."award", '') = ifnull(NEW."award", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_coaching_delete BEFORE DELETE ON "coaching"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_insert BEFORE INSERT ON "honour"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "honour" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."date" = NEW."date"
		AND r."title" = NEW."title"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_update BEFORE UPDATE ON "honour"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."level" IS NOT NEW."level"
		OR OLD."issuer" IS NOT NEW."issuer"
		OR OLD."number" IS NOT NEW."number"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "honour" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."date" = NEW."date"
		AND r."title" = NEW."title"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_delete BEFORE DELETE ON "honour"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_recipient_insert BEFORE INSERT ON "honour_recipient"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "honour" r WHERE r.id IN (NEW."honour",
		(SELECT p."honour" FROM "honour_recipient" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_recipient_update BEFORE UPDATE ON "honour_recipient"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "honour" r WHERE r.id IN (OLD."honour", NEW."honour",
		(SELECT p."honour" FROM "honour_recipient" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_recipient_delete BEFORE DELETE ON "honour_recipient"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "honour" r WHERE r.id IN (OLD."honour")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_insert BEFORE INSERT ON "document"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "document" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."date" = NEW."date"
		AND r."title" = NEW."title"
		AND ifnull(r."number", '') = ifnull(NEW."number", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_update BEFORE UPDATE ON "document"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."issuer" IS NOT NEW."issuer"
		OR OLD."number" IS NOT NEW."number"
		OR OLD."content" IS NOT NEW."content"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "document" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."date" = NEW."date"
		AND r."title" = NEW."title"
		AND ifnull(r."number", '') = ifnull(NEW."number", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_delete BEFORE DELETE ON "document"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_receipt_insert BEFORE INSERT ON "document_receipt"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "document" r WHERE r.id IN (NEW."document",
		(SELECT p."document" FROM "document_receipt" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_receipt_update BEFORE UPDATE ON "document_receipt"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "document" r WHERE r.id IN (OLD."document",
		NEW."document",
		(SELECT p."document" FROM "document_receipt" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_receipt_delete BEFORE DELETE ON "document_receipt"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "document" r WHERE r.id IN (OLD."document")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_insert BEFORE INSERT ON "check"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "check" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."date" = NEW."date"
		AND r."kind" = NEW."kind"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."checker", -1) = ifnull(NEW."checker", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_update BEFORE UPDATE ON "check"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."checker" IS NOT NEW."checker"
		OR OLD."scope" IS NOT NEW."scope"
		OR OLD."findings" IS NOT NEW."findings"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "check" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."date" = NEW."date"
		AND r."kind" = NEW."kind"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."checker", -1) = ifnull(NEW."checker", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_delete BEFORE DELETE ON "check"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_teacher_insert BEFORE INSERT ON "check_teacher"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "check" r WHERE r.id IN (NEW."check",
		(SELECT p."check" FROM "check_teacher" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_teacher_update BEFORE UPDATE ON "check_teacher"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "check" r WHERE r.id IN (OLD."check", NEW."check",
		(SELECT p."check" FROM "check_teacher" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_teacher_delete BEFORE DELETE ON "check_teacher"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "check" r WHERE r.id IN (OLD."check")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_target_insert BEFORE INSERT ON "target"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW."term")
	OR EXISTS (SELECT 1 FROM "target" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."teacher", -1) = ifnull(NEW."teacher", -1)
		AND ifnull(r."class", -1) = ifnull(NEW."class", -1)
		AND r."measure" = NEW."measure"
		AND ifnull(r."subject", '') = ifnull(NEW."subject", '')
		AND ifnull(r."what", '') = ifnull(NEW."what", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_target_update BEFORE UPDATE ON "target"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."term" IS NOT NEW."term"
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."class" IS NOT NEW."class"
		OR OLD."measure" IS NOT NEW."measure"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."what" IS NOT NEW."what"
		OR OLD."value" IS NOT NEW."value"
		OR OLD."due" IS NOT NEW."due"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			OLD."term")
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			NEW."term")))
	OR EXISTS (SELECT 1 FROM "target" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."teacher", -1) = ifnull(NEW."teacher", -1)
		AND ifnull(r."class", -1) = ifnull(NEW."class", -1)
		AND r."measure" = NEW."measure"
		AND ifnull(r."subject", '') = ifnull(NEW."subject", '')
		AND ifnull(r."what", '') = ifnull(NEW."what", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_target_delete BEFORE DELETE ON "target"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD."term")
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_quota_insert BEFORE INSERT ON "quota"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE ifnull(NEW."starts", '') <
		s.until AND ifnull(NEW."ends", '9999') >= s.starts)
	OR EXISTS (SELECT 1 FROM "quota" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."role" = NEW."role"
		AND r."kind" = NEW."kind"
		AND r."period" = NEW."period"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."visit", '') = ifnull(NEW."visit", '')
		AND ifnull(r."starts", '') = ifnull(NEW."starts", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_quota_update BEFORE UPDATE ON "quota"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."role" IS NOT NEW."role"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."visit" IS NOT NEW."visit"
		OR OLD."period" IS NOT NEW."period"
		OR OLD."minimum" IS NOT NEW."minimum"
		OR OLD."maximum" IS NOT NEW."maximum"
		OR OLD."coverage" IS NOT NEW."coverage"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."starts" IS NOT NEW."starts"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(OLD."starts", '') < s.until AND
			ifnull(OLD."ends", '9999') >= s.starts)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(NEW."starts", '') < s.until AND
			ifnull(NEW."ends", '9999') >= s.starts)))
	OR (OLD."ends" IS NOT NEW."ends" AND EXISTS (SELECT 1 FROM sealed_term
		s
		WHERE ifnull(NEW."starts", '') < s.until
		AND min(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			<= s.ends
		AND max(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			>= s.starts))
	OR EXISTS (SELECT 1 FROM "quota" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."role" = NEW."role"
		AND r."kind" = NEW."kind"
		AND r."period" = NEW."period"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."visit", '') = ifnull(NEW."visit", '')
		AND ifnull(r."starts", '') = ifnull(NEW."starts", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_quota_delete BEFORE DELETE ON "quota"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	ifnull(OLD."starts", '') < s.until AND ifnull(OLD."ends", '9999') >=
	s.starts)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_action_insert BEFORE INSERT ON "action"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "action" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."owner" = NEW."owner"
		AND r."what" = NEW."what"
		AND ifnull(r."due", '') = ifnull(NEW."due", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_action_update BEFORE UPDATE ON "action"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."what" IS NOT NEW."what"
		OR OLD."owner" IS NOT NEW."owner"
		OR OLD."due" IS NOT NEW."due"
		OR OLD."date" IS NOT NEW."date"
		OR OLD."meeting" IS NOT NEW."meeting"
		OR OLD."observation" IS NOT NEW."observation"
		OR OLD."finding" IS NOT NEW."finding"
		OR OLD."check" IS NOT NEW."check"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "action" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."owner" = NEW."owner"
		AND r."what" = NEW."what"
		AND ifnull(r."due", '') = ifnull(NEW."due", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_action_delete BEFORE DELETE ON "action"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_term_insert BEFORE INSERT ON term
WHEN EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW.id OR s.uid = NEW.uid
		OR s.code = NEW.code OR s.starts = NEW.starts
	OR EXISTS (SELECT 1 FROM term t WHERE t.starts = s.until
		AND (t.id = NEW.id OR t.uid = NEW.uid
		OR t.code = NEW.code OR t.starts = NEW.starts))
	OR (NEW.starts > s.starts AND NEW.starts <= s.ends)
	OR (NEW.starts > s.starts AND NEW.starts < s.until AND (EXISTS (SELECT
		1 FROM "assignment" r WHERE r."starts" >= NEW.starts
		AND r."starts" < s.until)
		OR EXISTS (SELECT 1 FROM "mentorship" r WHERE r."starts" >=
			NEW.starts
		AND r."starts" < s.until)
		OR EXISTS (SELECT 1 FROM "observation" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "meeting" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "review" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "overtime" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "activity" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "trial" r WHERE r."date" >= NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "achievement" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "coaching" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "honour" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "document" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "check" r WHERE r."date" >= NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "quota" r WHERE r."starts" >=
			NEW.starts
		AND r."starts" < s.until)
		OR EXISTS (SELECT 1 FROM "action" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_term_update BEFORE UPDATE ON term
WHEN EXISTS (SELECT 1 FROM sealed_term s WHERE (s.id = OLD.id AND (OLD.id IS
	NOT NEW.id
		OR OLD.uid IS NOT NEW.uid OR OLD.created_at IS NOT
			NEW.created_at
		OR OLD."code" IS NOT NEW."code"
		OR OLD."starts" IS NOT NEW."starts"
		OR OLD."ends" IS NOT NEW."ends"
		OR OLD."note" IS NOT NEW."note"))
	OR (s.id <> OLD.id AND (s.id = NEW.id OR s.uid = NEW.uid
		OR s.code = NEW.code OR s.starts = NEW.starts
	OR EXISTS (SELECT 1 FROM term t WHERE t.id <> OLD.id AND t.starts =
		s.until
		AND (t.id = NEW.id OR t.uid = NEW.uid
		OR t.code = NEW.code OR t.starts = NEW.starts))
	OR (NEW.starts > s.starts AND NEW.starts <= s.ends)
	OR (OLD.starts = s.until AND NEW.starts < s.starts)
	OR (OLD.starts IS NOT NEW.starts AND (OLD.starts = s.until
		OR (NEW.starts > s.starts AND NEW.starts < s.until))
		AND (EXISTS (SELECT 1 FROM "assignment" r WHERE r."starts" >=
			min(OLD.starts, NEW.starts)
		AND r."starts" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "mentorship" r WHERE r."starts" >=
			min(OLD.starts, NEW.starts)
		AND r."starts" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "observation" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "meeting" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "review" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "overtime" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "activity" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "trial" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "achievement" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "coaching" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "honour" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "document" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "check" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "quota" r WHERE r."starts" >=
			min(OLD.starts, NEW.starts)
		AND r."starts" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "action" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts)))))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_term_delete BEFORE DELETE ON term
WHEN EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = OLD.id
	OR (OLD.starts = s.until AND (EXISTS (SELECT 1 FROM "assignment" r
		WHERE r."starts" >= OLD.starts
		AND r."starts" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "mentorship" r WHERE r."starts" >=
			OLD.starts
		AND r."starts" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "observation" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "meeting" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "review" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "overtime" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "activity" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "trial" r WHERE r."date" >= OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "achievement" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "coaching" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "honour" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "document" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "check" r WHERE r."date" >= OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "quota" r WHERE r."starts" >=
			OLD.starts
		AND r."starts" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "action" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31')))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

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

CREATE TRIGGER attachment_no_update
BEFORE UPDATE OF id, uid, created_at, kind, name, sha256 ON attachment
BEGIN
	SELECT RAISE(ABORT, 'jyz:attachment');
END;

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

