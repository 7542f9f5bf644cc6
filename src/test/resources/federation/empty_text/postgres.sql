CREATE TABLE t (id integer, v text);
INSERT INTO t VALUES (1, ''), (2, NULL), (3, NULL), (4, 'a'), (5, ' ');
