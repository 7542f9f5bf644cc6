package org.kpirunner.dialect;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** The liberties that the dialect takes with the SQL standard: those of Trino. */
public final class Conformance extends SqlDelegatingConformance {
    public static final SqlConformance INSTANCE = new Conformance();

    private Conformance() {
        super(SqlConformanceEnum.DEFAULT);
    }

    @Override
    public boolean isGroupByOrdinal() {
        return true;
    }

    @Override
    public boolean isBangEqualAllowed() {
        return true;
    }

    @Override
    public boolean isPercentRemainderAllowed() {
        return true;
    }

    @Override
    public boolean allowNiladicParentheses() {
        return true;
    }

    @Override
    public boolean allowExplicitRowValueConstructor() {
        return true;
    }

    @Override
    public boolean isOffsetLimitAllowed() {
        return true;
    }

    /** Which casts can be written; what is cast without being asked to is decided elsewhere. */
    @Override
    public boolean allowLenientCoercion() {
        return true;
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }
}
