CREATE TABLE t (language text, value integer, year integer);
INSERT INTO t VALUES ('en', 1, 2026);
CREATE TABLE "user" (id integer, "agreeTerms" boolean);
INSERT INTO "user" VALUES (1, true), (2, false);
