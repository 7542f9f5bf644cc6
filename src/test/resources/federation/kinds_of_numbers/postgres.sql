CREATE TABLE n (small smallint, half double precision, amount numeric(5, 2));
INSERT INTO n VALUES (1, 0.5, 0.10), (2, 0.25, 0.20);
