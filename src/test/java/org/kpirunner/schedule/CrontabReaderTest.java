package org.kpirunner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrontabReaderTest {
    @Test
    void listOfEntriesIsRead() {
        Crontab crontab = CrontabReader.read("crontab.json", """
                [
                  {"name": "kpis", "schedule": "@every 10m", "command": "kpi run", "onstart": "if-missed"},
                  {"schedule": "0 3 * * *", "command": "cd /srv && ./backup.sh", "comment": "at night", "onstart": true}
                ]""");

        assertThat(crontab.entries())
                .extracting(Entry::key)
                .containsExactly("kpis", "0 3 * * * cd /srv && ./backup.sh");
        assertThat(crontab.entries()).extracting(Entry::onStart).containsExactly(OnStart.IF_MISSED, OnStart.ALWAYS);
        assertThat(crontab.entries())
                .extracting(Entry::command)
                .containsExactly(new Command.Own(List.of("run")), new Command.Shell("cd /srv && ./backup.sh"));
        assertThat(crontab.entries().get(0).schedule()).isEqualTo(new IntervalSchedule(Duration.ofMinutes(10)));
    }

    @Test
    void mappingOfEntriesIsReadToo() {
        Crontab crontab = CrontabReader.read("crontab.json", """
                {"first": {"schedule": "@daily", "command": "kpi run --tag daily"}}""");

        assertThat(crontab.entries())
                .extracting(Entry::command)
                .containsExactly(new Command.Own(List.of("run", "--tag", "daily")));
    }

    @Test
    void everyMistakeIsToldAtOnceWithItsPlace() {
        assertThatThrownBy(() -> CrontabReader.read("crontab.json", """
                        [
                          {"schedule": "@every", "command": "kpi run"},
                          {"schedule": "*/90 * * * *", "command": "kpi run"},
                          {"schedule": "0 0 12 * * *", "command": "kpi run"},
                          {"schedule": "0 0 30 2 *", "command": "kpi run"},
                          {"schedule": "@dayly", "command": "kpi run"},
                          {"schedule": "61 * * * *", "command": "kpi run"},
                          {"schedule": "@daily"},
                          {"schedule": "@daily", "command": "a", "image": "alpine", "trigger": [], "on_start": true, "onstart": 1},
                          "@daily kpi run",
                          {"name": "x", "schedule": "@daily", "command": "a"},
                          {"name": "x", "schedule": "@daily", "command": "b"}
                        ]""")).hasMessage("""
                        crontab.json:2:16: [0].schedule: "@every" has no duration that can be kept; allowed are whole days, hours, minutes and seconds as in "@every 45s", "@every 10m", "@every 1h30m", "@every 24h"
                        crontab.json:3:16: [1].schedule: "*/90 * * * *": a step of 90 is not shorter than its field has values (60), so cron would run it at the first one only; write "@every 90m" if you mean that interval
                        crontab.json:4:16: [2].schedule: "0 0 12 * * *" has six fields, and cron here has five (minute hour day month weekday); without its first field it is "0 12 * * *"; for seconds there is "@every 30s"
                        crontab.json:5:16: [3].schedule: "0 0 30 2 *" is never due: no month has that day
                        crontab.json:6:16: [4].schedule: "@dayly" is not a schedule; allowed are five cron fields as in "0 6 * * 1-5", @hourly, @daily, @midnight, @weekly, @monthly, @yearly, and @every with a duration as in "@every 1h30m"
                        crontab.json:7:16: [5].schedule: "61 * * * *" is not a schedule: Value 61 not in range [0, 59]; allowed are five cron fields as in "0 6 * * 1-5", @hourly, @daily, @midnight, @weekly, @monthly, @yearly, and @every with a duration as in "@every 1h30m"
                        crontab.json:8:3: [6]: has no command; an entry needs schedule and command
                        crontab.json:9:51: [7].image: commands in other containers are not started from here; write the whole command, as in "docker exec …", or run kpi beside that container
                        crontab.json:9:72: [7].trigger: entries are not chained; join the commands with "&&" in command
                        crontab.json:9:88: [7].on_start: unknown key; known keys are name, schedule, command, onstart, comment
                        crontab.json:9:105: [7].onstart: must be true, false or "if-missed"
                        crontab.json:10:3: [8]: is not an entry; an entry is {"schedule": …, "command": …}
                        crontab.json:12:3: [10]: is called "x" as the entry in line 11; each entry needs a name of its own""");
    }

    @Test
    void brokenJsonIsOneLineWithItsPlace() {
        assertThatThrownBy(() -> CrontabReader.read("crontab.json", "[\n  {\"schedule\" \"@daily\"}\n]"))
                .hasMessage(
                        "crontab.json:2:15: not JSON: Unexpected character ('\"' (code 34)): was expecting a colon to"
                                + " separate field name and value");
        assertThatThrownBy(() -> CrontabReader.read("crontab.json", ""))
                .hasMessage("crontab.json:1:1: the file: is neither a list of entries nor a mapping of them");
    }

    @Test
    void unequalIntervalsAreAWarning() {
        Crontab crontab =
                CrontabReader.read("crontab.json", "[{\"schedule\": \"*/45 * * * *\", \"command\": \"kpi run\"}]");

        assertThat(crontab.warnings())
                .hasToString("[crontab.json:1:15: warning: [0].schedule: \"*/45 * * * *\" starts anew at"
                        + " each full hour, so its intervals are not equal; write \"@every 45m\" for equal ones]");
    }

    @Test
    void whatNeedsAShellIsGivenToOne() {
        for (String line : List.of(
                "kpi run | tee log",
                "kpi run > out",
                "kpi run; ls",
                "kpi run $X",
                "(kpi run)",
                "kpi run `date`",
                "kpi run --only 'A B'",
                "kpis run",
                "env kpi run")) {
            assertThat(Command.of(line)).isEqualTo(new Command.Shell(line));
        }
    }
}
