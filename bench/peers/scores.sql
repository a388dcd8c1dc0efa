-- The score sheet by the stock sqlite3 shell: sqlite3 :memory:
-- ".import --csv FILE sheet" after the table, then this.  In memory, without
-- an index: faster than any file.
CREATE TEMP TABLE stats AS
SELECT class, count(*) AS n, sum(h) AS sum, sum(h * h) AS squares
FROM (SELECT class, CAST(round(score * 100) AS INTEGER) AS h FROM sheet)
GROUP BY class;
.mode list
.separator ,
SELECT 'class', class, n, sum, squares FROM stats;
SELECT 'pair', a.class, b.class FROM stats a, stats b
WHERE a.sum * b.n - b.sum * a.n > 500 * a.n * b.n;
