-- Made-up data for the shipped kpis.yaml, as far as it asks for it; loaded once, into an empty volume.
CREATE DATABASE coproduction_production;
CREATE DATABASE catalogue_production;

\connect coproduction_production

CREATE FUNCTION made_up_id(kind text, number bigint) RETURNS uuid IMMUTABLE LANGUAGE sql
    RETURN md5(kind || number)::uuid;

CREATE TABLE "user" AS
SELECT 'sub-' || n AS id, now()::timestamp - n * interval '1 day' AS created_at,
       now()::timestamp - n % 60 * interval '12 hours' AS last_login
FROM generate_series(1, 400) AS n;

CREATE TABLE team AS
SELECT made_up_id('team', n) AS id, 'Team ' || n AS name, made_up_id('organization', n % 12) AS organization_id,
       (ARRAY['citizen', 'public_administration', 'nonprofit_organization', 'forprofit_organization'])[1 + n % 4] AS type
FROM generate_series(1, 60) AS n;

CREATE TABLE association_user_team AS
SELECT DISTINCT 'sub-' || 1 + n * 7 % 400 AS user_id, made_up_id('team', 1 + n % 60) AS team_id
FROM generate_series(1, 900) AS n;

CREATE TABLE coproductionprocess AS
SELECT made_up_id('process', n) AS id, 'Process ' || n AS name, n % 3 = 0 AS is_public,
       CASE WHEN n % 9 = 0 THEN made_up_id('process', n - 1) END AS cloned_from_id,
       (ARRAY['en', 'es', 'it', 'lv', NULL])[1 + n % 5] AS language, (n % 50 / 10.0)::numeric AS rating,
       n % 14 AS ratings_count, now()::timestamp - n * interval '3 days' AS created_at
FROM generate_series(1, 180) AS n;

CREATE TABLE permission AS
SELECT made_up_id('permission', n) AS id, made_up_id('team', 1 + n % 60) AS team_id,
       made_up_id('process', 1 + n * 11 % 180) AS coproductionprocess_id
FROM generate_series(1, 300) AS n;

CREATE TABLE phase AS
SELECT made_up_id('phase', n) AS id, current_date + n % 120 - 60 AS end_date, (n * 13 % 101)::numeric AS progress
FROM generate_series(1, 400) AS n;

CREATE TABLE story AS
SELECT made_up_id('story', n) AS id, n % 4 > 0 AS state FROM generate_series(1, 30) AS n;

CREATE TABLE asset AS
SELECT made_up_id('asset', n) AS id FROM generate_series(1, 700) AS n;

CREATE TABLE internalasset AS
SELECT made_up_id('asset', n) AS id, made_up_id('tool', 1 + n % 24) AS softwareinterlinker_id
FROM generate_series(1, 500) AS n;

\connect catalogue_production

CREATE FUNCTION made_up_id(kind text, number bigint) RETURNS uuid IMMUTABLE LANGUAGE sql
    RETURN md5(kind || number)::uuid;

CREATE TABLE interlinker AS
SELECT made_up_id('tool', n) AS id, n % 5 > 0 AS published, n % 4 = 0 AS is_sustainability_related
FROM generate_series(1, 80) AS n;

CREATE TABLE softwareinterlinker AS
SELECT made_up_id('tool', n) AS id FROM generate_series(1, 30) AS n;

CREATE TABLE artefact AS
SELECT made_up_id('tool', n) AS id, n % 6 > 0 AS is_public,
       (ARRAY['public_domain', 'permissive', 'copyleft', NULL])[1 + n % 4] AS licence
FROM generate_series(1, 80) AS n;
