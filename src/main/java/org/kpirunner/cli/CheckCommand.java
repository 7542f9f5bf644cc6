package org.kpirunner.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.kpirunner.cli.print.Terminal;
import org.kpirunner.cli.print.Terminal.Style;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Selection;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Mistake;
import org.kpirunner.run.Connections;
import org.kpirunner.run.Portability;
import org.kpirunner.run.RunId;
import org.kpirunner.run.SheetChoice;
import org.kpirunner.spec.KpiReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kpi check}. */
@Command(
        name = "check",
        description =
                "Find every mistake in kpis.yaml, the catalogs, crontab.json and notifications, without connecting.")
final class CheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--connect", description = "Also ask the sources and the sheets whether they can be used.")
    boolean connect;

    @Option(
            names = "--write-test",
            description =
                    "With --connect: also try out on a scratch tab, which is removed again, all that a sheet needs.")
    boolean writeTest;

    @Mixin
    SheetOptions sheets = new SheetOptions();

    @Mixin
    CommonOptions common = new CommonOptions();

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        boolean isForBoth = common.takeBothEngines();
        SheetChoice choice = sheets.choice(surroundings, common.environment);
        choice.check();
        List<Mistake> mistakes = new Findings(common, surroundings).all();
        mistakes.forEach(surroundings.terminal().out()::println);
        long warnings = mistakes.stream().filter(Mistake::isWarning).count();
        surroundings.terminal().err().println(summary(mistakes.size() - warnings, warnings));
        if (mistakes.size() > warnings) {
            return ExitCode.MISTAKE;
        }
        int portable = isForBoth ? portability() : ExitCode.DONE;
        return connect ? Math.max(portable, connect(choice)) : portable;
    }

    private static String summary(long mistakes, long warnings) {
        return count(mistakes, "mistake") + (warnings == 0 ? "" : ", " + count(warnings, "warning"));
    }

    private static String count(long number, String what) {
        return (number == 0 ? "no" : Long.toString(number)) + " " + what + (number == 1 ? "" : "s");
    }

    /** Not portable is no mistake: Trino is sent the portable form. */
    private int portability() {
        Plan plan = common.planner(surroundings, Selection.ALL)
                .plan(KpiReader.load(common.kpis), RunId.random(surroundings.random()));
        int code = ExitCode.DONE;
        List<Portability.Finding> findings = Portability.of(plan, common.engineChoice(), surroundings.parts());
        for (Portability.Finding finding : findings) {
            PrintWriter out = surroundings.terminal().out();
            String problem = finding.problem().map(KpiException::getMessage).orElse("");
            out.println(finding.place() + ": \"" + finding.kpi() + "\": "
                    + (problem.isEmpty() ? "not portable; Trino is sent another form" : "nobody can tell: " + problem));
            finding.lines().forEach(line -> out.println("    " + line));
            code = problem.isEmpty() ? code : ExitCode.FAILURES;
        }
        int portable = plan.steps().size() - findings.size();
        surroundings
                .terminal()
                .err()
                .println(portable + " of " + plan.steps().size() + " queries are portable as they are");
        return code;
    }

    private int connect(SheetChoice choice) {
        Plan plan = common.planner(surroundings, Selection.ALL)
                .plan(KpiReader.load(common.kpis), RunId.random(surroundings.random()));
        boolean isFine = true;
        for (Connections.Answer answer : Connections.sources(plan, common.engineChoice(), surroundings.parts())) {
            isFine &= print(answer);
        }
        for (Connections.Answer answer : Connections.sheets(choice, surroundings.parts())) {
            isFine &= print(answer);
        }
        if (writeTest) {
            isFine &= tryOut(choice);
        }
        return isFine ? ExitCode.DONE : ExitCode.FAILURES;
    }

    /** Many lines on each sheet, which is named once. */
    private boolean tryOut(SheetChoice choice) {
        boolean isFine = true;
        String sheet = "";
        for (Connections.Answer answer : Connections.tryOut(choice, surroundings.parts())) {
            if (answer.problem().isPresent() || !answer.name().equals(sheet)) {
                isFine &= print(answer);
            } else {
                surroundings.terminal().out().println("  " + answer.says());
            }
            sheet = answer.name();
        }
        return isFine;
    }

    private boolean print(Connections.Answer answer) {
        Terminal terminal = surroundings.terminal();
        String where = answer.name() + ": ";
        if (answer.problem().isPresent()) {
            String why = String.valueOf(answer.problem().get().getMessage());
            terminal.out()
                    .println(terminal.styled(Style.RED, answer.name()) + ": cannot be used: "
                            + (why.startsWith(where) ? why.substring(where.length()) : why));
            return false;
        }
        terminal.out().println(terminal.styled(Style.GREEN, answer.name()) + ": " + answer.says());
        return true;
    }
}
