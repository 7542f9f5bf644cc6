package org.kpirunner.dialect;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Which words are part of the language, and which are free to be names. */
final class Words {
    /** A query begins with one of these. */
    static final Set<String> FIRST = words("SELECT WITH VALUES TABLE");

    /** A statement that begins with one of these does more than read. */
    static final Set<String> NOT_READING =
            words("ALTER ANALYZE BEGIN CALL CLUSTER COMMENT COMMIT COPY CREATE DEALLOCATE"
                    + " DELETE DENY DESCRIBE DO DROP EXECUTE EXPLAIN GRANT INSERT INTO LISTEN LOAD LOCK MERGE NOTIFY PREPARE"
                    + " REFRESH REINDEX RESET REVOKE ROLLBACK SET SHOW START TRUNCATE UPDATE UPSERT USE VACUUM");

    /** Words that our parser reserves and Trino does not: they are always names, or ordinary functions. */
    static final Set<String> FREE = words("ASOF CALL CLASSIFIER CONTAINS_SUBSTR CONVERT CURSOR DATE_DIFF DATE_PART"
            + " DATE_TRUNC DATEADD DATEDIFF DATEPART DATETIME DATETIME_DIFF DATETIME_TRUNC DEFAULT DEFINE EXPLAIN"
            + " FINAL FRIDAY GRANT JSON_OBJECTAGG JSON_SCOPE MATCH_CONDITION MATCH_NUMBER MATCH_RECOGNIZE MEASURE"
            + " MERGE MINUS MONDAY MULTISET NEW ORDINAL OVERLAY PATTERN PERIOD QUALIFY RUNNING SAFE_CAST SESSION_USER SYSTEM_USER USER SAFE_OFFSET"
            + " SAFE_ORDINAL SATURDAY SET SNAPSHOT SPECIFIC STREAM SUNDAY THURSDAY TIME_DIFF TIME_TRUNC TIMESTAMPADD"
            + " TIMESTAMPDIFF TIMESTAMP_DIFF TIMESTAMP_TRUNC TUESDAY UNKNOWN UNSIGNED UPDATE VARIANT VOLATILE"
            + " WEDNESDAY");

    /** Words that mean something only in their place, and are names elsewhere. */
    static final Set<String> FREE_IN_PLACE = words("ALL ANY CURRENT DATE FETCH INTERVAL LATERAL LIMIT NEXT OFFSET OVER"
            + " PARTITION RANGE ROW ROWS SOME TABLESAMPLE TIME TIMESTAMP TRY_CAST UNIQUE UUID WINDOW");

    /** Words that are never names, unless they are quoted: those of Trino. */
    static final Set<String> RESERVED = words("ALTER AND AS BETWEEN BY CASE CAST CONSTRAINT CREATE CROSS CUBE"
            + " CURRENT_CATALOG CURRENT_DATE CURRENT_PATH CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP"
            + " CURRENT_USER DEALLOCATE DELETE DESCRIBE DISTINCT DROP ELSE END ESCAPE EXCEPT EXISTS EXTRACT FALSE FOR"
            + " FROM FULL GROUP GROUPING HAVING IN INNER INSERT INTERSECT INTO IS JOIN LEFT LIKE LISTAGG LOCALTIME"
            + " LOCALTIMESTAMP NATURAL NORMALIZE NOT NULL ON OR ORDER OUTER PREPARE RECURSIVE RIGHT ROLLUP SELECT SKIP"
            + " TABLE THEN TRIM TRUE UESCAPE UNION UNNEST USING VALUES WHEN WHERE WITH");

    /** Reserved words with which a value can begin. */
    static final Set<String> BEFORE_VALUE = words("CASE CAST CURRENT_CATALOG CURRENT_DATE CURRENT_PATH CURRENT_ROLE"
            + " CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER EXISTS EXTRACT FALSE GROUPING LEFT LISTAGG"
            + " LOCALTIME LOCALTIMESTAMP NORMALIZE NOT NULL RIGHT SELECT TABLE TRIM TRUE UNNEST VALUES WITH");

    /** After one of these an expression begins. */
    static final Set<String> BEFORE_NAME = words("AND AS BETWEEN BY CASE DISTINCT ELSE FROM HAVING IN JOIN LIKE NOT ON"
            + " OR SELECT THEN USING WHEN WHERE , ( . = < > + - * / % | [");

    /** With one of these an expression has ended. */
    static final Set<String> AFTER_NAME = words("AND AS ASC CROSS DESC ELSE END EXCEPT FROM FULL GROUP HAVING IN INNER"
            + " INTERSECT IS JOIN LEFT LIKE LIMIT NATURAL NOT NULLS ON OR ORDER RIGHT THEN UNION WHEN WHERE , ) . = < >"
            + " ! + - * / % | ] [ ;");

    private Words() {}

    private static Set<String> words(String separated) {
        Set<String> words = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        words.addAll(Arrays.asList(separated.split(" ")));
        return words;
    }
}
