package org.kpirunner.ledger;

import java.util.List;

/** The ledger's tables; each version is a script that changes the one before, and is never edited once released. */
final class Schema {
    /** Times are UTC in one width, so that they sort as text; what repeats with each run stands in kpi. */
    private static final String FIRST = """
            CREATE TABLE run (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                as_of TEXT NOT NULL,
                environment TEXT NOT NULL,
                engine TEXT NOT NULL,
                origin TEXT NOT NULL,
                started TEXT NOT NULL,
                ended TEXT
            ) STRICT;
            CREATE INDEX run_by_start ON run (started);

            CREATE TABLE kpi (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                unit TEXT NOT NULL,
                sources TEXT NOT NULL,
                UNIQUE (id, name, unit, sources)
            ) STRICT;

            CREATE TABLE outcome (
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
                position INTEGER NOT NULL,
                kpi INTEGER NOT NULL REFERENCES kpi,
                status TEXT NOT NULL,
                value TEXT,
                reason TEXT,
                error TEXT,
                millis INTEGER NOT NULL,
                attempts INTEGER NOT NULL,
                queries TEXT,
                PRIMARY KEY (run, position)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX outcome_by_kpi ON outcome (kpi, run);

            CREATE TABLE delivery (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
                sheet TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'attempted', 'unknown', 'delivered', 'dropped')),
                payload TEXT,
                evidence TEXT,
                attempts INTEGER NOT NULL DEFAULT 0,
                error TEXT,
                first_tried TEXT,
                last_tried TEXT,
                closed TEXT,
                UNIQUE (run, sheet)
            ) STRICT;
            CREATE INDEX delivery_open ON delivery (sheet, number) WHERE closed IS NULL;
            """;

    private static final String SLOTS = """
            CREATE TABLE slot (
                entry TEXT PRIMARY KEY,
                finished TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            """;

    /** What a KPI is in, what people were told of it, and what they are still to be told. */
    private static final String NOTICES = """
            ALTER TABLE outcome ADD COLUMN crossed TEXT;

            CREATE TABLE condition (
                environment TEXT NOT NULL,
                kpi TEXT NOT NULL,
                name TEXT NOT NULL,
                state TEXT NOT NULL,
                since TEXT NOT NULL,
                detail TEXT NOT NULL,
                told TEXT NOT NULL,
                told_at TEXT NOT NULL,
                PRIMARY KEY (environment, kpi)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE judged (
                only INTEGER PRIMARY KEY CHECK (only = 1),
                run INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE notice (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                created TEXT NOT NULL,
                environment TEXT NOT NULL,
                kpi TEXT NOT NULL,
                name TEXT NOT NULL,
                kind TEXT NOT NULL,
                since TEXT NOT NULL,
                detail TEXT NOT NULL
            ) STRICT;

            CREATE TABLE told (
                notice INTEGER NOT NULL REFERENCES notice ON DELETE CASCADE,
                channel TEXT NOT NULL,
                PRIMARY KEY (notice, channel)
            ) STRICT, WITHOUT ROWID;
            """;

    private static final List<String> VERSIONS = List.of(FIRST, SLOTS, NOTICES);

    static final int NEWEST = VERSIONS.size();

    private Schema() {}

    /** The scripts that a file of a version still needs. */
    static List<String> after(int version) {
        return VERSIONS.subList(version, NEWEST);
    }
}
