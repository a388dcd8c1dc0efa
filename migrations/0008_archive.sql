-- The rest of the term's archive (plans, summaries, reviews, overtime,
-- activities, trials, achievements, coaching, honours, documents) and what
-- is watched: checks, targets, quotas.

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

-- Weeks are those of the term, from Monday on; the first has its first day.
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

-- The target in its own words: the plan may be written anew.
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

-- Tallies only.  There is no table of who was there, and none of ballots.
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

-- CHECK is a word of SQL: this name is always quoted.
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

ALTER TABLE action ADD COLUMN "check" INTEGER REFERENCES "check"(id);
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
