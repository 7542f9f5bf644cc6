CREATE TABLE t (flag boolean);
INSERT INTO t VALUES (true), (true), (false), (NULL);
