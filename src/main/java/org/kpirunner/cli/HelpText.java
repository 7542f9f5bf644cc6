package org.kpirunner.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help looks: a command's own options first, then what every command takes. */
final class HelpText {
    private static final int WIDTH = 100;
    private static final String COMMON = "common";

    private HelpText() {}

    static void apply(CommandLine kpi) {
        kpi.setUsageHelpWidth(WIDTH);
        for (CommandLine command : kpi.getSubcommands().values()) {
            command.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpText::options);
        }
    }

    private static String options(Help help) {
        CommandSpec common = help.commandSpec().mixins().get(COMMON);
        if (common == null) {
            return help.optionList();
        }
        List<OptionSpec> own = help.commandSpec().options().stream()
                .filter(option -> common.findOption(option.longestName()) == null)
                .toList();
        String heading = "\nCommon options, each with a variable of its own:\n";
        return (own.isEmpty() ? "" : layout(own, help)) + heading + layout(common.options(), help);
    }

    private static String layout(List<OptionSpec> options, Help help) {
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(options, help.parameterLabelRenderer());
        return layout.toString();
    }
}
