CREATE TABLE n (v integer);
INSERT INTO n VALUES (2), (NULL), (1);
