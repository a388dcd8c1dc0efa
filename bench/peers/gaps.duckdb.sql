-- Pairs over the line of many exams, by DuckDB from a table of class sums.
CREATE TEMP TABLE stats AS
SELECT * FROM read_csv('$FILE', header = true, auto_detect = false,
	delim = ',', quote = '"', columns = { 'exam': 'VARCHAR',
	'class': 'VARCHAR', 'n': 'BIGINT', 'sum': 'BIGINT',
	'squares': 'BIGINT' });
SELECT concat_ws(',', a.exam, a.class, b.class)
FROM stats a JOIN stats b ON a.exam = b.exam
WHERE a.sum * b.n - b.sum * a.n > 500 * a.n * b.n;
