-- A person who files the same form twice at the same moment, from two tabs, gets one ticket: each filing on the site names the one that it follows, and only one
-- can follow the same. Filings on both sides of midnight are of two days, the one case that the key does not tell.
ALTER TABLE intake.tickets ADD COLUMN follows text; -- the person's newest ticket of this form when this one was filed, '' for none; NULL where no person filed (assisted channels)
DROP INDEX intake.tickets_person;
CREATE UNIQUE INDEX tickets_turn ON intake.tickets (person_index, form, follows, submitted_on);

-- Tickets with their stage and nothing else of what their desk does.
DROP VIEW intake.open_tickets;
CREATE VIEW intake.filed_tickets AS
SELECT t.submitted_on, t.number, t.form, t.person_index, t.submitted_at, coalesce(c.stage, 'submitted') AS stage
  FROM intake.tickets t
  LEFT JOIN desk.cases c ON c.ticket_number = t.number
 WHERE t.erased_at IS NULL;

GRANT SELECT ON intake.filed_tickets TO helpdesk_intake;
