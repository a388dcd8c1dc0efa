-- Sealed terms: what a term held when it was sealed, and triggers that keep
-- it so against any program that opens the file.  Like all triggers here they
-- only RAISE.  Those of the records are made of the catalogue's term rules
-- (tests/records/test_sealed.c compares, and prints what is missing).
--
-- A REPLACE deletes without firing a trigger: so what is about to be written
-- is also compared with the keys of sealed records.

CREATE TABLE seal (
	term INTEGER PRIMARY KEY REFERENCES term(id),
	sealed_at TEXT NOT NULL,
	records INTEGER NOT NULL CHECK (records >= 0),
	digest TEXT NOT NULL CHECK (length(digest) = 64) -- over all
) STRICT;

-- record is its id here, for those that are gone; no digest holds it.
CREATE TABLE seal_record (
	term INTEGER NOT NULL REFERENCES term(id),
	kind TEXT NOT NULL,
	uid TEXT NOT NULL,
	record INTEGER NOT NULL,
	digest TEXT NOT NULL CHECK (length(digest) = 64),
	private TEXT CHECK (length(private) = 64), -- of private fields
	PRIMARY KEY (term, kind, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX seal_record_record ON seal_record(kind, record);

-- A sealed term has the dates from starts up to, not including, until.
CREATE VIEW sealed_term AS
SELECT t.id, t.uid, t.code, t.starts, t.ends,
	ifnull((SELECT min(n.starts) FROM term n WHERE n.starts > t.starts),
		'9999-12-31') AS until,
	CAST(strftime('%Y', t.starts, '-7 months') AS INTEGER) AS year
FROM seal e JOIN term t ON t.id = e.term;

CREATE TRIGGER seal_insert BEFORE INSERT ON seal
WHEN EXISTS (SELECT 1 FROM seal WHERE term = NEW.term)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;


CREATE TRIGGER seal_record_insert BEFORE INSERT ON seal_record
WHEN EXISTS (SELECT 1 FROM seal WHERE term = NEW.term)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_record_update BEFORE UPDATE ON seal_record
WHEN EXISTS (SELECT 1 FROM seal WHERE term IN (OLD.term, NEW.term))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_record_delete BEFORE DELETE ON seal_record
WHEN EXISTS (SELECT 1 FROM seal WHERE term = OLD.term)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;


-- The school year of a class says which terms its assignments are of.
CREATE TRIGGER seal_class_year BEFORE UPDATE ON class
WHEN OLD.year IS NOT NEW.year AND EXISTS (SELECT 1 FROM sealed_term s
	JOIN assignment a ON a.class = OLD.id
	WHERE s.year IN (OLD.year, NEW.year))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;


-- The rest is made of the catalogue: test_records_sealed --print.

CREATE TRIGGER seal_assignment_insert BEFORE INSERT ON "assignment"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE ifnull(NEW."starts", '') <
		s.until AND ifnull(NEW."ends", '9999') >= s.starts AND (SELECT
		y.year FROM class y WHERE y.id = NEW.class) = s.year)
	OR EXISTS (SELECT 1 FROM "assignment" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."class" = NEW."class"
		AND r."subject" = NEW."subject"
		AND r."teacher" = NEW."teacher"
		AND ifnull(r."starts", '') = ifnull(NEW."starts", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts AND (SELECT y.year FROM class y
			WHERE y.id = r.class) = s.year)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_assignment_update BEFORE UPDATE ON "assignment"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."class" IS NOT NEW."class"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."starts" IS NOT NEW."starts"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(OLD."starts", '') < s.until AND
			ifnull(OLD."ends", '9999') >= s.starts AND (SELECT
			y.year FROM class y WHERE y.id = OLD.class) = s.year)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(NEW."starts", '') < s.until AND
			ifnull(NEW."ends", '9999') >= s.starts AND (SELECT
			y.year FROM class y WHERE y.id = NEW.class) = s.year)))
	OR (OLD."ends" IS NOT NEW."ends" AND EXISTS (SELECT 1 FROM sealed_term
		s
		WHERE ifnull(NEW."starts", '') < s.until
		AND (SELECT y.year FROM class y WHERE y.id = NEW.class) =
			s.year
		AND min(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			<= s.ends
		AND max(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			>= s.starts))
	OR EXISTS (SELECT 1 FROM "assignment" r WHERE r.id <> OLD.id AND (r.id
		= NEW.id OR r.uid = NEW.uid
		OR (r."class" = NEW."class"
		AND r."subject" = NEW."subject"
		AND r."teacher" = NEW."teacher"
		AND ifnull(r."starts", '') = ifnull(NEW."starts", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts AND (SELECT y.year FROM class y
			WHERE y.id = r.class) = s.year)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_assignment_delete BEFORE DELETE ON "assignment"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	ifnull(OLD."starts", '') < s.until AND ifnull(OLD."ends", '9999') >=
	s.starts AND (SELECT y.year FROM class y WHERE y.id = OLD.class) =
	s.year)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_mentorship_insert BEFORE INSERT ON "mentorship"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE ifnull(NEW."starts", '') <
		s.until AND ifnull(NEW."ends", '9999') >= s.starts)
	OR EXISTS (SELECT 1 FROM "mentorship" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."mentor" = NEW."mentor"
		AND r."mentee" = NEW."mentee"
		AND r."starts" = NEW."starts"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_mentorship_update BEFORE UPDATE ON "mentorship"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."mentor" IS NOT NEW."mentor"
		OR OLD."mentee" IS NOT NEW."mentee"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."starts" IS NOT NEW."starts"
		OR OLD."aims" IS NOT NEW."aims"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(OLD."starts", '') < s.until AND
			ifnull(OLD."ends", '9999') >= s.starts)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(NEW."starts", '') < s.until AND
			ifnull(NEW."ends", '9999') >= s.starts)))
	OR (OLD."ends" IS NOT NEW."ends" AND EXISTS (SELECT 1 FROM sealed_term
		s
		WHERE ifnull(NEW."starts", '') < s.until
		AND min(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			<= s.ends
		AND max(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			>= s.starts))
	OR EXISTS (SELECT 1 FROM "mentorship" r WHERE r.id <> OLD.id AND (r.id
		= NEW.id OR r.uid = NEW.uid
		OR (r."mentor" = NEW."mentor"
		AND r."mentee" = NEW."mentee"
		AND r."starts" = NEW."starts"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_mentorship_delete BEFORE DELETE ON "mentorship"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	ifnull(OLD."starts", '') < s.until AND ifnull(OLD."ends", '9999') >=
	s.starts)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_insert BEFORE INSERT ON "observation"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "observation" r WHERE (r.id = NEW.id OR r.uid
		= NEW.uid
		OR (r."date" = NEW."date"
		AND ifnull(r."period", -1) = ifnull(NEW."period", -1)
		AND ifnull(r."class", -1) = ifnull(NEW."class", -1)
		AND r."teacher" = NEW."teacher"
		AND r."observer" = NEW."observer"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_update BEFORE UPDATE ON "observation"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."period" IS NOT NEW."period"
		OR OLD."class" IS NOT NEW."class"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."topic" IS NOT NEW."topic"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."observer" IS NOT NEW."observer"
		OR OLD."visit" IS NOT NEW."visit"
		OR OLD."purpose" IS NOT NEW."purpose"
		OR OLD."lesson" IS NOT NEW."lesson"
		OR OLD."place" IS NOT NEW."place"
		OR OLD."outside" IS NOT NEW."outside"
		OR OLD."notice" IS NOT NEW."notice"
		OR OLD."plan_seen" IS NOT NEW."plan_seen"
		OR OLD."aims" IS NOT NEW."aims"
		OR OLD."focus" IS NOT NEW."focus"
		OR OLD."questions" IS NOT NEW."questions"
		OR OLD."turns" IS NOT NEW."turns"
		OR OLD."rubric" IS NOT NEW."rubric"
		OR OLD."score" IS NOT NEW."score"
		OR OLD."bonus" IS NOT NEW."bonus"
		OR OLD."strengths" IS NOT NEW."strengths"
		OR OLD."problems" IS NOT NEW."problems"
		OR OLD."suggestions" IS NOT NEW."suggestions"
		OR OLD."verdict" IS NOT NEW."verdict"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "observation" r WHERE r.id <> OLD.id AND (r.id
		= NEW.id OR r.uid = NEW.uid
		OR (r."date" = NEW."date"
		AND ifnull(r."period", -1) = ifnull(NEW."period", -1)
		AND ifnull(r."class", -1) = ifnull(NEW."class", -1)
		AND r."teacher" = NEW."teacher"
		AND r."observer" = NEW."observer"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_delete BEFORE DELETE ON "observation"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_item_insert BEFORE INSERT ON "observation_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (NEW."observation",
		(SELECT p."observation" FROM "observation_item" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_item_update BEFORE UPDATE ON "observation_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation",
		NEW."observation",
		(SELECT p."observation" FROM "observation_item" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_item_delete BEFORE DELETE ON "observation_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_veto_insert BEFORE INSERT ON "observation_veto"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (NEW."observation",
		(SELECT p."observation" FROM "observation_veto" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_veto_update BEFORE UPDATE ON "observation_veto"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation",
		NEW."observation",
		(SELECT p."observation" FROM "observation_veto" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_veto_delete BEFORE DELETE ON "observation_veto"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_minute_insert BEFORE INSERT ON
	"observation_minute"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (NEW."observation",
		(SELECT p."observation" FROM "observation_minute" p WHERE p.id
			= NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_minute_update BEFORE UPDATE ON
	"observation_minute"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation",
		NEW."observation",
		(SELECT p."observation" FROM "observation_minute" p WHERE p.id
			= NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_observation_minute_delete BEFORE DELETE ON
	"observation_minute"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "observation" r WHERE r.id IN (OLD."observation")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_exam_insert BEFORE INSERT ON "exam"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW."term")
	OR EXISTS (SELECT 1 FROM "exam" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."term" = NEW."term"
		AND r."name" = NEW."name"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_exam_update BEFORE UPDATE ON "exam"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."name" IS NOT NEW."name"
		OR OLD."date" IS NOT NEW."date"
		OR OLD."term" IS NOT NEW."term"
		OR OLD."type" IS NOT NEW."type"
		OR OLD."scope" IS NOT NEW."scope"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			OLD."term")
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			NEW."term")))
	OR EXISTS (SELECT 1 FROM "exam" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."term" = NEW."term"
		AND r."name" = NEW."name"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_exam_delete BEFORE DELETE ON "exam"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD."term")
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_insert BEFORE INSERT ON "paper"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM "exam" NEW_t WHERE NEW_t.id = NEW."exam" AND
		EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW_t."term"))
	OR EXISTS (SELECT 1 FROM "paper" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."exam" = NEW."exam"
		AND r."subject" = NEW."subject"
		AND r."grade" = NEW."grade"))
		AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam"
			AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_update BEFORE UPDATE ON "paper"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."exam" IS NOT NEW."exam"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."grade" IS NOT NEW."grade"
		OR OLD."full_marks" IS NOT NEW."full_marks"
		OR OLD."threshold" IS NOT NEW."threshold"
		OR OLD."stage" IS NOT NEW."stage"
		OR OLD."setter" IS NOT NEW."setter"
		OR OLD."selector" IS NOT NEW."selector"
		OR OLD."reviewer" IS NOT NEW."reviewer"
		OR OLD."source" IS NOT NEW."source"
		OR OLD."filing_no" IS NOT NEW."filing_no"
		OR OLD."marking" IS NOT NEW."marking"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM "exam" OLD_t WHERE OLD_t.id =
			OLD."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = OLD_t."term"))
		OR EXISTS (SELECT 1 FROM "exam" NEW_t WHERE NEW_t.id =
			NEW."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = NEW_t."term"))))
	OR EXISTS (SELECT 1 FROM "paper" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."exam" = NEW."exam"
		AND r."subject" = NEW."subject"
		AND r."grade" = NEW."grade"))
		AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam"
			AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_delete BEFORE DELETE ON "paper"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM "exam" OLD_t WHERE
	OLD_t.id = OLD."exam" AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD_t."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_item_insert BEFORE INSERT ON "paper_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (NEW."paper",
		(SELECT p."paper" FROM "paper_item" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_item_update BEFORE UPDATE ON "paper_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (OLD."paper", NEW."paper",
		(SELECT p."paper" FROM "paper_item" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_item_delete BEFORE DELETE ON "paper_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (OLD."paper")
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_taught_insert BEFORE INSERT ON "paper_taught"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (NEW."paper",
		(SELECT p."paper" FROM "paper_taught" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_taught_update BEFORE UPDATE ON "paper_taught"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (OLD."paper", NEW."paper",
		(SELECT p."paper" FROM "paper_taught" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_paper_taught_delete BEFORE DELETE ON "paper_taught"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "paper" r WHERE r.id IN (OLD."paper")
	AND EXISTS (SELECT 1 FROM "exam" r_t WHERE r_t.id = r."exam" AND EXISTS
		(SELECT 1 FROM sealed_term s WHERE s.id = r_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_insert BEFORE INSERT ON "result"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM "paper" NEW_t WHERE NEW_t.id = NEW."paper" AND
		EXISTS (SELECT 1 FROM "exam" NEW_t_t WHERE NEW_t_t.id =
		NEW_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id
		= NEW_t_t."term")))
	OR EXISTS (SELECT 1 FROM "result" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."paper" = NEW."paper"
		AND r."class" = NEW."class"))
		AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper"
			AND EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id =
			r_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = r_t_t."term")))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_update BEFORE UPDATE ON "result"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."class" IS NOT NEW."class"
		OR OLD."average" IS NOT NEW."average"
		OR OLD."min" IS NOT NEW."min"
		OR OLD."max" IS NOT NEW."max"
		OR OLD."sat" IS NOT NEW."sat"
		OR OLD."entitled" IS NOT NEW."entitled"
		OR OLD."absent" IS NOT NEW."absent"
		OR OLD."exempt" IS NOT NEW."exempt"
		OR OLD."deferred" IS NOT NEW."deferred"
		OR OLD."cheated" IS NOT NEW."cheated"
		OR OLD."blank" IS NOT NEW."blank"
		OR OLD."total" IS NOT NEW."total"
		OR OLD."squares" IS NOT NEW."squares"
		OR OLD."at_zero" IS NOT NEW."at_zero"
		OR OLD."at_full" IS NOT NEW."at_full"
		OR OLD."pass_line" IS NOT NEW."pass_line"
		OR OLD."excellent_line" IS NOT NEW."excellent_line"
		OR OLD."low_line" IS NOT NEW."low_line"
		OR OLD."passed" IS NOT NEW."passed"
		OR OLD."excellent" IS NOT NEW."excellent"
		OR OLD."low" IS NOT NEW."low"
		OR OLD."distribution" IS NOT NEW."distribution"
		OR OLD."strata" IS NOT NEW."strata"
		OR OLD."paper" IS NOT NEW."paper"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM "paper" OLD_t WHERE OLD_t.id =
			OLD."paper" AND EXISTS (SELECT 1 FROM "exam" OLD_t_t
			WHERE OLD_t_t.id = OLD_t."exam" AND EXISTS (SELECT 1
			FROM sealed_term s WHERE s.id = OLD_t_t."term")))
		OR EXISTS (SELECT 1 FROM "paper" NEW_t WHERE NEW_t.id =
			NEW."paper" AND EXISTS (SELECT 1 FROM "exam" NEW_t_t
			WHERE NEW_t_t.id = NEW_t."exam" AND EXISTS (SELECT 1
			FROM sealed_term s WHERE s.id = NEW_t_t."term")))))
	OR EXISTS (SELECT 1 FROM "result" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."paper" = NEW."paper"
		AND r."class" = NEW."class"))
		AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper"
			AND EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id =
			r_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = r_t_t."term")))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_delete BEFORE DELETE ON "result"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM "paper" OLD_t WHERE
	OLD_t.id = OLD."paper" AND EXISTS (SELECT 1 FROM "exam" OLD_t_t WHERE
	OLD_t_t.id = OLD_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD_t_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_item_insert BEFORE INSERT ON "result_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (NEW."result",
		(SELECT p."result" FROM "result_item" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_item_update BEFORE UPDATE ON "result_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result", NEW."result",
		(SELECT p."result" FROM "result_item" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_item_delete BEFORE DELETE ON "result_item"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result")
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_joint_insert BEFORE INSERT ON "result_joint"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (NEW."result",
		(SELECT p."result" FROM "result_joint" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_joint_update BEFORE UPDATE ON "result_joint"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result", NEW."result",
		(SELECT p."result" FROM "result_joint" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_joint_delete BEFORE DELETE ON "result_joint"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result")
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_line_insert BEFORE INSERT ON "result_line"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (NEW."result",
		(SELECT p."result" FROM "result_line" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_line_update BEFORE UPDATE ON "result_line"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result", NEW."result",
		(SELECT p."result" FROM "result_line" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_result_line_delete BEFORE DELETE ON "result_line"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "result" r WHERE r.id IN (OLD."result")
	AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper" AND
		EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id = r_t."exam"
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
		r_t_t."term"))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_finding_insert BEFORE INSERT ON "finding"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM "paper" NEW_t WHERE NEW_t.id = NEW."paper" AND
		EXISTS (SELECT 1 FROM "exam" NEW_t_t WHERE NEW_t_t.id =
		NEW_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id
		= NEW_t_t."term")))
	OR EXISTS (SELECT 1 FROM "finding" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."paper" = NEW."paper"
		AND r."class_a" = NEW."class_a"
		AND r."class_b" = NEW."class_b"))
		AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper"
			AND EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id =
			r_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = r_t_t."term")))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_finding_update BEFORE UPDATE ON "finding"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."paper" IS NOT NEW."paper"
		OR OLD."class_a" IS NOT NEW."class_a"
		OR OLD."class_b" IS NOT NEW."class_b"
		OR OLD."gap" IS NOT NEW."gap"
		OR OLD."cause" IS NOT NEW."cause"
		OR OLD."decision" IS NOT NEW."decision"
		OR OLD."harmless" IS NOT NEW."harmless"
		OR OLD."owner" IS NOT NEW."owner"
		OR OLD."due" IS NOT NEW."due"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM "paper" OLD_t WHERE OLD_t.id =
			OLD."paper" AND EXISTS (SELECT 1 FROM "exam" OLD_t_t
			WHERE OLD_t_t.id = OLD_t."exam" AND EXISTS (SELECT 1
			FROM sealed_term s WHERE s.id = OLD_t_t."term")))
		OR EXISTS (SELECT 1 FROM "paper" NEW_t WHERE NEW_t.id =
			NEW."paper" AND EXISTS (SELECT 1 FROM "exam" NEW_t_t
			WHERE NEW_t_t.id = NEW_t."exam" AND EXISTS (SELECT 1
			FROM sealed_term s WHERE s.id = NEW_t_t."term")))))
	OR EXISTS (SELECT 1 FROM "finding" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."paper" = NEW."paper"
		AND r."class_a" = NEW."class_a"
		AND r."class_b" = NEW."class_b"))
		AND EXISTS (SELECT 1 FROM "paper" r_t WHERE r_t.id = r."paper"
			AND EXISTS (SELECT 1 FROM "exam" r_t_t WHERE r_t_t.id =
			r_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s
			WHERE s.id = r_t_t."term")))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_finding_delete BEFORE DELETE ON "finding"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM "paper" OLD_t WHERE
	OLD_t.id = OLD."paper" AND EXISTS (SELECT 1 FROM "exam" OLD_t_t WHERE
	OLD_t_t.id = OLD_t."exam" AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD_t_t."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_insert BEFORE INSERT ON "meeting"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "meeting" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."kind" = NEW."kind"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."date" = NEW."date"
		AND r."topic" = NEW."topic"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_update BEFORE UPDATE ON "meeting"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."topic" IS NOT NEW."topic"
		OR OLD."starts" IS NOT NEW."starts"
		OR OLD."ends" IS NOT NEW."ends"
		OR OLD."place" IS NOT NEW."place"
		OR OLD."chair" IS NOT NEW."chair"
		OR OLD."keeper" IS NOT NEW."keeper"
		OR OLD."speaker" IS NOT NEW."speaker"
		OR OLD."lesson" IS NOT NEW."lesson"
		OR OLD."materials" IS NOT NEW."materials"
		OR OLD."mode" IS NOT NEW."mode"
		OR OLD."hours" IS NOT NEW."hours"
		OR OLD."content" IS NOT NEW."content"
		OR OLD."views" IS NOT NEW."views"
		OR OLD."next" IS NOT NEW."next"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "meeting" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."kind" = NEW."kind"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."date" = NEW."date"
		AND r."topic" = NEW."topic"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_delete BEFORE DELETE ON "meeting"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_attendance_insert BEFORE INSERT ON
	"meeting_attendance"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (NEW."meeting",
		(SELECT p."meeting" FROM "meeting_attendance" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_attendance_update BEFORE UPDATE ON
	"meeting_attendance"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (OLD."meeting", NEW."meeting",
		(SELECT p."meeting" FROM "meeting_attendance" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_attendance_delete BEFORE DELETE ON
	"meeting_attendance"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (OLD."meeting")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_decision_insert BEFORE INSERT ON "meeting_decision"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (NEW."meeting",
		(SELECT p."meeting" FROM "meeting_decision" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_decision_update BEFORE UPDATE ON "meeting_decision"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (OLD."meeting", NEW."meeting",
		(SELECT p."meeting" FROM "meeting_decision" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_meeting_decision_delete BEFORE DELETE ON "meeting_decision"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "meeting" r WHERE r.id IN (OLD."meeting")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_insert BEFORE INSERT ON "plan"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW."term")
	OR EXISTS (SELECT 1 FROM "plan" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."title" = NEW."title"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_update BEFORE UPDATE ON "plan"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."term" IS NOT NEW."term"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."date" IS NOT NEW."date"
		OR OLD."keeper" IS NOT NEW."keeper"
		OR OLD."aim" IS NOT NEW."aim"
		OR OLD."measures" IS NOT NEW."measures"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			OLD."term")
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			NEW."term")))
	OR EXISTS (SELECT 1 FROM "plan" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."title" = NEW."title"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_delete BEFORE DELETE ON "plan"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD."term")
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_target_insert BEFORE INSERT ON "plan_target"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (NEW."plan",
		(SELECT p."plan" FROM "plan_target" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_target_update BEFORE UPDATE ON "plan_target"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (OLD."plan", NEW."plan",
		(SELECT p."plan" FROM "plan_target" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_target_delete BEFORE DELETE ON "plan_target"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (OLD."plan")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_week_insert BEFORE INSERT ON "plan_week"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (NEW."plan",
		(SELECT p."plan" FROM "plan_week" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_week_update BEFORE UPDATE ON "plan_week"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (OLD."plan", NEW."plan",
		(SELECT p."plan" FROM "plan_week" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_plan_week_delete BEFORE DELETE ON "plan_week"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "plan" r WHERE r.id IN (OLD."plan")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_insert BEFORE INSERT ON "summary"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW."term")
	OR EXISTS (SELECT 1 FROM "summary" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."title" = NEW."title"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_update BEFORE UPDATE ON "summary"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."term" IS NOT NEW."term"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."date" IS NOT NEW."date"
		OR OLD."keeper" IS NOT NEW."keeper"
		OR OLD."plan" IS NOT NEW."plan"
		OR OLD."done" IS NOT NEW."done"
		OR OLD."problems" IS NOT NEW."problems"
		OR OLD."next" IS NOT NEW."next"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			OLD."term")
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			NEW."term")))
	OR EXISTS (SELECT 1 FROM "summary" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."title" = NEW."title"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_delete BEFORE DELETE ON "summary"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD."term")
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_answer_insert BEFORE INSERT ON "summary_answer"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "summary" r WHERE r.id IN (NEW."summary",
		(SELECT p."summary" FROM "summary_answer" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_answer_update BEFORE UPDATE ON "summary_answer"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "summary" r WHERE r.id IN (OLD."summary", NEW."summary",
		(SELECT p."summary" FROM "summary_answer" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_summary_answer_delete BEFORE DELETE ON "summary_answer"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "summary" r WHERE r.id IN (OLD."summary")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = r."term"))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_review_insert BEFORE INSERT ON "review"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "review" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."post" = NEW."post"
		AND r."date" = NEW."date"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_review_update BEFORE UPDATE ON "review"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."post" IS NOT NEW."post"
		OR OLD."entitled" IS NOT NEW."entitled"
		OR OLD."present" IS NOT NEW."present"
		OR OLD."ballots" IS NOT NEW."ballots"
		OR OLD."excellent" IS NOT NEW."excellent"
		OR OLD."competent" IS NOT NEW."competent"
		OR OLD."basic" IS NOT NEW."basic"
		OR OLD."incompetent" IS NOT NEW."incompetent"
		OR OLD."abstained" IS NOT NEW."abstained"
		OR OLD."remarks" IS NOT NEW."remarks"
		OR OLD."teller" IS NOT NEW."teller"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "review" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."post" = NEW."post"
		AND r."date" = NEW."date"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_review_delete BEFORE DELETE ON "review"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_overtime_insert BEFORE INSERT ON "overtime"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "overtime" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."date" = NEW."date"
		AND r."what" = NEW."what"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_overtime_update BEFORE UPDATE ON "overtime"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."what" IS NOT NEW."what"
		OR OLD."hours" IS NOT NEW."hours"
		OR OLD."place" IS NOT NEW."place"
		OR OLD."witness" IS NOT NEW."witness"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "overtime" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."date" = NEW."date"
		AND r."what" = NEW."what"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_overtime_delete BEFORE DELETE ON "overtime"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_insert BEFORE INSERT ON "activity"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "activity" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."date" = NEW."date"
		AND r."what" = NEW."what"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_update BEFORE UPDATE ON "activity"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."what" IS NOT NEW."what"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."place" IS NOT NEW."place"
		OR OLD."organiser" IS NOT NEW."organiser"
		OR OLD."outcome" IS NOT NEW."outcome"
		OR OLD."content" IS NOT NEW."content"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "activity" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."date" = NEW."date"
		AND r."what" = NEW."what"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_delete BEFORE DELETE ON "activity"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_participant_insert BEFORE INSERT ON
	"activity_participant"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "activity" r WHERE r.id IN (NEW."activity",
		(SELECT p."activity" FROM "activity_participant" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_participant_update BEFORE UPDATE ON
	"activity_participant"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "activity" r WHERE r.id IN (OLD."activity",
		NEW."activity",
		(SELECT p."activity" FROM "activity_participant" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_activity_participant_delete BEFORE DELETE ON
	"activity_participant"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "activity" r WHERE r.id IN (OLD."activity")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_insert BEFORE INSERT ON "trial"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "trial" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."title" = NEW."title"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."date" = NEW."date"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_update BEFORE UPDATE ON "trial"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."problem" IS NOT NEW."problem"
		OR OLD."method" IS NOT NEW."method"
		OR OLD."evidence" IS NOT NEW."evidence"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "trial" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."title" = NEW."title"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND r."date" = NEW."date"))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_delete BEFORE DELETE ON "trial"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_class_insert BEFORE INSERT ON "trial_class"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (NEW."trial",
		(SELECT p."trial" FROM "trial_class" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_class_update BEFORE UPDATE ON "trial_class"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial", NEW."trial",
		(SELECT p."trial" FROM "trial_class" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_class_delete BEFORE DELETE ON "trial_class"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_exam_insert BEFORE INSERT ON "trial_exam"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (NEW."trial",
		(SELECT p."trial" FROM "trial_exam" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_exam_update BEFORE UPDATE ON "trial_exam"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial", NEW."trial",
		(SELECT p."trial" FROM "trial_exam" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_exam_delete BEFORE DELETE ON "trial_exam"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_observation_insert BEFORE INSERT ON
	"trial_observation"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (NEW."trial",
		(SELECT p."trial" FROM "trial_observation" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_observation_update BEFORE UPDATE ON
	"trial_observation"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial", NEW."trial",
		(SELECT p."trial" FROM "trial_observation" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_trial_observation_delete BEFORE DELETE ON
	"trial_observation"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "trial" r WHERE r.id IN (OLD."trial")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_insert BEFORE INSERT ON "achievement"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "achievement" r WHERE (r.id = NEW.id OR r.uid
		= NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."kind" = NEW."kind"
		AND r."title" = NEW."title"
		AND ifnull(r."level", '') = ifnull(NEW."level", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_update BEFORE UPDATE ON "achievement"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."level" IS NOT NEW."level"
		OR OLD."rank" IS NOT NEW."rank"
		OR OLD."certificate" IS NOT NEW."certificate"
		OR OLD."issuer" IS NOT NEW."issuer"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "achievement" r WHERE r.id <> OLD.id AND (r.id
		= NEW.id OR r.uid = NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."kind" = NEW."kind"
		AND r."title" = NEW."title"
		AND ifnull(r."level", '') = ifnull(NEW."level", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_delete BEFORE DELETE ON "achievement"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_author_insert BEFORE INSERT ON
	"achievement_author"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "achievement" r WHERE r.id IN (NEW."achievement",
		(SELECT p."achievement" FROM "achievement_author" p WHERE p.id
			= NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_author_update BEFORE UPDATE ON
	"achievement_author"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "achievement" r WHERE r.id IN (OLD."achievement",
		NEW."achievement",
		(SELECT p."achievement" FROM "achievement_author" p WHERE p.id
			= NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_achievement_author_delete BEFORE DELETE ON
	"achievement_author"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "achievement" r WHERE r.id IN (OLD."achievement")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_coaching_insert BEFORE INSERT ON "coaching"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "coaching" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."date" = NEW."date"
		AND r."what" = NEW."what"
		AND ifnull(r."award", '') = ifnull(NEW."award", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_coaching_update BEFORE UPDATE ON "coaching"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."what" IS NOT NEW."what"
		OR OLD."contest" IS NOT NEW."contest"
		OR OLD."level" IS NOT NEW."level"
		OR OLD."award" IS NOT NEW."award"
		OR OLD."size" IS NOT NEW."size"
		OR OLD."pupils" IS NOT NEW."pupils"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "coaching" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."teacher" = NEW."teacher"
		AND r."date" = NEW."date"
		AND r."what" = NEW."what"
		AND ifnull(r."award", '') = ifnull(NEW."award", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_coaching_delete BEFORE DELETE ON "coaching"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_insert BEFORE INSERT ON "honour"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "honour" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."date" = NEW."date"
		AND r."title" = NEW."title"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_update BEFORE UPDATE ON "honour"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."level" IS NOT NEW."level"
		OR OLD."issuer" IS NOT NEW."issuer"
		OR OLD."number" IS NOT NEW."number"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "honour" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."date" = NEW."date"
		AND r."title" = NEW."title"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_delete BEFORE DELETE ON "honour"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_recipient_insert BEFORE INSERT ON "honour_recipient"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "honour" r WHERE r.id IN (NEW."honour",
		(SELECT p."honour" FROM "honour_recipient" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_recipient_update BEFORE UPDATE ON "honour_recipient"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "honour" r WHERE r.id IN (OLD."honour", NEW."honour",
		(SELECT p."honour" FROM "honour_recipient" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_honour_recipient_delete BEFORE DELETE ON "honour_recipient"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "honour" r WHERE r.id IN (OLD."honour")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_insert BEFORE INSERT ON "document"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "document" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."date" = NEW."date"
		AND r."title" = NEW."title"
		AND ifnull(r."number", '') = ifnull(NEW."number", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_update BEFORE UPDATE ON "document"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."title" IS NOT NEW."title"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."issuer" IS NOT NEW."issuer"
		OR OLD."number" IS NOT NEW."number"
		OR OLD."content" IS NOT NEW."content"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "document" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."date" = NEW."date"
		AND r."title" = NEW."title"
		AND ifnull(r."number", '') = ifnull(NEW."number", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_delete BEFORE DELETE ON "document"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_receipt_insert BEFORE INSERT ON "document_receipt"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "document" r WHERE r.id IN (NEW."document",
		(SELECT p."document" FROM "document_receipt" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_receipt_update BEFORE UPDATE ON "document_receipt"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "document" r WHERE r.id IN (OLD."document",
		NEW."document",
		(SELECT p."document" FROM "document_receipt" p WHERE p.id =
			NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_document_receipt_delete BEFORE DELETE ON "document_receipt"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "document" r WHERE r.id IN (OLD."document")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_insert BEFORE INSERT ON "check"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "check" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."date" = NEW."date"
		AND r."kind" = NEW."kind"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."checker", -1) = ifnull(NEW."checker", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_update BEFORE UPDATE ON "check"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."date" IS NOT NEW."date"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."checker" IS NOT NEW."checker"
		OR OLD."scope" IS NOT NEW."scope"
		OR OLD."findings" IS NOT NEW."findings"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "check" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."date" = NEW."date"
		AND r."kind" = NEW."kind"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."checker", -1) = ifnull(NEW."checker", -1)))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_delete BEFORE DELETE ON "check"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_teacher_insert BEFORE INSERT ON "check_teacher"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "check" r WHERE r.id IN (NEW."check",
		(SELECT p."check" FROM "check_teacher" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_teacher_update BEFORE UPDATE ON "check_teacher"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "check" r WHERE r.id IN (OLD."check", NEW."check",
		(SELECT p."check" FROM "check_teacher" p WHERE p.id = NEW.id))
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_check_teacher_delete BEFORE DELETE ON "check_teacher"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (
	SELECT 1 FROM "check" r WHERE r.id IN (OLD."check")
	AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >= s.starts AND
		r."date" < s.until))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_target_insert BEFORE INSERT ON "target"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW."term")
	OR EXISTS (SELECT 1 FROM "target" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."teacher", -1) = ifnull(NEW."teacher", -1)
		AND ifnull(r."class", -1) = ifnull(NEW."class", -1)
		AND r."measure" = NEW."measure"
		AND ifnull(r."subject", '') = ifnull(NEW."subject", '')
		AND ifnull(r."what", '') = ifnull(NEW."what", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_target_update BEFORE UPDATE ON "target"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."term" IS NOT NEW."term"
		OR OLD."date" IS NOT NEW."date"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."teacher" IS NOT NEW."teacher"
		OR OLD."class" IS NOT NEW."class"
		OR OLD."measure" IS NOT NEW."measure"
		OR OLD."subject" IS NOT NEW."subject"
		OR OLD."what" IS NOT NEW."what"
		OR OLD."value" IS NOT NEW."value"
		OR OLD."due" IS NOT NEW."due"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			OLD."term")
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			NEW."term")))
	OR EXISTS (SELECT 1 FROM "target" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."term" = NEW."term"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."teacher", -1) = ifnull(NEW."teacher", -1)
		AND ifnull(r."class", -1) = ifnull(NEW."class", -1)
		AND r."measure" = NEW."measure"
		AND ifnull(r."subject", '') = ifnull(NEW."subject", '')
		AND ifnull(r."what", '') = ifnull(NEW."what", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE s.id =
			r."term")))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_target_delete BEFORE DELETE ON "target"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	s.id = OLD."term")
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_quota_insert BEFORE INSERT ON "quota"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE ifnull(NEW."starts", '') <
		s.until AND ifnull(NEW."ends", '9999') >= s.starts)
	OR EXISTS (SELECT 1 FROM "quota" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."role" = NEW."role"
		AND r."kind" = NEW."kind"
		AND r."period" = NEW."period"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."visit", '') = ifnull(NEW."visit", '')
		AND ifnull(r."starts", '') = ifnull(NEW."starts", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_quota_update BEFORE UPDATE ON "quota"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."role" IS NOT NEW."role"
		OR OLD."kind" IS NOT NEW."kind"
		OR OLD."visit" IS NOT NEW."visit"
		OR OLD."period" IS NOT NEW."period"
		OR OLD."minimum" IS NOT NEW."minimum"
		OR OLD."maximum" IS NOT NEW."maximum"
		OR OLD."coverage" IS NOT NEW."coverage"
		OR OLD."unit" IS NOT NEW."unit"
		OR OLD."starts" IS NOT NEW."starts"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(OLD."starts", '') < s.until AND
			ifnull(OLD."ends", '9999') >= s.starts)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(NEW."starts", '') < s.until AND
			ifnull(NEW."ends", '9999') >= s.starts)))
	OR (OLD."ends" IS NOT NEW."ends" AND EXISTS (SELECT 1 FROM sealed_term
		s
		WHERE ifnull(NEW."starts", '') < s.until
		AND min(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			<= s.ends
		AND max(ifnull(OLD."ends", '9999'), ifnull(NEW."ends", '9999'))
			>= s.starts))
	OR EXISTS (SELECT 1 FROM "quota" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."role" = NEW."role"
		AND r."kind" = NEW."kind"
		AND r."period" = NEW."period"
		AND ifnull(r."unit", -1) = ifnull(NEW."unit", -1)
		AND ifnull(r."visit", '') = ifnull(NEW."visit", '')
		AND ifnull(r."starts", '') = ifnull(NEW."starts", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE
			ifnull(r."starts", '') < s.until AND ifnull(r."ends",
			'9999') >= s.starts)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_quota_delete BEFORE DELETE ON "quota"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	ifnull(OLD."starts", '') < s.until AND ifnull(OLD."ends", '9999') >=
	s.starts)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_action_insert BEFORE INSERT ON "action"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >= s.starts AND
		NEW."date" < s.until)
	OR EXISTS (SELECT 1 FROM "action" r WHERE (r.id = NEW.id OR r.uid =
		NEW.uid
		OR (r."owner" = NEW."owner"
		AND r."what" = NEW."what"
		AND ifnull(r."due", '') = ifnull(NEW."due", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_action_update BEFORE UPDATE ON "action"
WHEN EXISTS (SELECT 1 FROM seal) AND (
	((OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid
		OR OLD.created_at IS NOT NEW.created_at
		OR OLD."what" IS NOT NEW."what"
		OR OLD."owner" IS NOT NEW."owner"
		OR OLD."due" IS NOT NEW."due"
		OR OLD."date" IS NOT NEW."date"
		OR OLD."meeting" IS NOT NEW."meeting"
		OR OLD."observation" IS NOT NEW."observation"
		OR OLD."finding" IS NOT NEW."finding"
		OR OLD."check" IS NOT NEW."check"
		OR OLD."note" IS NOT NEW."note")
		AND (EXISTS (SELECT 1 FROM sealed_term s WHERE OLD."date" >=
			s.starts AND OLD."date" < s.until)
		OR EXISTS (SELECT 1 FROM sealed_term s WHERE NEW."date" >=
			s.starts AND NEW."date" < s.until)))
	OR EXISTS (SELECT 1 FROM "action" r WHERE r.id <> OLD.id AND (r.id =
		NEW.id OR r.uid = NEW.uid
		OR (r."owner" = NEW."owner"
		AND r."what" = NEW."what"
		AND ifnull(r."due", '') = ifnull(NEW."due", '')))
		AND EXISTS (SELECT 1 FROM sealed_term s WHERE r."date" >=
			s.starts AND r."date" < s.until)))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_action_delete BEFORE DELETE ON "action"
WHEN EXISTS (SELECT 1 FROM seal) AND EXISTS (SELECT 1 FROM sealed_term s WHERE
	OLD."date" >= s.starts AND OLD."date" < s.until)
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_term_insert BEFORE INSERT ON term
WHEN EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = NEW.id OR s.uid = NEW.uid
		OR s.code = NEW.code OR s.starts = NEW.starts
	OR EXISTS (SELECT 1 FROM term t WHERE t.starts = s.until
		AND (t.id = NEW.id OR t.uid = NEW.uid
		OR t.code = NEW.code OR t.starts = NEW.starts))
	OR (NEW.starts > s.starts AND NEW.starts <= s.ends)
	OR (NEW.starts > s.starts AND NEW.starts < s.until AND (EXISTS (SELECT
		1 FROM "assignment" r WHERE r."starts" >= NEW.starts
		AND r."starts" < s.until)
		OR EXISTS (SELECT 1 FROM "mentorship" r WHERE r."starts" >=
			NEW.starts
		AND r."starts" < s.until)
		OR EXISTS (SELECT 1 FROM "observation" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "meeting" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "review" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "overtime" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "activity" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "trial" r WHERE r."date" >= NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "achievement" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "coaching" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "honour" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "document" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "check" r WHERE r."date" >= NEW.starts
		AND r."date" < s.until)
		OR EXISTS (SELECT 1 FROM "quota" r WHERE r."starts" >=
			NEW.starts
		AND r."starts" < s.until)
		OR EXISTS (SELECT 1 FROM "action" r WHERE r."date" >=
			NEW.starts
		AND r."date" < s.until))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_term_update BEFORE UPDATE ON term
WHEN EXISTS (SELECT 1 FROM sealed_term s WHERE (s.id = OLD.id AND (OLD.id IS
	NOT NEW.id
		OR OLD.uid IS NOT NEW.uid OR OLD.created_at IS NOT
			NEW.created_at
		OR OLD."code" IS NOT NEW."code"
		OR OLD."starts" IS NOT NEW."starts"
		OR OLD."ends" IS NOT NEW."ends"
		OR OLD."note" IS NOT NEW."note"))
	OR (s.id <> OLD.id AND (s.id = NEW.id OR s.uid = NEW.uid
		OR s.code = NEW.code OR s.starts = NEW.starts
	OR EXISTS (SELECT 1 FROM term t WHERE t.id <> OLD.id AND t.starts =
		s.until
		AND (t.id = NEW.id OR t.uid = NEW.uid
		OR t.code = NEW.code OR t.starts = NEW.starts))
	OR (NEW.starts > s.starts AND NEW.starts <= s.ends)
	OR (OLD.starts = s.until AND NEW.starts < s.starts)
	OR (OLD.starts IS NOT NEW.starts AND (OLD.starts = s.until
		OR (NEW.starts > s.starts AND NEW.starts < s.until))
		AND (EXISTS (SELECT 1 FROM "assignment" r WHERE r."starts" >=
			min(OLD.starts, NEW.starts)
		AND r."starts" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "mentorship" r WHERE r."starts" >=
			min(OLD.starts, NEW.starts)
		AND r."starts" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "observation" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "meeting" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "review" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "overtime" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "activity" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "trial" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "achievement" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "coaching" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "honour" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "document" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "check" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "quota" r WHERE r."starts" >=
			min(OLD.starts, NEW.starts)
		AND r."starts" < max(OLD.starts, NEW.starts))
		OR EXISTS (SELECT 1 FROM "action" r WHERE r."date" >=
			min(OLD.starts, NEW.starts)
		AND r."date" < max(OLD.starts, NEW.starts)))))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;

CREATE TRIGGER seal_term_delete BEFORE DELETE ON term
WHEN EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = OLD.id
	OR (OLD.starts = s.until AND (EXISTS (SELECT 1 FROM "assignment" r
		WHERE r."starts" >= OLD.starts
		AND r."starts" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "mentorship" r WHERE r."starts" >=
			OLD.starts
		AND r."starts" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "observation" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "meeting" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "review" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "overtime" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "activity" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "trial" r WHERE r."date" >= OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "achievement" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "coaching" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "honour" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "document" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "check" r WHERE r."date" >= OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "quota" r WHERE r."starts" >=
			OLD.starts
		AND r."starts" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31'))
		OR EXISTS (SELECT 1 FROM "action" r WHERE r."date" >=
			OLD.starts
		AND r."date" < ifnull((SELECT min(n.starts) FROM term n WHERE
			n.starts > OLD.starts), '9999-12-31')))))
BEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END;
