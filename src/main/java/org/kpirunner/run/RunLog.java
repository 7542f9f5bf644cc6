package org.kpirunner.run;

import org.kpirunner.plan.Plan;
import org.kpirunner.problem.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What a run does, as log lines for those who do not watch it; values are no part of them. */
final class RunLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.kpirunner.run");

    private final String run;

    RunLog(String run) {
        this.run = run;
    }

    void begun(Plan plan, String engine) {
        line(LOG.atInfo())
                .addKeyValue("as_of", plan.asOf().toString())
                .addKeyValue("environment", plan.environment())
                .addKeyValue("engine", engine)
                .addKeyValue("kpis", plan.steps().size())
                .log("run begun");
    }

    void answered(Result result) {
        LoggingEventBuilder line = line(result.status().isFailure() ? LOG.atWarn() : LOG.atInfo())
                .addKeyValue("kpi", result.name())
                .addKeyValue("status", result.status().code())
                .addKeyValue("sources", String.join(" ", result.effort().sources()))
                .addKeyValue("millis", result.effort().took().toMillis())
                .addKeyValue("attempts", result.effort().attempts())
                .addKeyValue("reason", result.reason().map(Reason::code).orElse(""));
        line.log(result.error().orElse("KPI answered"));
    }

    void ended(Report report) {
        line(LOG.atInfo())
                .addKeyValue("ok", report.count(Status.OK))
                .addKeyValue("failed", report.count(Status.FAILED) + report.count(Status.TIMEOUT))
                .addKeyValue("skipped", report.count(Status.SKIPPED))
                .addKeyValue("millis", report.took().toMillis())
                .log("run answered");
    }

    void delivered(SheetDelivery delivery) {
        LoggingEventBuilder line = line(delivery.isComplete() ? LOG.atInfo() : LOG.atWarn())
                .addKeyValue("sheet", delivery.address())
                .addKeyValue("landed", delivery.landed().size())
                .addKeyValue("waiting", delivery.waiting().size())
                .addKeyValue("unknown", delivery.unknown().size());
        line.log(delivery.problem()
                .map(problem -> String.valueOf(problem.getMessage()))
                .orElse("rows delivered"));
    }

    private LoggingEventBuilder line(LoggingEventBuilder line) {
        return line.addKeyValue("run", run);
    }
}
