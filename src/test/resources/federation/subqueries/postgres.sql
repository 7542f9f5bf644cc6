CREATE TABLE team (id integer);
INSERT INTO team VALUES (1), (2), (3);
CREATE TABLE member (team integer, name text);
INSERT INTO member VALUES (1, 'Ana'), (1, 'Bo'), (2, 'Cy');
