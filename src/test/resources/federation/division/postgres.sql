CREATE TABLE n (id integer, a integer, b integer);
INSERT INTO n VALUES (1, 7, 2), (2, -7, 2);
CREATE TABLE progress (finished integer, total integer, amount numeric(10, 2));
INSERT INTO progress VALUES (1, 4, 1.00);
CREATE TABLE tasks (done boolean);
INSERT INTO tasks VALUES (true), (false), (false), (false), (false), (false), (false), (NULL);
