-- Whether answers help, by desk, form and template, and how long the first answer takes. Nothing here names a ticket to
-- those who read it, and nobody counts all tickets to see it.

-- What a verdict is about is written with it: the newest answer of that moment. The status service does not see it.
ALTER TABLE status.verdicts ADD COLUMN desk text; -- which desk gave the answer; NULL: there was none
ALTER TABLE status.verdicts ADD COLUMN form text; -- catalogue code; the first two digits of the ticket's number
ALTER TABLE status.verdicts ADD COLUMN template_id uuid; -- what the answer came from; NULL: written freely

CREATE FUNCTION status.about_newest_answer() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.form := left(NEW.ticket_number, 2);
    SELECT a.desk, a.template_id INTO NEW.desk, NEW.template_id
      FROM desk.answers a WHERE a.ticket_number = NEW.ticket_number ORDER BY a.revision DESC LIMIT 1;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION status.about_newest_answer() FROM PUBLIC;
CREATE TRIGGER about_newest_answer BEFORE INSERT OR UPDATE ON status.verdicts
    FOR EACH ROW EXECUTE FUNCTION status.about_newest_answer();
UPDATE status.verdicts SET helped = helped;

CREATE INDEX verdicts_said_at ON status.verdicts (said_at) INCLUDE (desk, form, template_id, helped);

-- The same without the ticket.
CREATE VIEW status.judged AS
SELECT said_at, desk, form, template_id, helped FROM status.verdicts WHERE desk IS NOT NULL;
GRANT USAGE ON SCHEMA status TO helpdesk_console;
GRANT SELECT ON status.judged TO helpdesk_console;

-- How long first answers took: one row for each hour, desk, form and number of hours.
CREATE TABLE desk.first_answers (
    hour    timestamptz NOT NULL, -- the beginning of the hour in which they were given
    desk    text        NOT NULL, -- which desk gave them
    form    text        NOT NULL, -- catalogue code
    took    smallint    NOT NULL CHECK (took BETWEEN 1 AND 999), -- hours since the filing, rounded up; 999: or more
    answers integer     NOT NULL,
    PRIMARY KEY (hour, desk, form, took)
);
GRANT SELECT, INSERT, UPDATE ON desk.first_answers TO helpdesk_console;

-- What applicants wrote after an answer, by time.
CREATE INDEX entries_said_at ON desk.entries (said_at) INCLUDE (desk, ticket_number) WHERE kind = 'follow_up';

-- As before, and with how long first answers took.
CREATE OR REPLACE FUNCTION retention.forget_hours() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    oldest    timestamptz := now() - (SELECT make_interval(days => days) FROM retention.periods WHERE kind = 'statistics');
    forgotten integer;
    answers   integer;
BEGIN
    DELETE FROM desk.hours WHERE hour < oldest;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    DELETE FROM desk.first_answers WHERE hour < oldest;
    GET DIAGNOSTICS answers = ROW_COUNT;
    RETURN forgotten + answers;
END
$$;
