-- Pairs over the line of many exams, by DuckDB, with what can be said of each
-- without a table of t: gap, standard error, degrees of freedom (Welch), t,
-- Hedges' g.
CREATE TEMP TABLE stats AS
SELECT exam, class, n, sum, (squares - sum * sum / n) / 1e4 AS spread
FROM read_csv('$FILE', header = true, auto_detect = false,
	delim = ',', quote = '"', columns = { 'exam': 'VARCHAR',
	'class': 'VARCHAR', 'n': 'BIGINT', 'sum': 'BIGINT',
	'squares': 'BIGINT' });
SELECT printf('%s,%s,%s,%.4f,%.4f,%.2f,%.4f,%.4f', exam, a, b, gap,
	sqrt(u + v), (u + v) * (u + v) / (u * u / (n - 1) + v * v / (m - 1)),
	gap / sqrt(u + v), gap / sqrt((spread + width) / (n + m - 2))
	* (1 - 3 / (4 * (n + m - 2) - 1)))
FROM (SELECT a.exam, a.class AS a, b.class AS b, a.n AS n, b.n AS m,
	(a.sum / a.n - b.sum / b.n) / 100 AS gap, a.spread AS spread,
	b.spread AS width, a.spread / (a.n - 1) / a.n AS u,
	b.spread / (b.n - 1) / b.n AS v
	FROM stats a JOIN stats b ON a.exam = b.exam
	WHERE a.sum * b.n - b.sum * a.n > 500 * a.n * b.n);
