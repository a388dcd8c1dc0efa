-- Texts for the benchmark of search, made by the stock sqlite3 shell in a
-- database that jyz init has made: 40,000 notes on lessons, each of some
-- hundred characters, put together from sentences; one in 4,000 has the word
-- that is searched for.  Seeded: the same bytes each time.
BEGIN;
CREATE TEMP TABLE n(i INTEGER PRIMARY KEY);
WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c
	WHERE i < 40000) INSERT INTO n SELECT i FROM c;
CREATE TEMP TABLE s(i INTEGER PRIMARY KEY, text TEXT);
INSERT INTO s VALUES
	(0, '导入自然，问题有层次；学生讨论充分，板书“重点突出”。'),
	(1, '例题的选择有梯度，由浅入深，变式训练及时，注意了数形结合。'),
	(2, '用了 GeoGebra 演示函数图象，Ａ 组学生答得好，B 组还要多等两分钟。'),
	(3, '课堂容量偏大，练习时间不足１０分钟，小结由教师代做，建议留给学生。'),
	(4, '对学生的错误处理得当，追问“为什么”，思维过程展示充分……'),
	(5, '环节紧凑、语言精练（略快）；作业分层布置，其中 3—5 题为选做。'),
	(6, '复习旧知用时过长，新课概念的形成过程略显仓促，定义域没有强调。'),
	(7, '小组合作有实效，组长分工明确，全班交流时关注了后排同学。');
CREATE TEMP VIEW t AS SELECT i,
	(SELECT text FROM s WHERE s.i = n.i * 2654435761 % 8) ||
	(SELECT text FROM s WHERE s.i = n.i * 40503 / 8 % 8) ||
	CASE WHEN i % 4000 = 7 THEN '引入了斐波那契数列。' ELSE '' END ||
	(SELECT text FROM s WHERE s.i = n.i * 2246822519 / 64 % 8) ||
	(SELECT text FROM s WHERE s.i = n.i / 5 % 8) || '（' || i || '）'
	AS note FROM n;
INSERT INTO term(created_at, updated_at, code, starts, ends)
	VALUES ('2026-08-30T00:00:00Z', '2026-08-30T00:00:00Z', '2026-1',
	'2026-09-01', '2027-01-20');
INSERT INTO teacher(created_at, updated_at, name)
	VALUES ('2026-08-30T00:00:00Z', '2026-08-30T00:00:00Z', '李强'),
	('2026-08-30T00:00:00Z', '2026-08-30T00:00:00Z', '王芳'),
	('2026-08-30T00:00:00Z', '2026-08-30T00:00:00Z', '张伟');
INSERT INTO class(created_at, updated_at, name, year, grade)
	SELECT '2026-08-30T00:00:00Z', '2026-08-30T00:00:00Z',
	'高一(' || i || ')班', 2026, '高一' FROM n WHERE i <= 400;
INSERT INTO observation(created_at, updated_at, date, period, class, subject,
	teacher, observer, note)
	SELECT '2026-10-12T08:30:00Z', '2026-10-12T08:30:00Z',
	date('2026-09-01', (i % 140) || ' days'), 1 + i / 2800 % 8,
	1 + i % 400, '数学', 1, 2 + i / 22400, note FROM t;
COMMIT;
