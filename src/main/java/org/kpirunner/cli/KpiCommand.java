package org.kpirunner.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.MistakesException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code kpi}, with its commands. */
@Command(
        name = "kpi",
        description = "Runs SQL queries over several databases and appends the answers, one row a run, to a sheet.",
        sortOptions = false,
        footer = {
            "",
            "\"kpi COMMAND --help\" says more. Exit codes: 0 all done; 1 a KPI failed, the rest was appended;",
            "2 nothing ran, because of a mistake; 3 a row could not be delivered and is kept; 70 a bug;",
            "130 interrupted."
        })
public final class KpiCommand {
    private final Surroundings surroundings;

    @Option(names = "--help", usageHelp = true, description = "Show this text.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    boolean version;

    public KpiCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does what the arguments say, and answers the exit code; everything is printed when it returns. */
    public int run(String... arguments) {
        int code;
        try {
            code = commandLine(arguments).execute(arguments);
        } catch (Error broken) {
            code = bug(broken);
        }
        surroundings.terminal().out().flush();
        err().flush();
        return code;
    }

    /** Only the command that is meant is made, as making all of them takes longer than a check of a file. */
    private CommandLine commandLine(String[] arguments) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(surroundings));
        commands.put("check", () -> new CheckCommand(surroundings));
        commands.put("plan", () -> new PlanCommand(surroundings));
        commands.put("explain", () -> new ExplainCommand(surroundings));
        commands.put("list", () -> new ListCommand(surroundings));
        commands.put("schedule", () -> new ScheduleCommand(surroundings));
        commands.put("history", () -> new HistoryCommand(surroundings));
        commands.put("deliver", () -> new DeliverCommand(surroundings));
        commands.put("catalogs", () -> new CatalogsCommand(surroundings));
        commands.put("demo", DemoCommand::new);
        CommandLine kpi = new CommandLine(this);
        if (arguments.length > 0 && commands.containsKey(arguments[0])) {
            commands.keySet().retainAll(Set.of(arguments[0]));
        } else {
            commands.put("completion", KpiCommand::completion);
        }
        commands.forEach((name, command) -> kpi.addSubcommand(name, command.get()));
        EnvironmentDefaults defaults = new EnvironmentDefaults(surroundings.environment());
        kpi.getCommandSpec().versionProvider(() -> new String[] {"kpi " + surroundings.version()});
        kpi.setOut(surroundings.terminal().out());
        kpi.setErr(err());
        kpi.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        kpi.setDefaultValueProvider(defaults);
        kpi.registerConverter(Format.class, Format::of);
        kpi.registerConverter(int.class, KpiCommand::wholeNumber);
        kpi.setParameterExceptionHandler((problem, ignored) -> {
            return mistyped(problem, defaults);
        });
        kpi.setExecutionExceptionHandler((problem, command, parsed) -> failed(problem));
        HelpText.apply(kpi);
        return kpi;
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException problem) {
            throw new TypeConversionException("\"" + text + "\" is no whole number");
        }
    }

    private static CommandSpec completion() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new AutoComplete.GenerateCompletion());
        spec.name("completion");
        spec.usageMessage()
                .description("Print a completion script for bash and zsh.")
                .footer();
        return spec;
    }

    private int mistyped(ParameterException problem, EnvironmentDefaults defaults) {
        boolean hasNothing = problem.getCommandLine().getParent() == null
                && !(problem instanceof UnmatchedArgumentException)
                && problem.getArgSpec() == null;
        if (hasNothing) {
            problem.getCommandLine().usage(err());
        } else {
            err().println("kpi: " + new Mistyped(problem, defaults).sentence());
        }
        return ExitCode.MISTAKE;
    }

    private int failed(Exception problem) {
        if (problem instanceof MistakesException mistakes) {
            mistakes.mistakes().forEach(err()::println);
            return ExitCode.MISTAKE;
        } else if (problem instanceof KpiException known) {
            err().println("kpi: " + known.getMessage());
            return ExitCode.MISTAKE;
        }
        return bug(problem);
    }

    private int bug(Throwable problem) {
        err().println("kpi: a bug of kpi " + surroundings.version() + ":");
        problem.printStackTrace(err());
        return ExitCode.BUG;
    }

    private PrintWriter err() {
        return surroundings.terminal().err();
    }
}
