CREATE TABLE n (v integer);
INSERT INTO n VALUES (1), (NULL);
CREATE TABLE nothing (v integer);
