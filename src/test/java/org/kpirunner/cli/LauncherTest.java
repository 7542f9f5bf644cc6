package org.kpirunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.fixture.Folders;

/** The launcher, in a checkout with a Java and a Maven that only write down what they are asked. */
class LauncherTest {
    @TempDir
    private Path folder;

    private Path checkout;
    private Path log;

    @BeforeEach
    void aCheckoutThatWasNeverBuilt() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        log = folder.resolve("log");
        Files.createDirectories(checkout.resolve("src/main/java"));
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.writeString(checkout.resolve("src/main/java/Main.java"), "class Main {}");
        Files.copy(Folders.checkout().resolve("kpi"), checkout.resolve("kpi"));
        program("mvn", """
                echo "mvn $*" >> "$LOG"
                sleep 0.3
                mkdir -p "$CHECKOUT/target" && echo jar > "$CHECKOUT/target/kpi.jar"
                case "$*" in *build-classpath*) echo /lib/some.jar > "$CHECKOUT/target/test-classpath.txt" ;; esac
                """);
        program("java", """
                for argument; do
                  case $argument in
                    -XX:ArchiveClassesAtExit=*)
                      echo archive > "${argument#*=}"
                      exit ;;
                  esac
                done
                echo "java $*" | sed "s|$CHECKOUT|HOME|g; s|kpi-[0-9]*.jsa|kpi-N.jsa|" >> "$LOG"
                exit ${EXIT:-0}
                """);
    }

    @Test
    void firstItBuildsThenItRuns() throws Exception {
        assertThat(kpi("run", "--only", "A 1"))
                .isEqualTo("kpi: building, as the sources are newer than what was built; this takes half a minute\n");
        assertThat(logged())
                .containsExactly(
                        "mvn -q -B -Dstyle.color=never -f " + checkout
                                + "/pom.xml -Pquick -Dmaven.test.skip=true package",
                        "java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.5 -Xmx256m"
                                + " -Xshare:auto -Xlog:disable -Xlog:all=error:stderr -XX:SharedArchiveFile=HOME/target/kpi-N.jsa"
                                + " -jar HOME/target/kpi.jar run --only A 1");

        assertThat(kpi("list")).isEmpty();
        assertThat(logged()).hasSize(1).first().asString().endsWith("kpi.jar list");
    }

    @Test
    void itBuildsAgainWhenASourceIsNewerOrGone() throws Exception {
        kpi("list");
        logged();

        touch(checkout.resolve("src/main/java/Main.java"));
        kpi("list");
        assertThat(logged()).hasSize(2);

        Files.delete(checkout.resolve("src/main/java/Main.java"));
        touch(checkout.resolve("src/main/java"));
        kpi("list");
        assertThat(logged()).hasSize(2);
    }

    @Test
    void itWorksThroughLinksAndFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("bin/kpi"), Path.of("../a checkout/kpi"));
        Path another = Files.createSymbolicLink(folder.resolve("k"), link);

        start(Path.of("/"), another.toString(), "list").waitFor();

        assertThat(logged()).hasSize(2).last().asString().endsWith("-jar HOME/target/kpi.jar list");
    }

    @Test
    void ofSeveralThatStartAtOnceOneBuilds() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(start(folder, checkout.resolve("kpi").toString(), "list"));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(logged())
                .hasSize(5)
                .filteredOn(line -> line.startsWith("mvn"))
                .hasSize(1);
    }

    @Test
    void theDemoRunsFromTheTestClasses() throws Exception {
        kpi("demo", "--keep");

        assertThat(logged())
                .containsExactly(
                        "mvn -q -B -Dstyle.color=never -f " + checkout
                                + "/pom.xml -Pquick -DskipTests package dependency:build-classpath -Dmdep.outputFile="
                                + checkout + "/target/test-classpath.txt",
                        "java -cp HOME/target/test-classes:HOME/target/classes:/lib/some.jar"
                                + " org.kpirunner.fixture.Demo --keep");
    }

    @Test
    void itEndsAsWhatItStartedDid() throws Exception {
        kpi("list");
        Process process = start(folder, "env", "EXIT=3", checkout.resolve("kpi").toString(), "run");

        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void aJavaThatMakesNoArchiveIsNotAskedAgain() throws Exception {
        program("java", """
                case "$*" in *ArchiveClassesAtExit*) echo asked >> "$CHECKOUT/asked"; exit 1 ;; esac
                echo "java $*" >> "$LOG"
                """.replace("$CHECKOUT", checkout.toString()));

        kpi("list");
        kpi("list");

        assertThat(logged())
                .last()
                .asString()
                .doesNotContain("SharedArchiveFile")
                .endsWith(" list");
        assertThat(checkout.resolve("asked")).hasContent("asked");
    }

    @Test
    void aFailedBuildRunsNothing() throws Exception {
        program("mvn", "echo 'compile error'; exit 1\n");
        Process process = start(folder, checkout.resolve("kpi").toString(), "list");
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said).endsWith("compile error\nkpi: the build failed\n");
        assertThat(Files.exists(log)).isFalse();
    }

    private String kpi(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(checkout.resolve("kpi").toString()));
        command.addAll(List.of(arguments));
        Process process = start(folder, command.toArray(new String[0]));
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    private Process start(Path from, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("KPI_JAVA_OPTS");
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("CHECKOUT", checkout.toString());
        builder.environment().put("LOG", log.toString());
        return builder.start();
    }

    private List<String> logged() throws IOException {
        List<String> lines = Files.readAllLines(log);
        Files.delete(log);
        return lines;
    }

    private void program(String name, String script) throws IOException {
        Path file = folder.resolve("bin").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void touch(Path path) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(2)));
    }
}
