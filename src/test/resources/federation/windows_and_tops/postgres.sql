CREATE TABLE t (day integer, n integer);
INSERT INTO t VALUES (1, 5), (2, 3), (3, 2);
