CREATE TABLE t (
    id integer, v text, flag boolean, day date, moment timestamp(3), amount numeric(16, 2), ratio double precision);
INSERT INTO t VALUES
    (1, 'a', true, '2026-02-28', '2026-02-28 13:14:15.123', 12345678901234.56, 0.1),
    (2, NULL, NULL, NULL, NULL, NULL, NULL);
