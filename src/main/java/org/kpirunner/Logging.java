package org.kpirunner;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/**
 * Sets the log up when the first line is logged; in code, as reading logback's XML takes longer than a check of a file.
 * Logback makes it, so what it has to know stands in system properties.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String LEVEL = "kpi.log.level";
    private static final String PLAIN = "kpi.log.plain";

    /**
     * Decides how the log is to be, before anything is logged.
     *
     * @param level of our own lines, as {@code debug}
     * @param plain whether people watch
     */
    static void prepare(String level, boolean plain) {
        System.setProperty(LEVEL, level);
        System.setProperty(PLAIN, Boolean.toString(plain));
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(LEVEL) == null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Level own = Level.toLevel(System.getProperty(LEVEL), Level.INFO);
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(Boolean.getBoolean(PLAIN) ? new LogLayout.Plain() : new LogLayout.Json());
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        ((ch.qos.logback.classic.Logger) root).addAppender(console);
        // Libraries at debug would show headers and statements with what is secret in them.
        ((ch.qos.logback.classic.Logger) root).setLevel(own.isGreaterOrEqual(Level.WARN) ? own : Level.WARN);
        context.getLogger("org.kpirunner").setLevel(own);
        // It would show a trace where another process was faster to clean up; what it cannot do it throws.
        context.getLogger("org.sqlite.SQLiteJDBCLoader").setLevel(Level.OFF);
        if (Boolean.getBoolean(PLAIN) && own.isGreaterOrEqual(Level.WARN)) {
            // The report says the same to those who watch.
            context.getLogger("org.kpirunner.run").setLevel(Level.OFF);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
