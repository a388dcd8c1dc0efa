-- Lessons observed and the rubrics they are scored with.
-- Scores, maxima and marks are integers in hundredths of a point.

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

-- A veto item (a scientific error, say): once ticked, the lesson does not
-- pass and falls into the lowest band, whatever the total.
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

-- A rubric is frozen once a lesson was scored with it: old totals must mean
-- for ever what they meant.  Its note stays open.
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

-- An item score is of the lesson's own rubric, within the item's limits, and
-- never stands beside a score of the whole.
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

-- Total, band and pass exist here and nowhere else.  missing counts the
-- items without a score: while there are any, there is no total.
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
