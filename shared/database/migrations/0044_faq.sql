-- The FAQ: entries with all their versions, and which of them everybody reads. docs/adr/0045
CREATE SCHEMA faq;
GRANT USAGE ON SCHEMA faq TO helpdesk_intake, helpdesk_console;

-- One question with its answer, through all its versions.
CREATE TABLE faq.entries (
    id           uuid        PRIMARY KEY,
    place        bigint      GENERATED ALWAYS AS IDENTITY, -- pages show entries in this order
    seed         text        UNIQUE, -- the file and the question that it began as; NULL: somebody wrote it in the console
    version      integer     NOT NULL CHECK (version >= 1), -- the newest one; who writes names it, so that nobody passes over what they have not seen
    published    integer, -- the version that everybody reads; NULL: none
    published_at timestamptz, -- since when; NULL: none is
    reviewed     integer     NOT NULL CHECK (reviewed BETWEEN 0 AND version), -- up to this version a supervisor has decided
    CHECK ((published IS NULL) = (published_at IS NULL)),
    CHECK (published BETWEEN 1 AND version)
);

-- What an entry said. No version is ever changed.
CREATE TABLE faq.versions (
    entry_id   uuid        NOT NULL REFERENCES faq.entries,
    version    integer     NOT NULL CHECK (version >= 1), -- from 1 on
    audience   text        NOT NULL CHECK (audience IN ('bersama', 'pppk', 'pppk-guru', 'cpns', 'pppk-non-guru')), -- who it is for
    topic      text        NOT NULL CHECK (topic ~ '^[a-z-]{1,40}$'), -- the page that it stands on
    question   text        NOT NULL CHECK (char_length(question) BETWEEN 1 AND 200), -- plain text
    asked      text        NOT NULL CHECK (char_length(asked) <= 500), -- what else people type when they ask it; only the search reads it
    answer     text        NOT NULL CHECK (char_length(answer) BETWEEN 1 AND 8000), -- Markdown; nothing personal
    written_by uuid, -- officer; NULL: it comes from a file
    written_at timestamptz NOT NULL,
    PRIMARY KEY (entry_id, version)
);

-- Grows with each publication, so that a process sees in one row whether it has to read anew. 0: nobody has published or seeded anything.
CREATE TABLE faq.edition (
    number bigint NOT NULL -- of the last publication
);
CREATE UNIQUE INDEX edition_is_one ON faq.edition ((true));
INSERT INTO faq.edition (number) VALUES (0);

-- What everybody reads.
CREATE VIEW faq.published AS
    SELECT e.place, v.audience, v.topic, v.question, v.asked, v.answer, e.published_at
      FROM faq.entries e JOIN faq.versions v ON v.entry_id = e.id AND v.version = e.published;

GRANT SELECT ON faq.published, faq.edition TO helpdesk_intake;
GRANT SELECT, INSERT ON faq.entries, faq.versions TO helpdesk_console;
GRANT UPDATE (version, published, published_at, reviewed) ON faq.entries TO helpdesk_console;
GRANT SELECT, UPDATE ON faq.edition TO helpdesk_console;

-- Words of searches that found nothing. Who searched, and what else was typed, stands nowhere.

-- From how many networks a word was searched for in vain: keyed hashes only.
CREATE TABLE intake.missed_searches (
    mark      bytea NOT NULL, -- blind index of the word
    network   bytea NOT NULL, -- blind index of the word and the network together: two words of one network have nothing in common
    missed_on date  NOT NULL, -- the last day
    PRIMARY KEY (mark, network)
);
CREATE INDEX missed_searches_missed_on ON intake.missed_searches (missed_on);

-- The words that may be read: those that our own texts use, and those that came from at least five networks.
CREATE TABLE intake.missed_words (
    mark     bytea   PRIMARY KEY, -- blind index of the word
    word     text    NOT NULL CHECK (word ~ '^[a-z]{3,24}$'), -- folded
    is_known boolean NOT NULL -- our own texts use it
);

GRANT SELECT, INSERT, UPDATE, DELETE ON intake.missed_searches TO helpdesk_intake;
GRANT SELECT, INSERT, DELETE ON intake.missed_words TO helpdesk_intake;

-- What supervisors read of it.
CREATE VIEW intake.missed AS
    SELECT w.word, count(*) AS networks, max(m.missed_on) AS missed_on
      FROM intake.missed_words w JOIN intake.missed_searches m ON m.mark = w.mark
     GROUP BY w.word, w.is_known
    HAVING w.is_known OR count(*) >= 5;
GRANT SELECT ON intake.missed TO helpdesk_console;

ALTER TABLE retention.periods DROP CONSTRAINT periods_kind_check;
INSERT INTO retention.periods (kind, days, usual, least, most) VALUES
    ('faq', 1825, 1825, 30, 36500), -- versions of entries of the FAQ that nobody reads any more
    ('searches', 90, 90, 7, 365);   -- searches that found nothing
ALTER TABLE retention.periods
    ADD CONSTRAINT periods_kind_check CHECK (kind IN ('tickets', 'idempotency', 'drafts', 'texts', 'inbox', 'sessions', 'devices', 'bulk', 'notices',
                                                      'statistics', 'faq', 'searches'));

-- Deletes versions that are older than their period, but for the newest and the published one of each entry; and entries that nobody reads and a supervisor has
-- decided about, but for what began as a file, which would come back. Returns how many versions.
CREATE FUNCTION retention.forget_faq() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due       timestamptz;
    forgotten integer;
    entries   integer;
BEGIN
    SELECT now() - make_interval(days => days) INTO STRICT due FROM retention.periods WHERE kind = 'faq';
    DELETE FROM faq.versions v USING faq.entries e
     WHERE e.id = v.entry_id AND v.written_at < due AND v.version < e.version AND v.version IS DISTINCT FROM e.published;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    DELETE FROM faq.versions v USING faq.entries e
     WHERE e.id = v.entry_id AND e.seed IS NULL AND e.published IS NULL AND e.reviewed = e.version
       AND NOT EXISTS (SELECT FROM faq.versions w WHERE w.entry_id = e.id AND w.written_at >= due);
    GET DIAGNOSTICS entries = ROW_COUNT;
    DELETE FROM faq.entries e WHERE NOT EXISTS (SELECT FROM faq.versions v WHERE v.entry_id = e.id);
    RETURN forgotten + entries;
END
$$;
REVOKE ALL ON FUNCTION retention.forget_faq() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention.forget_faq() TO helpdesk_console;
