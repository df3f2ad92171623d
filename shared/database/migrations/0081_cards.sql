-- Registration numbers, and the signed documents that applicants get. docs/adr/0074, docs/adr/0075
SET LOCAL lock_timeout = '2s';

-- An agency's part of registration numbers. An import gives one to each agency that has none; nobody else ever gets it, so no row is deleted.
CREATE TABLE registration.agency_numbers (
    agency_id text     PRIMARY KEY REFERENCES registration.agencies (id),
    -- squawk-ignore prefer-bigint-over-smallint
    number    smallint NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 9999) -- four digits of a registration number
);
INSERT INTO registration.agency_numbers (agency_id, number) SELECT id, row_number() OVER (ORDER BY id) FROM registration.agencies;

-- Blocks of sequences, leased to one process each. A keyed permutation makes the digits of a number of each.
CREATE TABLE registration.number_blocks (
    kind          text     NOT NULL CHECK (kind IN ('cpns', 'pppk_guru', 'pppk_nakes', 'pppk_teknis')),
    -- squawk-ignore prefer-bigint-over-smallint
    year          smallint NOT NULL CHECK (year BETWEEN 0 AND 99), -- within its century
    -- squawk-ignore prefer-bigint-over-smallint
    agency        smallint NOT NULL REFERENCES registration.agency_numbers (number),
    -- squawk-ignore prefer-bigint-over-int
    next_sequence integer  NOT NULL CHECK (next_sequence BETWEEN 1 AND 1000000001), -- first of the next block
    PRIMARY KEY (kind, year, agency)
);

-- Signed documents that were issued. The files lie in the bucket as cards/<account>/<id>. They go with the registration.
CREATE TABLE registration.issued (
    id              uuid        PRIMARY KEY,
    code            text        NOT NULL UNIQUE CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{20}$'), -- 100 random bits, by which everybody can check it
    registration_id uuid        NOT NULL REFERENCES registration.registrations (id) ON DELETE CASCADE,
    kind            text        NOT NULL CHECK (kind IN ('registration_card')),
    -- squawk-ignore prefer-bigint-over-int
    version         integer     NOT NULL CHECK (version > 0), -- counts those of a registration and kind
    frozen_hash     bytea       NOT NULL CHECK (octet_length(frozen_hash) = 32), -- of what it was made of: registrations.frozen_hash
    issued_at       timestamptz NOT NULL,
    sha256          bytea       NOT NULL UNIQUE CHECK (octet_length(sha256) = 32), -- of the signed file
    size            bigint      NOT NULL CHECK (size > 0), -- of the signed file, in bytes
    replaced_at     timestamptz, -- when a newer version took its place; NULL: it is the newest
    UNIQUE (registration_id, kind, version)
);
CREATE UNIQUE INDEX issued_newest ON registration.issued (registration_id, kind) WHERE replaced_at IS NULL;

GRANT SELECT ON registration.agency_numbers TO helpdesk_registration;
GRANT SELECT, INSERT, UPDATE ON registration.number_blocks TO helpdesk_registration;
GRANT SELECT, INSERT, UPDATE (replaced_at) ON registration.issued TO helpdesk_registration;
