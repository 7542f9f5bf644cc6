package org.kpirunner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.kpirunner.problem.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, as a sentence. */
final class Mistyped {
    private final ParameterException problem;
    private final EnvironmentDefaults defaults;

    Mistyped(ParameterException problem, EnvironmentDefaults defaults) {
        this.problem = problem;
        this.defaults = defaults;
    }

    String sentence() {
        CommandLine command = problem.getCommandLine();
        String what = what();
        String advice = command.getCommandSpec().qualifiedName() + " --help";
        return what + (what.endsWith("?") ? " See " : "; see ") + advice;
    }

    private String what() {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched().get(0));
        }
        String message =
                String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1) + origin();
    }

    private String unknown(String word) {
        CommandLine command = problem.getCommandLine();
        if (word.startsWith("-")) {
            String option = word.replaceFirst("=.*", "");
            List<String> names = new ArrayList<>();
            command.getCommandSpec().options().forEach(known -> names.addAll(List.of(known.names())));
            return "there is no option " + option + Nearest.hint(option, names);
        } else if (command.getParent() == null) {
            return "there is no command \"" + word + "\""
                    + Nearest.hint(word, command.getSubcommands().keySet());
        }
        return "\"" + word + "\" is not expected here";
    }

    // The value may come from a variable that its reader has forgotten.
    private String origin() {
        ArgSpec argument = problem.getArgSpec();
        if (argument == null || !Objects.equals(defaults.defaultValue(argument), problem.getValue())) {
            return "";
        }
        return defaults.variable(argument)
                .map(variable -> " (from " + variable + ")")
                .orElse("");
    }
}
