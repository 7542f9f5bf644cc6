CREATE TABLE person (id integer, name text);
INSERT INTO person VALUES (1, 'Zoë'), (2, 'ırmak'), (3, '🌳木');
