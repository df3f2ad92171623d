-- How it goes: what came and what was answered, hour by hour, so that nobody counts a million tickets to see it.
CREATE TABLE desk.hours (
    desk       text        NOT NULL,
    hour       timestamptz NOT NULL, -- its beginning
    arrived    integer     NOT NULL, -- tickets filed in this hour
    answered   integer     NOT NULL, -- first answers given in this hour
    within_24h integer     NOT NULL, -- of these, those given within a day of the filing
    within_48h integer     NOT NULL, -- and within the two days that were promised
    PRIMARY KEY (desk, hour)
);
CREATE INDEX hours_hour ON desk.hours (hour);

CREATE INDEX cases_submitted_at ON desk.cases (submitted_at);
CREATE INDEX answers_first ON desk.answers (answered_at) INCLUDE (desk, answered_by) WHERE revision = 1;

-- What is open at a desk, oldest deadline first, without looking at the rows.
CREATE INDEX cases_open ON desk.cases (desk, answer_due_at, stage) WHERE stage IN ('received', 'processing');

GRANT SELECT, INSERT, UPDATE ON desk.hours TO helpdesk_answer;
