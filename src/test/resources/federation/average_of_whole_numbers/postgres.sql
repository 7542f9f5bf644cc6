CREATE TABLE n (g text, v integer);
INSERT INTO n VALUES ('a', 1), ('b', 2);
CREATE TABLE memberships (g text);
INSERT INTO memberships VALUES ('a'), ('a'), ('b');
