package org.kpirunner.engine.pushdown.search;

import java.util.List;
import java.util.Properties;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.kpirunner.dialect.Conformance;
import org.kpirunner.engine.embedded.function.Forms;
import org.kpirunner.engine.embedded.function.Functions;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.engine.pushdown.Types;

/** Makes plans of queries over one table. */
public final class Plans {
    private Plans() {}

    /** The plan of a query over a table that it calls {@code t}. */
    public static RelNode of(String sql, IndexTable table) {
        Types types = new Types();
        CalciteSchema root = CalciteSchema.createRootSchema(false);
        root.plus().add("t", new SourceTable("elastic", table));
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        CalciteCatalogReader reader =
                new CalciteCatalogReader(root, List.of(), types, new CalciteConnectionConfigImpl(properties));
        SqlValidator validator = SqlValidatorUtil.newValidator(
                Functions.operatorTable(),
                reader,
                types,
                SqlValidator.Config.DEFAULT
                        .withIdentifierExpansion(true)
                        .withConformance(Conformance.INSTANCE)
                        .withDefaultNullCollation(NullCollation.LAST));
        RelOptCluster cluster = RelOptCluster.create(new VolcanoPlanner(), new RexBuilder(types));
        SqlToRelConverter converter = new SqlToRelConverter(
                (rowType, query, schemaPath, viewPath) -> {
                    throw new UnsupportedOperationException();
                },
                validator,
                reader,
                cluster,
                StandardConvertletTable.INSTANCE,
                SqlToRelConverter.config().withExpand(false).withInSubQueryThreshold(Integer.MAX_VALUE));
        return converter
                .convertQuery(validator.validate(Forms.of(parse(sql))), false, true)
                .project();
    }

    private static SqlNode parse(String sql) {
        try {
            return SqlParser.create(
                            sql,
                            SqlParser.config()
                                    .withParserFactory(SqlBabelParserImpl.FACTORY)
                                    .withUnquotedCasing(Casing.UNCHANGED)
                                    .withConformance(SqlConformanceEnum.BABEL))
                    .parseStmt();
        } catch (SqlParseException e) {
            throw new IllegalArgumentException(sql, e);
        }
    }
}
