-- Who files the same form again while the first ticket is open is shown that ticket.
ALTER TABLE intake.tickets ADD COLUMN person_index bytea; -- blind index of NIK, KK, name and birth date together; NULL once erased, and in tickets from before
CREATE INDEX tickets_person ON intake.tickets (person_index, form) WHERE person_index IS NOT NULL;

-- Tickets that are not answered yet, with their stage and nothing else of what their desk does.
CREATE VIEW intake.open_tickets AS
SELECT t.submitted_on, t.number, t.form, t.person_index, t.submitted_at, coalesce(c.stage, 'submitted') AS stage
  FROM intake.tickets t
  LEFT JOIN desk.cases c ON c.ticket_number = t.number
 WHERE t.erased_at IS NULL AND coalesce(c.stage, 'submitted') <> 'answered';

GRANT SELECT ON intake.open_tickets TO helpdesk_intake;
