-- What a lookup sees of a ticket, now with its documents: kind, media type and length of each, so that an applicant sees
-- what was sent. Where they lie and what is in them stays where it was.

CREATE OR REPLACE VIEW status.tickets AS
SELECT t.submitted_on,
       t.number,
       t.id,
       t.form,
       t.submitted_at,
       t.answer_due_at,
       t.nik_index,
       k.data_key,
       t.content,
       coalesce(c.stage, 'submitted') AS stage,
       coalesce(reached.stages, '{}') AS timeline_stages,
       coalesce(reached.times, '{}') AS timeline_times,
       coalesce(answered.bodies, '{}') AS answer_bodies,
       coalesce(answered.times, '{}') AS answer_times,
       t.documents
FROM intake.tickets t
JOIN keys.tickets k ON k.ticket_id = t.id
LEFT JOIN desk.cases c ON c.ticket_number = t.number
CROSS JOIN LATERAL (SELECT array_agg(l.stage) AS stages, array_agg(l.at) AS times
                    FROM (SELECT stage, at FROM desk.timeline WHERE ticket_number = t.number ORDER BY id) l) reached
CROSS JOIN LATERAL (SELECT array_agg(a.body) AS bodies, array_agg(a.answered_at) AS times
                    FROM (SELECT body, answered_at FROM desk.answers
                           WHERE ticket_number = t.number ORDER BY revision DESC) a) answered
WHERE t.erased_at IS NULL;
