-- Tickets by region in a desk's list: the region stands beside the deadline, so that neither a rare nor an unknown one reads the whole queue.
ALTER TABLE desk.cases ADD COLUMN region text NOT NULL DEFAULT '000000'; -- first six digits of the NIK; 000000: erased
UPDATE desk.cases c SET region = t.region FROM intake.tickets t WHERE t.submitted_on = c.submitted_on AND t.number = c.ticket_number;
-- Two digits are a province. A regency, four, is looked for among its province's.
CREATE INDEX cases_by_region ON desk.cases (desk, stage, left(region, 2), answer_due_at, ticket_number);
