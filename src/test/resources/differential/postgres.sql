CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE p (
    id integer PRIMARY KEY,
    u uuid,
    s text,
    v varchar(20),
    b boolean,
    i integer,
    l bigint,
    n numeric(12,3),
    big numeric(30,5),
    x double precision,
    d date,
    t timestamp(3),
    tz timestamp(3) with time zone,
    m mood,
    j jsonb,
    y double precision,
    collated text COLLATE "und-x-icu"
);
INSERT INTO p
SELECT k,
    CASE WHEN k % 7 = 0 THEN NULL ELSE ('00000000-0000-4000-8000-' || lpad((k % 20)::text, 12, '0'))::uuid END,
    (ARRAY[NULL, '', 'a', 'A', 'ab', 'a b', 'Ärger', 'straße', '日本', '😀', 'it''s', '100%', 'a_b', ' lead', 'trail ', 'back\slash'])[k % 16 + 1],
    (ARRAY['citizen', 'Citizen', NULL, 'public', ''])[k % 5 + 1],
    CASE k % 3 WHEN 0 THEN true WHEN 1 THEN false END,
    CASE WHEN k % 11 = 0 THEN NULL ELSE k % 9 - 4 END,
    CASE k % 6 WHEN 0 THEN NULL WHEN 1 THEN 9223372036854775807 WHEN 2 THEN -9007199254740993 ELSE k * 1000003::bigint END,
    CASE WHEN k % 8 = 0 THEN NULL ELSE (k * 37 % 1000) / 8.0 - 50 END,
    CASE k % 4 WHEN 0 THEN NULL WHEN 1 THEN 1234567890123456789012345.12345 ELSE k / 3.0 END,
    CASE k % 5 WHEN 0 THEN NULL WHEN 1 THEN 0.1 WHEN 2 THEN -1e300 ELSE k / 7.0::double precision END,
    CASE WHEN k % 10 = 0 THEN NULL ELSE date '2024-02-27' + k * 13 END,
    CASE WHEN k % 9 = 0 THEN NULL ELSE timestamp '2025-12-31 22:30:00.125' + k * interval '37 hours' END,
    CASE WHEN k % 13 = 0 THEN NULL ELSE timestamptz '2026-03-29 00:30:00+00' + k * interval '1 hour' END,
    (ARRAY['sad', 'ok', 'happy', NULL])[k % 4 + 1]::mood,
    CASE WHEN k % 6 = 0 THEN NULL ELSE jsonb_build_object('k', k, 's', 'x' || k % 3, 'a', jsonb_build_array(k, NULL, 'z')) END,
    CASE k % 7 WHEN 0 THEN NULL WHEN 1 THEN 'NaN'::float8 WHEN 2 THEN 'Infinity' WHEN 3 THEN '-Infinity' ELSE k % 5 END,
    (ARRAY['b', 'B', 'a', 'Z', 'ä', 'z', NULL, 'a b', 'ab', '_'])[k % 10 + 1]
FROM generate_series(1, 120) AS g(k);
CREATE TABLE q (p_id integer, key text, amount numeric(10,2));
INSERT INTO q SELECT k % 40, '00000000-0000-4000-8000-' || lpad((k % 25)::text, 12, '0'), k * 1.25 FROM generate_series(1, 90) AS g(k);
CREATE TABLE r (id integer, moods mood[], counts integer[], pairs integer[][], days date[], f char(4),
    flag boolean, code uuid, "order" integer, "Mixed Case" text, twice integer GENERATED ALWAYS AS (id * 2) STORED);
INSERT INTO r (id, moods, counts, pairs, days, f, flag, code, "order", "Mixed Case") VALUES
    (1, '{sad,NULL}', '[0:2]={7,8,9}', '{{1,2},{3,4}}', '{2026-03-29,NULL}', 'ab', true,
        md5('a')::uuid, 3, 'x'),
    (2, '{ok}', '{1,NULL}', '{}', '{}', 'ab  ', false, NULL, NULL, ''),
    (3, NULL, NULL, NULL, NULL, '', NULL, md5('b')::uuid, 1, NULL);
CREATE TABLE parent (n integer);
CREATE TABLE child () INHERITS (parent);
ALTER TABLE ONLY parent ALTER n SET NOT NULL;
INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (NULL);
CREATE TABLE parted (id integer, month date) PARTITION BY RANGE (month);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE parted_2 PARTITION OF parted DEFAULT;
INSERT INTO parted VALUES (1, '2026-01-31'), (2, '2026-02-01'), (3, NULL);
CREATE MATERIALIZED VIEW kept AS SELECT v, count(*) AS c FROM p GROUP BY v;
