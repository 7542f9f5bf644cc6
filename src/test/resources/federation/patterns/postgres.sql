CREATE TABLE t (v text);
INSERT INTO t VALUES ('abc'), ('ABCb'), (E'ab\nd'), ('a_c'), ('a\b'), ('*x'), ('?'), ('100%'), ('1000'), ('abcd'), (NULL);
