-- The catalogue of formations: what can be applied for, who asks for it, and when. The operator imports it. docs/adr/0069
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdesk_registration') THEN
        BEGIN
            CREATE ROLE helpdesk_registration NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another database of this cluster is being migrated at the same moment
        END;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO helpdesk_registration', current_database());
END
$$;

-- The bounds of migration 0073. Conditions of a search that nobody set must not reach its plan, so each search has a plan of its own.
DO $$
DECLARE
    bound text[];
BEGIN
    FOREACH bound SLICE 1 IN ARRAY ARRAY[
        ['statement_timeout', '5000'], ['idle_in_transaction_session_timeout', '10000'],
        ['tcp_keepalives_idle', '10'], ['tcp_keepalives_interval', '5'], ['tcp_keepalives_count', '3'], ['tcp_user_timeout', '15000'],
        ['plan_cache_mode', 'force_custom_plan']
    ] LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdesk_registration' AND (bound[1] || '=' || bound[2]) = ANY(rolconfig));
        BEGIN
            EXECUTE format('ALTER ROLE helpdesk_registration SET %s = %L', bound[1], bound[2]);
        EXCEPTION
            WHEN unique_violation OR internal_error THEN
                NULL;
            WHEN insufficient_privilege THEN
                RAISE NOTICE 'helpdesk_registration keeps its settings: a superuser can give them (docs/operations.md)';
        END;
    END LOOP;
END
$$;

SET LOCAL lock_timeout = '2s';

CREATE SCHEMA registration;

-- Each import brings the catalogue to a new version, whole or not at all.
CREATE TABLE registration.imports (
    version     bigint      PRIMARY KEY CHECK (version > 0),
    imported_at timestamptz NOT NULL,
    formations  bigint      NOT NULL, -- in the file
    added       bigint      NOT NULL, -- that were not there, or were withdrawn
    changed     bigint      NOT NULL, -- that said something else
    withdrawn   bigint      NOT NULL  -- that the file lacked
);

CREATE TABLE registration.agencies (
    id   text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9._-]{1,40}$'),  -- instansi_id
    name text NOT NULL    CHECK (char_length(name) BETWEEN 1 AND 200) -- ins_nm
);

CREATE TABLE registration.positions (
    name text PRIMARY KEY CHECK (char_length(name) BETWEEN 1 AND 200) -- jabatan_nm
);

CREATE TABLE registration.educations (
    code text PRIMARY KEY CHECK (code ~ '^[0-9]{7}$'),                -- kode_ref_pend
    name text NOT NULL    CHECK (char_length(name) BETWEEN 1 AND 300) -- pendidikan_nm
);

-- One row of the operator's file. Beside a column stands the file's name for it. Numbers are bounded by their checks, and need no bigint.
CREATE TABLE registration.formations (
    id                     uuid     PRIMARY KEY,                                                  -- formasi_id
    agency_id              text     NOT NULL REFERENCES registration.agencies (id),               -- instansi_id
    selection              text     NOT NULL CHECK (selection IN ('CPNS', 'PPPK')),               -- jp_nama
    kind                   text     NOT NULL CHECK (char_length(kind) BETWEEN 1 AND 60),          -- formasi_nm
    position               text     NOT NULL REFERENCES registration.positions (name),            -- jabatan_nm
    place                  text     NOT NULL CHECK (char_length(place) BETWEEN 1 AND 300),        -- lokasi_nm
    education_code         text     NOT NULL REFERENCES registration.educations (code),           -- kode_ref_pend
    -- squawk-ignore prefer-bigint-over-int
    places                 integer  NOT NULL CHECK (places BETWEEN 1 AND 100000),                 -- jumlah_formasi
    open_to_disability     boolean  NOT NULL,                                                     -- disable
    salary_min             bigint   CHECK (salary_min BETWEEN 0 AND 1000000000),                  -- gaji_min, in rupiah a month
    salary_max             bigint   CHECK (salary_max BETWEEN 0 AND 1000000000),                  -- gaji_max
    job                    text     NOT NULL CHECK (char_length(job) <= 4000),                    -- job_desc
    skills                 text     NOT NULL CHECK (char_length(skills) <= 2000),                 -- keahlian
    requirements           jsonb    NOT NULL CHECK (jsonb_typeof(requirements) = 'array' AND jsonb_array_length(requirements) <= 40), -- syarat_admin: code, label, mandatory
    contact                text     NOT NULL CHECK (char_length(contact) <= 200),                 -- kontak
    gender                 text     CHECK (gender IN ('L', 'P')),                                 -- jenisKelamin; NULL: of both
    asks_str               boolean  NOT NULL,                                                     -- mintaSTR: a certificate of registration
    asks_teaching          boolean  NOT NULL,                                                     -- mintaSertifikasiGuru
    asks_toefl             boolean  NOT NULL,                                                     -- toefl
    is_diplomat            boolean  NOT NULL,                                                     -- isDiplomat
    dapodik                text     NOT NULL CHECK (char_length(dapodik) <= 40),                  -- kodeDapodik
    npsn                   text     NOT NULL CHECK (char_length(npsn) <= 40),                     -- npsn
    -- squawk-ignore prefer-bigint-over-smallint
    age_min                smallint NOT NULL CHECK (age_min BETWEEN 16 AND 80),                   -- age_min, in years on the day of filing
    -- squawk-ignore prefer-bigint-over-smallint
    age_max                smallint NOT NULL CHECK (age_max BETWEEN 16 AND 80),                   -- age_max, to the day
    gpa_min                integer  CHECK (gpa_min BETWEEN 0 AND 10000),                          -- gpa_min, in hundredths; NULL: none is asked for
    content_hash           bytea    NOT NULL CHECK (octet_length(content_hash) = 32),             -- SHA-256 of all that the file says of it
    words                  text     COLLATE "C" NOT NULL, -- what a search looks into, folded, each word behind a blank
    agency_words           text     COLLATE "C" NOT NULL, -- the same of the agency alone
    place_words            text     COLLATE "C" NOT NULL, -- of the place
    education_words        text     COLLATE "C" NOT NULL, -- of the education and its code
    listed_as              text     COLLATE "C" NOT NULL, -- by which lists are sorted
    version                bigint   NOT NULL REFERENCES registration.imports (version), -- the import that wrote it last
    withdrawn_in           bigint   REFERENCES registration.imports (version), -- the import that lacked it; NULL: it can be applied for
    CONSTRAINT formations_ages CHECK (age_min <= age_max),
    CONSTRAINT formations_salaries CHECK (salary_min <= salary_max)
);
CREATE INDEX formations_listed ON registration.formations (listed_as, id) WHERE withdrawn_in IS NULL;
CREATE INDEX formations_of_agency ON registration.formations (agency_id);
-- An import takes in what waits in the index's list of what is new.
CREATE INDEX formations_words ON registration.formations USING gin (
    words reference.gin_trgm_ops, agency_words reference.gin_trgm_ops, place_words reference.gin_trgm_ops, education_words reference.gin_trgm_ops
) WHERE withdrawn_in IS NULL;

-- When registrations are taken: for each selection of a period, and otherwise for single agencies.
CREATE TABLE registration.dates (
    id        uuid        PRIMARY KEY,
    period_id uuid        NOT NULL REFERENCES accounts.periods (id),
    selection text        NOT NULL CHECK (selection IN ('CPNS', 'PPPK')),
    agency_id text        REFERENCES registration.agencies (id), -- NULL: of every agency without dates of its own
    opens_at  timestamptz NOT NULL,
    closes_at timestamptz NOT NULL, -- from this moment on none is taken
    CONSTRAINT dates_close_after_they_open CHECK (closes_at > opens_at)
);
CREATE UNIQUE INDEX dates_once ON registration.dates (period_id, selection, (coalesce(agency_id, '')));

CREATE VIEW registration.periods AS SELECT id, name, opens_at, closes_at FROM accounts.periods;

GRANT USAGE ON SCHEMA registration, notices TO helpdesk_registration;
GRANT SELECT ON registration.imports, registration.agencies, registration.positions, registration.educations, registration.formations,
    registration.dates, registration.periods TO helpdesk_registration;
GRANT SELECT ON notices.banners, notices.closed_forms TO helpdesk_registration;
