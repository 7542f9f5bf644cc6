package org.kpirunner.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.ParseException;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.parser.babel.Token;
import org.apache.calcite.sql.parser.babel.TokenMgrError;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.SourceStringReader;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.Reason;

/** Turns prepared text into a syntax tree. */
final class Parser {
    private static final int LONGEST_NAME = 1024;
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)\\..*after : \"(.*)\"");

    /** Where the parser stopped, and what it says about it if that is not just an unexpected token. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
        private final int offset;
        private final String why;

        private Stopped(int offset, String why) {
            super(why, null, false, false);
            this.offset = offset;
            this.why = why;
        }

        /** Empty for an unexpected token. */
        String why() {
            return why;
        }

        int offset() {
            return offset;
        }
    }

    private Parser() {}

    static SqlNode parse(Text text) throws Stopped {
        SqlAbstractParserImpl parser = SqlBabelParserImpl.FACTORY.getParser(new SourceStringReader(text.characters()));
        parser.setTabSize(1);
        parser.setUnquotedCasing(Casing.UNCHANGED);
        parser.setQuotedCasing(Casing.UNCHANGED);
        parser.setIdentifierMaxLength(LONGEST_NAME);
        parser.setConformance(Conformance.INSTANCE);
        parser.switchTo(SqlAbstractParserImpl.LexicalState.DQID);
        try {
            SqlNode statement = parser.parseSqlStmtEof();
            refuseReservedNames(statement, text);
            return statement;
        } catch (Stopped e) {
            throw e;
        } catch (ParseException e) {
            Token at = e.currentToken == null ? null : e.currentToken.next;
            throw new Stopped(at == null ? 0 : text.offset(at.beginLine, at.beginColumn), "");
        } catch (CalciteContextException e) {
            String why = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
            throw new Stopped(text.offset(e.getPosLine(), e.getPosColumn()), why);
        } catch (StackOverflowError e) {
            throw text.problem(Reason.SYNTAX_ERROR, 0, "the query is nested too deeply");
        } catch (TokenMgrError e) {
            throw lexical(text, e);
        } catch (Exception | AssertionError e) {
            throw new Stopped(0, "the query is not understood: " + e.getMessage());
        }
    }

    /** Our parser would take nearly every word for a name, and miss what is missing before it. */
    private static void refuseReservedNames(SqlNode statement, Text text) throws Stopped {
        List<SqlParserPos> reserved = new ArrayList<>();
        statement.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlIdentifier name) {
                for (int i = 0; i < name.names.size(); i++) {
                    if (Words.RESERVED.contains(name.names.get(i)) && !name.isComponentQuoted(i)) {
                        reserved.add(name.getComponentParserPosition(i));
                    }
                }
                return null;
            }
        });
        if (!reserved.isEmpty()) {
            SqlParserPos at = reserved.get(0);
            throw new Stopped(text.offset(at.getLineNum(), at.getColumnNum()), "");
        }
    }

    private static Stopped lexical(Text text, TokenMgrError e) {
        Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
        if (!place.find()) {
            return new Stopped(0, "");
        }
        int offset = text.offset(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)))
                - place.group(3).length();
        return new Stopped(Math.min(offset, text.characters().length() - 1), "");
    }
}
