-- Pairs over the line of many exams, by the stock sqlite3 shell from the
-- tables of a database of jyz: exact sums, no intervals.
.mode list
.separator ,
SELECT e.name, ca.name, cb.name
FROM result a JOIN result b ON b.paper = a.paper
	JOIN paper p ON p.id = a.paper JOIN exam e ON e.id = p.exam
	JOIN class ca ON ca.id = a.class JOIN class cb ON cb.id = b.class
WHERE a.total * b.sat - b.total * a.sat > 500 * a.sat * b.sat;
