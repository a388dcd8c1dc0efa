-- Exams, their papers, the averages of classes, and the 5-point rule.
-- Full marks and thresholds are hundredths of a point; a typed average is an
-- integer of 10^-8 points.  The CHECKs bound both so that no product in the
-- views reaches 2^63.

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
	note TEXT,
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

-- A result with all that its paper says, and who taught the class then.
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

-- Every pair of classes on one paper; a is the higher one, at equal averages
-- the first by name.  same_track: classes without a track are of one track.
CREATE VIEW gap_pair AS
SELECT p.id AS paper, p.exam, e.term, e.date, p.subject, p.grade,
	p.full_marks, a.id AS result_a, b.id AS result_b,
	a.class AS class_a, b.class AS class_b, ca.name AS name_a,
	cb.name AS name_b, ifnull(ca.track, '') = ifnull(cb.track, '')
	AS same_track, a.average AS average_a, b.average AS average_b,
	a.sat AS sat_a, b.sat AS sat_b, a.average - b.average AS difference,
	ifnull(p.threshold, ifnull((SELECT CAST(round(value * 100) AS INTEGER)
		FROM setting WHERE key = 'threshold'), 500)) AS threshold
FROM result a JOIN result b ON b.paper = a.paper
	JOIN class ca ON ca.id = a.class JOIN class cb ON cb.id = b.class
	JOIN paper p ON p.id = a.paper JOIN exam e ON e.id = p.exam
WHERE a.average > b.average OR (a.average = b.average
	AND (ca.name, a.id) < (cb.name, b.id));

-- What "jyz gaps" prints: pairs of one track that are over the line.
CREATE VIEW gap AS
SELECT t.code AS term, e.name AS exam, g.date, g.subject, g.grade,
	g.full_marks / 100.0 AS full_marks,
	g.name_a AS class_a, da.teacher AS teacher_a,
	round(g.average_a / 1e8, 4) AS average_a, g.sat_a,
	g.name_b AS class_b, db.teacher AS teacher_b,
	round(g.average_b / 1e8, 4) AS average_b, g.sat_b,
	max((g.difference + 5000) / 10000, g.threshold * 100 + 1) / 1e4
		AS gap, 1 AS over
FROM gap_pair g JOIN term t ON t.id = g.term JOIN exam e ON e.id = g.exam
	JOIN result_detail da ON da.result = g.result_a
	JOIN result_detail db ON db.result = g.result_b
WHERE g.same_track AND g.difference > g.threshold * 1000000
ORDER BY g.date DESC, g.exam, g.subject, g.grade, g.difference DESC,
	g.name_a, g.name_b;
