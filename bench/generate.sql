-- A large term for the benchmarks, made by the stock sqlite3 shell in a
-- database that jyz init has made: 40,000 observations (three item scores
-- each for half of them), 20,000 meetings (six people, two decisions),
-- 100,000 results.  Seeded: the same bytes each time.

PRAGMA foreign_keys = ON;
BEGIN;
CREATE TEMP TABLE n(i INTEGER PRIMARY KEY);
WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c
	WHERE i < 100000) INSERT INTO n SELECT i FROM c;

-- uid of row i of kind k: spread like a hash, so that order by uid is not
-- the order of the ids.
CREATE TEMP VIEW u AS SELECT i, printf('%08x%08x%08x%08x',
	(i * 2654435761) & 0xffffffff, (i * 40503 + 77) & 0xffffffff,
	(i * 2246822519 + 13) & 0xffffffff, i) AS uid FROM n;

INSERT INTO term(uid, created_at, updated_at, code, starts, ends)
	VALUES ('f0000000000000000000000000000001', '2026-08-30T00:00:00Z',
	'2026-08-30T00:00:00Z', '2026-1', '2026-09-01', '2027-01-20')
	ON CONFLICT DO NOTHING;
INSERT INTO unit(uid, created_at, updated_at, name, kind, subject)
	VALUES ('f0000000000000000000000000000002', '2026-08-30T00:00:00Z',
	'2026-08-30T00:00:00Z', '数学备课组', 'prep', '数学');
INSERT INTO teacher(uid, created_at, updated_at, name, role)
	SELECT uid, '2026-08-30T00:00:00Z', '2026-08-30T00:00:00Z',
	'教师' || i, 'teacher' FROM u WHERE i <= 300;
INSERT INTO class(uid, created_at, updated_at, name, year, grade)
	SELECT uid, '2026-08-30T00:00:00Z', '2026-08-30T00:00:00Z',
	'高' || ((i % 3) + 1) || '(' || i || ')班', 2026, '高' || ((i % 3) + 1)
	FROM u WHERE i <= 200;
INSERT INTO assignment(uid, created_at, updated_at, teacher, class, subject)
	SELECT uid, '2026-08-30T00:00:00Z', '2026-08-30T00:00:00Z',
	1 + (i * 7) % 300, 1 + (i - 1) % 200, '学科' || ((i - 1) / 200)
	FROM u WHERE i <= 2000;

INSERT INTO observation(uid, created_at, updated_at, date, period, class,
	subject, topic, teacher, observer, visit, lesson, rubric, score,
	strengths, suggestions, feedback_date)
	SELECT uid, '2026-10-12T08:30:00Z', '2026-10-12T08:30:00Z',
	date('2026-09-01', (i % 140) || ' days'), 1 + (i / 140) % 8,
	1 + i % 200, '数学', '第' || (i % 97) || '节 函数的单调性与最值',
	1 + i % 300, 1 + (i + 1 + i / 300) % 300,
	CASE i % 3 WHEN 0 THEN 'drop_in' WHEN 1 THEN 'open' ELSE 'study' END,
	'new', CASE WHEN i % 2 THEN 2 END,
	CASE WHEN i % 2 = 0 THEN 7000 + i % 3000 END,
	'导入自然，问题有层次；板书“重点突出”，学生讨论充分。',
	'留给学生独立思考的时间再多两分钟, 小结让学生来做。' || i,
	date('2026-09-02', (i % 140) || ' days')
	FROM u WHERE i <= 40000 AND 1 + i % 300 <> 1 + (i + 1 + i / 300) % 300;
INSERT INTO observation_item(observation, position, item, score)
	SELECT o.id, r.position, r.id, r.max * 8 / 10
	FROM observation o JOIN rubric_item r ON r.rubric = o.rubric
	ORDER BY o.id, r.position;

INSERT INTO meeting(uid, created_at, updated_at, date, kind, unit, topic,
	place, chair, content, views)
	SELECT uid, '2026-10-12T08:30:00Z', '2026-10-12T08:30:00Z',
	date('2026-09-01', (i % 140) || ' days'), 'prep',
	(SELECT max(id) FROM unit), '集体备课 ' || i, '会议室', 1 + i % 300,
	'统一进度，研究例题。', '一种意见：先练后讲；另一种意见：先讲后练。'
	FROM u WHERE i <= 20000;
INSERT INTO meeting_attendance(meeting, position, status, teacher, reason)
	SELECT m.id, CASE WHEN k.i = 6 THEN 1 ELSE k.i END,
	CASE WHEN k.i = 6 THEN 'absent' ELSE 'present' END,
	1 + (m.id * 6 + k.i) % 300, CASE WHEN k.i = 6 THEN '病假' END
	FROM meeting m JOIN n k ON k.i <= 6 ORDER BY m.id, k.i;
INSERT INTO meeting_decision(meeting, position, decision)
	SELECT m.id, k.i, '每周互听一节课 ' || k.i FROM meeting m
	JOIN n k ON k.i <= 2 ORDER BY m.id, k.i;

INSERT INTO exam(uid, created_at, updated_at, term, name, date)
	SELECT uid, '2026-11-12T08:30:00Z', '2026-11-12T08:30:00Z',
	(SELECT id FROM term WHERE code = '2026-1'), '考试' || i,
	date('2026-09-10', (i * 2) || ' days') FROM u WHERE i <= 50;
INSERT INTO paper(uid, created_at, updated_at, exam, subject, grade,
	full_marks) SELECT uid, '2026-11-12T08:30:00Z',
	'2026-11-12T08:30:00Z', 1 + (i - 1) / 10, '学科' || ((i - 1) % 10),
	'全校', 15000 FROM u WHERE i <= 500;
INSERT INTO result(uid, created_at, updated_at, paper, class, average, sat,
	entitled) SELECT uid, '2026-11-12T08:30:00Z', '2026-11-12T08:30:00Z',
	1 + (i - 1) / 200, 1 + (i - 1) % 200,
	6000000000 + (i * 7919) % 4000 * 1000000, 40 + i % 9, 50
	FROM u WHERE i <= 100000;
COMMIT;
