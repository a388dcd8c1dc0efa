-- Statistics of score sheets, items of papers, and what became of gaps.
-- No score of a pupil: counts, sums and the distribution of each class.
-- Scores, sums and lines are in hundredths of a point, squares in hundredths
-- squared; the lines of rates are hundredths of a percent of the full marks.
-- A result that was typed in has none of it.

-- Pupils who were to sit it and did not: entitled = sat + these.
ALTER TABLE result ADD COLUMN absent INTEGER
	CHECK (absent BETWEEN 0 AND 1000000);
ALTER TABLE result ADD COLUMN exempt INTEGER
	CHECK (exempt BETWEEN 0 AND 1000000);
ALTER TABLE result ADD COLUMN deferred INTEGER
	CHECK (deferred BETWEEN 0 AND 1000000);
ALTER TABLE result ADD COLUMN cheated INTEGER
	CHECK (cheated BETWEEN 0 AND 1000000);
ALTER TABLE result ADD COLUMN blank INTEGER
	CHECK (blank BETWEEN 0 AND 1000000);
-- The average is that of the sum, so that programs that know only the
-- average are right to the digits that it has.
ALTER TABLE result ADD COLUMN total INTEGER
	CHECK (total BETWEEN 0 AND 1000000000000)
	CHECK (total IS NULL OR sat IS NOT NULL)
	CHECK (abs(average * sat - total * 1000000) * 2 <= sat);
ALTER TABLE result ADD COLUMN squares INTEGER
	CHECK (squares BETWEEN 0 AND 1000000000000000000)
	CHECK ((squares IS NULL) = (total IS NULL));
ALTER TABLE result ADD COLUMN min INTEGER CHECK (min BETWEEN 0 AND 1000000);
ALTER TABLE result ADD COLUMN max INTEGER CHECK (max BETWEEN 0 AND 1000000)
	CHECK (min <= max);
ALTER TABLE result ADD COLUMN at_zero INTEGER
	CHECK (at_zero BETWEEN 0 AND 1000000);
ALTER TABLE result ADD COLUMN at_full INTEGER
	CHECK (at_full BETWEEN 0 AND 1000000);
ALTER TABLE result ADD COLUMN pass_line INTEGER
	CHECK (pass_line BETWEEN 0 AND 10000);
ALTER TABLE result ADD COLUMN excellent_line INTEGER
	CHECK (excellent_line BETWEEN 0 AND 10000);
ALTER TABLE result ADD COLUMN low_line INTEGER
	CHECK (low_line BETWEEN 0 AND 10000);
ALTER TABLE result ADD COLUMN passed INTEGER
	CHECK (passed BETWEEN 0 AND 1000000) CHECK (passed <= sat);
ALTER TABLE result ADD COLUMN excellent INTEGER
	CHECK (excellent BETWEEN 0 AND 1000000) CHECK (excellent <= sat);
ALTER TABLE result ADD COLUMN low INTEGER
	CHECK (low BETWEEN 0 AND 1000000) CHECK (low <= sat);
-- [[score, pupils], ...], ascending.
ALTER TABLE result ADD COLUMN distribution TEXT
	CHECK (distribution GLOB '[[]*]');
-- How the grade was cut into fifths, upper and lower group by its totals.
ALTER TABLE result ADD COLUMN strata TEXT
	CHECK (strata GLOB '{*}');

-- What the items of the paper gave in this class.
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

-- Joint sums with another column of the sheet, of the pupils who have both.
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

-- Pupils above a line of the total, of the subject, and of both.
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

-- When a knowledge point was taught in a class.
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

ALTER TABLE action ADD COLUMN finding INTEGER REFERENCES finding(id);
CREATE INDEX action_finding ON action(finding);

-- Averages are fractions in hundredths of a point: the exact sum and the
-- pupils, or what was typed in.  With the CHECKs no product goes beyond 10^18.
DROP VIEW gap;
DROP VIEW gap_pair;
CREATE VIEW result_fraction AS
SELECT id AS result, paper, class, sat, ifnull(total, average) AS num,
	CASE WHEN total IS NULL THEN 1000000 ELSE sat END AS den
FROM result WHERE sat IS NOT 0;

-- Every pair of classes on one paper; a is the higher one, at equal averages
-- the first by name.  same_track: classes without a track are of one track.
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

-- What "jyz gaps" prints: pairs of one track that are over the line.
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

-- A finding with its paper, and the same classes in the next exam: the gap is
-- that of class_a less class_b, so that it shows where the lead has gone.
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
