-- Which template an answer came from: officers see what is used most, and supervisors what helped. A template may be
-- gone by the time that somebody counts.
ALTER TABLE desk.answers ADD COLUMN template_id uuid;      -- NULL: written freely
ALTER TABLE desk.drafts ADD COLUMN template_id uuid;       -- what the draft came from; NULL as above
ALTER TABLE desk.bulk_answers ADD COLUMN template_id uuid; -- what its text came from; NULL as above

CREATE INDEX answers_by_template ON desk.answers (template_id, answered_at) WHERE template_id IS NOT NULL;
