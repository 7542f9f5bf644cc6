CREATE TABLE t (v text);
INSERT INTO t VALUES ('a'), ('B'), ('_'), ('é'), ('Z'), (NULL);
