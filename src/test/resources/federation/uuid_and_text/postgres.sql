CREATE TABLE thing (id uuid, noted text);
INSERT INTO thing VALUES ('0b0c0a7e-2f0e-4a5e-9a90-0d2a3e0f0001', '0b0c0a7e-2f0e-4a5e-9a90-0d2a3e0f0001'), ('0b0c0a7e-2f0e-4a5e-9a90-0d2a3e0f0002', 'other');
