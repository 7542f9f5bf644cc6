CREATE TABLE t (id integer, tags text[]);
INSERT INTO t VALUES (1, '{a,b}'), (2, '{}'), (3, NULL);
