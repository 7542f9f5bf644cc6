package org.kpirunner.engine.embedded.planning;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.kpirunner.dialect.Conformance;
import org.kpirunner.dialect.Query;
import org.kpirunner.engine.embedded.function.Forms;
import org.kpirunner.engine.embedded.function.Functions;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.problem.Reason;

/** Gives every name of a query its meaning and every expression its type. */
final class Validation {
    private static final int MOST_ALIASES = 100;

    private static final SqlTypeMappingRule CASTS = casts();
    private static final SqlValidator.Config CONFIG = SqlValidator.Config.DEFAULT
            .withConformance(Conformance.INSTANCE)
            .withDefaultNullCollation(NullCollation.LAST)
            .withTypeCoercionFactory(ImplicitCasts::new)
            .withIdentifierExpansion(true)
            .withCallRewrite(false);

    /** Trino casts a boolean to every number. */
    private static SqlTypeMappingRule casts() {
        Map<SqlTypeName, ImmutableSet<SqlTypeName>> casts =
                new HashMap<>(SqlTypeCoercionRule.lenientInstance().getTypeMapping());
        for (SqlTypeName number :
                List.of(SqlTypeName.REAL, SqlTypeName.FLOAT, SqlTypeName.DOUBLE, SqlTypeName.DECIMAL)) {
            casts.computeIfPresent(
                    number,
                    (type, from) -> ImmutableSet.<SqlTypeName>builder()
                            .addAll(from)
                            .add(SqlTypeName.BOOLEAN)
                            .build());
        }
        return SqlTypeCoercionRule.instance(casts);
    }

    /** A statement with its types, which its validator knows. */
    record Validated(SqlNode statement, SqlValidator validator) {}

    /** An alias of the SELECT list that stands where only a column may. */
    private record Alias(String name, SqlParserPos at) {}

    private final Query query;
    private final NamedTables tables;
    private final CalciteCatalogReader catalog;
    private final RelDataTypeFactory types;

    Validation(Query query, NamedTables tables, CalciteCatalogReader catalog, RelDataTypeFactory types) {
        this.query = query;
        this.tables = tables;
        this.catalog = catalog;
        this.types = types;
    }

    Validated validate() {
        Unsupported.refuse(query);
        List<Alias> aliases = new ArrayList<>();
        Query reading = query;
        while (true) {
            SqlNode statement = reading.node();
            UsingColumns.qualify(statement, query);
            for (Alias alias : aliases) {
                SelectAliases.replace(statement, alias.name(), alias.at());
            }
            SqlValidator validator = new Validator(types, catalog);
            try {
                return new Validated(validator.validate(Forms.of(statement)), validator);
            } catch (CalciteContextException e) {
                reading = query.copy();
                Alias alias =
                        new Alias(ValidationError.possibleAlias(e), new SqlParserPos(e.getPosLine(), e.getPosColumn()));
                if (aliases.size() > MOST_ALIASES
                        || aliases.contains(alias)
                        || !SelectAliases.replace(reading.copy().node(), alias.name(), alias.at())) {
                    throw new ValidationError(query, tables.inQuery(reading.node())).of(e);
                }
                aliases.add(alias);
            } catch (ImplicitCasts.Mismatch e) {
                throw query.problem(Reason.TYPE_MISMATCH, e.at(), e.what());
            }
        }
    }

    /** Calcite's validator with our functions and types. */
    private static final class Validator extends SqlValidatorImpl {
        private Validator(RelDataTypeFactory types, CalciteCatalogReader catalog) {
            super(Functions.operatorTable(), catalog, types, CONFIG);
        }

        @Override
        public SqlTypeMappingRule getTypeMappingRule() {
            return CASTS;
        }

        /** A star stands for all columns but the hidden ones. */
        @Override
        protected void addToSelectList(
                List<SqlNode> list,
                Set<String> aliases,
                List<Map.Entry<String, RelDataType>> fields,
                SqlNode item,
                SelectScope scope,
                boolean includeSystemVars) {
            if (!(item instanceof SqlIdentifier column) || !isOfStar(column, scope) || !isHidden(column, scope)) {
                super.addToSelectList(list, aliases, fields, item, scope, includeSystemVars);
            }
        }

        /** What a star stands for is where the star is. */
        private static boolean isOfStar(SqlIdentifier column, SelectScope scope) {
            return scope.getNode().getSelectList().stream()
                    .anyMatch(item -> item instanceof SqlIdentifier identifier
                            && identifier.isStar()
                            && identifier.getParserPosition().equals(column.getParserPosition()));
        }

        private static boolean isHidden(SqlIdentifier column, SelectScope scope) {
            SqlQualified qualified = scope.fullyQualify(column);
            SqlValidatorTable table = qualified.namespace == null ? null : qualified.namespace.getTable();
            SourceTable source = table == null ? null : table.unwrap(SourceTable.class);
            String name = column.names.get(column.names.size() - 1);
            return source != null
                    && source.metadata().columns().stream()
                            .anyMatch(one -> one.hidden() && one.name().equals(name));
        }
    }
}
