CREATE TABLE t (v text, w integer);
INSERT INTO t VALUES ('x', 1), ('x', NULL), ('y', 2), ('z', NULL), (NULL, 3), (NULL, 4);
