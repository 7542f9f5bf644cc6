CREATE TABLE person (id integer, team text, active boolean);
INSERT INTO person VALUES (1, 'red', true), (2, 'red', false), (3, 'blue', true), (4, NULL, true), (NULL, 'blue', true);
