CREATE TABLE t (v integer);
INSERT INTO t VALUES (1), (2), (2), (NULL);
