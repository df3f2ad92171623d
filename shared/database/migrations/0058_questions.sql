-- An officer asks the applicant one question; until the reply or the deadline the ticket rests. docs/adr/0050

-- What is said about a ticket besides answers gets two kinds: what an officer asks, and what the applicant replies.
ALTER TABLE desk.entries DROP CONSTRAINT entries_kind_check;
ALTER TABLE desk.entries
    ADD COLUMN question_id uuid, -- reply: what it replies to
    ADD COLUMN asked_by    uuid, -- question: officer
    ADD COLUMN due_at      timestamptz, -- question: until when the ticket waits for the reply
    ADD COLUMN ended_at    timestamptz, -- question: since when nothing waits for its reply; NULL: the ticket rests
    ADD COLUMN ended_as    text CHECK (ended_as IN ('replied', 'expired', 'answered', 'handed_over')), -- question: why
    ADD CONSTRAINT entries_kind_check CHECK (kind IN ('follow_up', 'question', 'reply')),
    ADD CONSTRAINT entries_reply_names_a_question CHECK ((kind = 'reply') = (question_id IS NOT NULL)),
    ADD CONSTRAINT entries_question_has_a_deadline
        CHECK ((kind = 'question') = (asked_by IS NOT NULL) AND (kind = 'question') = (due_at IS NOT NULL)),
    ADD CONSTRAINT entries_question_ends_for_a_reason
        CHECK ((ended_at IS NULL) = (ended_as IS NULL) AND (kind = 'question' OR ended_at IS NULL));
CREATE UNIQUE INDEX entries_one_open_question ON desk.entries (ticket_number) WHERE kind = 'question' AND ended_at IS NULL;
CREATE UNIQUE INDEX entries_one_reply ON desk.entries (question_id) WHERE kind = 'reply';
CREATE INDEX entries_of_ticket ON desk.entries (ticket_number, said_at);
CREATE INDEX entries_due ON desk.entries (due_at) WHERE kind = 'question' AND ended_at IS NULL;
-- A question waits for nobody to take it.
DROP INDEX desk.entries_waiting;
CREATE INDEX entries_waiting ON desk.entries (kind, said_at) WHERE taken_at IS NULL AND kind <> 'question';
DROP INDEX desk.entries_taken_at;
CREATE INDEX entries_taken_at ON desk.entries (taken_at, id) WHERE taken_at IS NOT NULL AND kind = 'follow_up';

-- The case of an erased ticket whose question nobody can reply to any more rests for good: nobody can work on it.
ALTER TABLE desk.cases
    ADD COLUMN rests_until timestamptz, -- waits for its applicant until then at most; NULL: it waits for the desk
    ADD COLUMN came_back   text CHECK (came_back IN ('follow_up', 'reply', 'expired')); -- how it came back from its applicant last; NULL: it did not, or was answered since
-- What is counted as open reads the index alone, as before.
DROP INDEX desk.cases_open;
CREATE INDEX cases_open ON desk.cases (desk, answer_due_at, stage) WHERE stage IN ('received', 'processing') AND rests_until IS NULL;
CREATE INDEX cases_resting ON desk.cases (desk, rests_until, ticket_number) WHERE rests_until IS NOT NULL;
UPDATE desk.cases c SET came_back = 'follow_up'
  FROM desk.entries e
 WHERE e.ticket_number = c.ticket_number AND e.kind = 'follow_up' AND e.taken_at IS NOT NULL AND c.stage <> 'answered';

-- Who faces everybody writes what applicants write, and cannot ask in an officer's name.
REVOKE INSERT ON desk.entries FROM helpdesk_status;
GRANT INSERT (id, ticket_number, kind, body, said_at, question_id) ON desk.entries TO helpdesk_status;
GRANT INSERT, UPDATE (ended_at, ended_as) ON desk.entries TO helpdesk_console;

-- A reply moves no ticket: only a follow-up is sent to a desk.
CREATE OR REPLACE VIEW desk.sent AS
SELECT event_id, ticket_number, desk, dispatched_at AS sent_at, false AS transferred FROM routing.dispatches
UNION ALL
SELECT event_id, ticket_number, to_desk, transferred_at, true FROM desk.transfers
UNION ALL
SELECT id, ticket_number, desk, taken_at, true FROM desk.entries WHERE taken_at IS NOT NULL AND kind = 'follow_up';

-- As before, with what officers asked and the replies, and with the deadline that a rest has moved.
CREATE OR REPLACE VIEW status.tickets AS
SELECT t.submitted_on,
       t.number,
       t.id,
       t.form,
       t.submitted_at,
       coalesce(c.answer_due_at, t.answer_due_at) AS answer_due_at,
       t.nik_index,
       k.data_key,
       t.content,
       coalesce(c.stage, 'submitted') AS stage,
       coalesce(reached.stages, '{}') AS timeline_stages,
       coalesce(reached.times, '{}') AS timeline_times,
       coalesce(answered.bodies, '{}') AS answer_bodies,
       coalesce(answered.times, '{}') AS answer_times,
       t.documents,
       told.address AS notice_address,
       coalesce(answered.turns, '{}') AS answer_turns,
       f.id AS follow_up_id,
       f.body AS follow_up_body,
       f.said_at AS follow_up_at,
       v.helped,
       coalesce(asked.ids, '{}') AS question_ids,
       coalesce(asked.bodies, '{}') AS question_bodies,
       coalesce(asked.times, '{}') AS question_times,
       coalesce(asked.dues, '{}') AS question_dues,
       coalesce(asked.states, '{}') AS question_states,
       coalesce(asked.reply_ids, '{}') AS reply_ids,
       coalesce(asked.reply_bodies, '{}') AS reply_bodies,
       coalesce(asked.reply_times, '{}') AS reply_times
FROM intake.tickets t
JOIN keys.tickets k ON k.ticket_id = t.id
LEFT JOIN desk.cases c ON c.ticket_number = t.number
LEFT JOIN intake.notice_addresses told ON told.ticket_number = t.number
LEFT JOIN desk.entries f ON f.ticket_number = t.number AND f.kind = 'follow_up'
LEFT JOIN status.verdicts v ON v.ticket_number = t.number
CROSS JOIN LATERAL (SELECT array_agg(l.stage) AS stages, array_agg(l.at) AS times
                    FROM (SELECT stage, at FROM desk.timeline WHERE ticket_number = t.number ORDER BY id) l) reached
CROSS JOIN LATERAL (SELECT array_agg(a.body) AS bodies, array_agg(a.answered_at) AS times, array_agg(a.turn) AS turns
                    FROM (SELECT body, answered_at, turn FROM desk.answers
                           WHERE ticket_number = t.number ORDER BY revision DESC) a) answered
CROSS JOIN LATERAL (SELECT array_agg(a.id) AS ids, array_agg(a.body) AS bodies, array_agg(a.said_at) AS times,
                           array_agg(a.due_at) AS dues, array_agg(a.state) AS states, array_agg(a.reply_id) AS reply_ids,
                           array_agg(a.reply_body) AS reply_bodies, array_agg(a.reply_at) AS reply_times
                    FROM (SELECT q.id, q.body, q.said_at, q.due_at, coalesce(q.ended_as, 'open') AS state,
                                 r.id AS reply_id, r.body AS reply_body, r.said_at AS reply_at
                            FROM desk.entries q
                            LEFT JOIN desk.entries r ON r.question_id = q.id AND r.kind = 'reply'
                           WHERE q.ticket_number = t.number AND q.kind = 'question'
                           ORDER BY q.said_at, q.id) a) asked
WHERE t.erased_at IS NULL;

-- A letter tells that the helpdesk asks something.
ALTER TABLE notify.letters DROP CONSTRAINT letters_kind_check;
ALTER TABLE notify.letters ADD CONSTRAINT letters_kind_check CHECK (kind IN ('ticket_answered', 'ticket_asked', 'ticket_number'));
