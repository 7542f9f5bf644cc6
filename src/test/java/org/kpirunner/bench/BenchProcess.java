package org.kpirunner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that has ended well.
 *
 * @param millis from its start to its end
 * @param megabytes the most memory that it had
 */
record BenchProcess(double millis, double megabytes) {
    private static final int BETWEEN_LOOKS = 10;
    private static final double KILOBYTES_OF_A_MEGABYTE = 1024;

    static BenchProcess run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("process");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        double most = 0;
        while (process.isAlive()) {
            most = Math.max(most, kilobytes(process.pid()));
            Thread.sleep(BETWEEN_LOOKS);
        }
        double millis = (System.nanoTime() - begin) / 1e6;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(Files.readString(output));
        }
        return new BenchProcess(millis, most / KILOBYTES_OF_A_MEGABYTE);
    }

    private static double kilobytes(long process) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
