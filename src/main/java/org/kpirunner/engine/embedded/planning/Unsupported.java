package org.kpirunner.engine.embedded.planning;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.Query;
import org.kpirunner.problem.Reason;

/** Refuses by name what Trino may have and this engine has not, before the validator meets it. */
final class Unsupported extends SqlBasicVisitor<@Nullable Void> {
    private static final String TYPES = "; there are boolean, tinyint, smallint, integer, bigint, real, double,"
            + " decimal(p, s), varchar, varbinary, date, time, timestamp, timestamp with time zone, uuid, json,"
            + " array(…), map(…, …) and row(…)";
    private static final Map<String, String> FOREIGN_TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("text", "varchar"),
            Map.entry("string", "varchar"),
            Map.entry("clob", "varchar"),
            Map.entry("nvarchar", "varchar"),
            Map.entry("number", "decimal(38, 2)"),
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("long", "bigint"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double"),
            Map.entry("bool", "boolean"),
            Map.entry("bytea", "varbinary"),
            Map.entry("jsonb", "json"),
            Map.entry("timestamptz", "timestamp with time zone")));

    private final Query query;

    private Unsupported(Query query) {
        this.query = query;
    }

    /** Finds what is refused in a query that was just parsed. */
    static void refuse(Query query) {
        query.node().accept(new Unsupported(query));
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlWithItem item && item.recursive.booleanValue()) {
            throw notSupported(
                    item.name.getParserPosition(),
                    "WITH RECURSIVE is not supported; one database can compute it, passed through as"
                            + " TABLE(catalog.system.query(query => '…'))");
        }
        if (call.getKind() == SqlKind.LAMBDA) {
            throw notSupported(
                    call.getParserPosition(),
                    "\"->\" is not supported; CROSS JOIN UNNEST(…) makes rows of an array, to choose and compute from");
        }
        if (call.getKind() == SqlKind.OVER && call.operand(0).getKind() == SqlKind.FILTER) {
            throw notSupported(
                    call.operand(0).getParserPosition(),
                    "FILTER before OVER is not supported; write the condition within, as in sum(CASE WHEN … THEN x END)");
        }
        if (call.getKind() == SqlKind.EXISTS && !call.operand(0).isA(SqlKind.QUERY)) {
            throw query.problem(
                    Reason.SYNTAX_ERROR, call.getParserPosition(), "EXISTS takes a query, as in EXISTS (SELECT …)");
        }
        if (call.getKind() == SqlKind.LIKE
                && call.operandCount() > 2
                && call.operand(2) instanceof SqlCharStringLiteral escape
                && codePoints(escape) != 1) {
            throw query.problem(
                    Reason.INVALID_VALUE, escape.getParserPosition(), "the ESCAPE of LIKE is one character");
        }
        if (call.getOperator().getName().equalsIgnoreCase("COALESCE") && call.operandCount() == 0) {
            throw query.problem(
                    Reason.TYPE_MISMATCH, call.getParserPosition(), "function coalesce takes at least one argument");
        }
        return super.visit(call);
    }

    @Override
    public @Nullable Void visit(SqlDataTypeSpec type) {
        SqlTypeNameSpec name = type.getTypeNameSpec();
        if (name instanceof SqlBasicTypeNameSpec basic
                && basic.getTypeName().getSimple().equals(SqlTypeName.CHAR.getName())) {
            throw notSupported(
                    type.getParserPosition(),
                    "the type char is not supported, as it fills up texts with blanks; write varchar");
        }
        if (name instanceof SqlUserDefinedTypeNameSpec) {
            String given = name.getTypeName().toString().toLowerCase(Locale.ROOT);
            String meant = FOREIGN_TYPES.get(given);
            throw notSupported(
                    type.getParserPosition(),
                    "there is no type " + given + (meant == null ? TYPES : "; write " + meant));
        }
        return super.visit(type);
    }

    private static long codePoints(SqlCharStringLiteral text) {
        return text.getValueAs(String.class).codePoints().count();
    }

    private RuntimeException notSupported(SqlParserPos at, String what) {
        return query.problem(Reason.NOT_SUPPORTED, at, what);
    }
}
