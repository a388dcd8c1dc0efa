-- The rows of a term's archive, written by the stock sqlite3 shell: the same
-- columns in the same order as observation.csv, meeting.csv and result.csv,
-- which make up all but a few of the bytes.
.mode csv
.headers on
.separator , "\r\n"
.once observation.csv
SELECT o.uid, o.created_at, o.updated_at, o.date, o.period,
	c.name AS class, c.uid AS class_uid, o.subject, o.topic,
	t.name AS teacher, t.uid AS teacher_uid,
	b.name AS observer, b.uid AS observer_uid, o.visit, o.purpose,
	o.lesson, o.place, o.outside, o.notice, o.plan_seen, o.aims, o.focus,
	o.questions, o.turns, r.name AS rubric, r.uid AS rubric_uid,
	o.score / 100.0 AS score, o.bonus / 100.0 AS bonus, o.strengths,
	o.problems, o.suggestions, o.verdict, o.feedback_date,
	o.feedback_mode, o.acknowledged, o.reply, o.follow_up, o.reflection,
	o.note,
	(SELECT group_concat(i.name || '=' || x.score / 100.0, char(10))
		FROM observation_item x JOIN rubric_item i ON i.id = x.item
		WHERE x.observation = o.id) AS item,
	(SELECT group_concat(i.name, char(10)) FROM observation_veto x
		JOIN rubric_veto i ON i.id = x.veto
		WHERE x.observation = o.id) AS veto,
	(SELECT group_concat(m.starts || '-' || m.ends || ':' || m.segment,
		char(10)) FROM observation_minute m
		WHERE m.observation = o.id) AS minute
FROM observation o LEFT JOIN class c ON c.id = o.class
	LEFT JOIN teacher t ON t.id = o.teacher
	LEFT JOIN teacher b ON b.id = o.observer
	LEFT JOIN rubric r ON r.id = o.rubric
WHERE o.date >= '2026-09-01' ORDER BY o.uid;
.once meeting.csv
SELECT o.uid, o.created_at, o.updated_at, o.date, o.kind, u.name AS unit,
	u.uid AS unit_uid, o.topic, o.starts, o.ends, o.place,
	a.name AS chair, a.uid AS chair_uid, k.name AS keeper,
	k.uid AS keeper_uid, s.name AS speaker, s.uid AS speaker_uid,
	o.lesson, o.materials, o.mode, o.hours / 100.0 AS hours, o.content,
	o.views, o.next, o.note,
	(SELECT group_concat(t.name, char(10)) FROM meeting_attendance x
		JOIN teacher t ON t.id = x.teacher
		WHERE x.meeting = o.id AND x.status = 'present') AS present,
	(SELECT group_concat(t.uid, char(10)) FROM meeting_attendance x
		JOIN teacher t ON t.id = x.teacher
		WHERE x.meeting = o.id AND x.status = 'present') AS present_uid,
	(SELECT group_concat(t.name || ifnull(':' || x.reason, ''), char(10))
		FROM meeting_attendance x JOIN teacher t ON t.id = x.teacher
		WHERE x.meeting = o.id AND x.status = 'late') AS late,
	(SELECT group_concat(t.uid, char(10)) FROM meeting_attendance x
		JOIN teacher t ON t.id = x.teacher
		WHERE x.meeting = o.id AND x.status = 'late') AS late_uid,
	(SELECT group_concat(t.name || ifnull(':' || x.reason, ''), char(10))
		FROM meeting_attendance x JOIN teacher t ON t.id = x.teacher
		WHERE x.meeting = o.id AND x.status = 'absent') AS absent,
	(SELECT group_concat(t.uid, char(10)) FROM meeting_attendance x
		JOIN teacher t ON t.id = x.teacher
		WHERE x.meeting = o.id AND x.status = 'absent') AS absent_uid,
	(SELECT group_concat(t.name, char(10)) FROM meeting_attendance x
		JOIN teacher t ON t.id = x.teacher
		WHERE x.meeting = o.id AND x.status = 'guest') AS guest,
	(SELECT group_concat(t.uid, char(10)) FROM meeting_attendance x
		JOIN teacher t ON t.id = x.teacher
		WHERE x.meeting = o.id AND x.status = 'guest') AS guest_uid,
	(SELECT group_concat(d.decision, char(10)) FROM meeting_decision d
		WHERE d.meeting = o.id) AS decision
FROM meeting o LEFT JOIN unit u ON u.id = o.unit
	LEFT JOIN teacher a ON a.id = o.chair
	LEFT JOIN teacher k ON k.id = o.keeper
	LEFT JOIN teacher s ON s.id = o.speaker
WHERE o.date >= '2026-09-01' ORDER BY o.uid;
.once result.csv
SELECT o.uid, o.created_at, o.updated_at, c.name AS class,
	c.uid AS class_uid, o.average / 1e8 AS average, o.sat, o.entitled,
	e.name || ' ' || p.subject || ' ' || p.grade AS paper,
	p.uid AS paper_uid, o.note
FROM result o LEFT JOIN class c ON c.id = o.class
	LEFT JOIN paper p ON p.id = o.paper LEFT JOIN exam e ON e.id = p.exam
WHERE e.term = (SELECT id FROM term WHERE code = '2026-1') ORDER BY o.uid;
