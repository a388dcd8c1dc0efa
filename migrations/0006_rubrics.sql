-- The two rubrics that every database begins with.  Their uids are fixed, so
-- that they are the same records in every file.

INSERT INTO rubric (id, uid, created_at, updated_at, name, name_en, edition,
	style, full_marks, pass_mark, bonus_max, note)
VALUES (1, '6a797a72756272696300000000000001', '2026-09-01T00:00:00Z',
	'2026-09-01T00:00:00Z', '通用课堂评价', 'General lesson evaluation', 1,
	'additive', 10000, 6000, 500, NULL),
	(2, '6a797a72756272696300000000000002', '2026-09-01T00:00:00Z',
	'2026-09-01T00:00:00Z', '简易课堂评价', 'Short lesson evaluation', 1,
	'additive', 10000, 6000, NULL, NULL);

INSERT INTO rubric_item (rubric, position, name, name_en, max) VALUES
	(1, 1, '教学目标', 'Aims', 1000),
	(1, 2, '教学内容', 'Content', 1500),
	(1, 3, '教学过程', 'Process', 2500),
	(1, 4, '教学方法', 'Methods', 1500),
	(1, 5, '学生参与', 'Pupil engagement', 1500),
	(1, 6, '教师素养', 'Teacher skills', 1000),
	(1, 7, '教学效果', 'Effect', 1000),
	(2, 1, '教师的教', 'Teaching', 4000),
	(2, 2, '学生的学', 'Learning', 4000),
	(2, 3, '目标达成', 'Aims reached', 2000);

INSERT INTO rubric_veto (rubric, position, name, name_en) VALUES
	(1, 1, '科学性错误', 'Scientific error');

INSERT INTO rubric_band (rubric, position, name, lowest, name_en) VALUES
	(1, 1, '优秀', 9000, 'Excellent'), (1, 2, '良好', 8000, 'Good'),
	(1, 3, '中等', 7000, 'Fair'), (1, 4, '合格', 6000, 'Pass'),
	(1, 5, '不合格', 0, 'Below pass'),
	(2, 1, '优秀', 9000, 'Excellent'), (2, 2, '良好', 8000, 'Good'),
	(2, 3, '中等', 7000, 'Fair'), (2, 4, '合格', 6000, 'Pass'),
	(2, 5, '不合格', 0, 'Below pass');
