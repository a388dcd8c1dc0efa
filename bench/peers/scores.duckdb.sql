-- The score sheet by DuckDB, straight from the file, which it need not guess
-- the form of.
CREATE TEMP TABLE stats AS
SELECT class, count(*) AS n, sum(h)::BIGINT AS sum,
	sum(h * h)::BIGINT AS squares
FROM (SELECT class, (score * 100)::INTEGER::BIGINT AS h
	FROM read_csv('$FILE', header = true, auto_detect = false,
		delim = ',', quote = '"', columns = { 'student': 'INTEGER',
		'class': 'VARCHAR', 'score': 'DOUBLE' }))
GROUP BY class;
SELECT concat_ws(',', 'class', class, n, sum, squares) FROM stats;
SELECT concat_ws(',', 'pair', a.class, b.class) FROM stats a, stats b
WHERE a.sum * b.n - b.sum * a.n > 500 * a.n * b.n;
