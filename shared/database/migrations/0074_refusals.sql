SET LOCAL lock_timeout = '2s';

-- How often the broker refused a message, or no queue took it. Such a message rests before each further try, and a metric counts those that do.
ALTER TABLE intake.outbox ADD COLUMN refusals integer NOT NULL DEFAULT 0;
ALTER TABLE desk.outbox ADD COLUMN refusals integer NOT NULL DEFAULT 0;
ALTER TABLE accounts.outbox ADD COLUMN refusals integer NOT NULL DEFAULT 0;
