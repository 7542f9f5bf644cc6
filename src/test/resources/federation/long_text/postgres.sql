CREATE TABLE t (v text);
INSERT INTO t VALUES ('short'), (repeat('x', 300) || 'a');
