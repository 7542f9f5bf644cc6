package org.kpirunner.dialect;

import java.util.List;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.kpirunner.problem.Reason;

/** Says in one line what a parser did not understand. */
final class SyntaxError {
    private SyntaxError() {}

    static SqlProblem of(String sql, SqlParseException e) {
        SqlParserPos at = e.getPos();
        return new SqlProblem(
                Reason.SYNTAX_ERROR, at.getLineNum(), at.getColumnNum(), "syntax error at \"" + word(sql, at) + "\"");
    }

    private static String word(String sql, SqlParserPos at) {
        List<String> lines = sql.lines().toList();
        String line = lines.get(at.getLineNum() - 1);
        int end = at.getEndLineNum() == at.getLineNum() ? at.getEndColumnNum() : line.length();
        return line.substring(Math.min(at.getColumnNum() - 1, line.length()), Math.min(end, line.length()));
    }
}
