-- Each agency's reports may come in a queue of its own, so that no agency holds up another. Agencies that are there already get theirs with
-- `helpdesk agency own-queue` or with their next credentials.

ALTER TABLE desk.agencies
    ADD COLUMN own_queue   boolean NOT NULL DEFAULT false, -- the queue agency.<name>.reports is there and is consumed
    ADD COLUMN only_own    boolean NOT NULL DEFAULT false, -- it may not use the queue that all agencies share
    ADD CONSTRAINT agencies_only_own CHECK (own_queue OR NOT only_own);
