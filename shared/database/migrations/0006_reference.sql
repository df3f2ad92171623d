-- Reference lists that forms suggest from; loaded by `helpdesk reference import`.
CREATE TABLE reference.countries (
    alpha2  text PRIMARY KEY CHECK (alpha2 ~ '^[A-Z]{2}$'), -- ISO 3166-1
    name_id text NOT NULL, -- Indonesian name
    name_en text NOT NULL  -- English name
);

CREATE TABLE reference.cities (
    country    text    NOT NULL REFERENCES reference.countries (alpha2),
    name       text    NOT NULL,
    population integer NOT NULL, -- people; ranks suggestions
    PRIMARY KEY (country, name, population) -- names repeat within a country
);

CREATE TABLE reference.universities (
    name text PRIMARY KEY
);

GRANT SELECT ON reference.countries, reference.cities, reference.universities TO helpdesk_intake, helpdesk_answer;
