package io.siteward.sign.figures;

import io.siteward.sign.api.FirstEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process that was started, with the times until it said what it had done.
 *
 * @param made the function: what Lambda calls the init
 * @param first until the first signature, with the start of the JVM and two calls to AWS in it
 * @param cpu the processor time of the process until then, of all its threads: on a busy machine it says more
 * @param second how long the second signature took
 * @param classes that were loaded, if that was asked for
 */
record ColdStart(Duration made, Duration first, Duration cpu, Duration second, long classes) {
    private static final int ANSWERS = 2;

    /**
     * Starts one.
     *
     * @param options of the JVM
     * @param event that is answered twice
     */
    static ColdStart of(List<String> options, String classPath, Map<String, String> environment, String event)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, FirstEvents.class.getName(), event, event));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);

        long begin = System.nanoTime();
        Process process = builder.start();
        List<Duration> times = new ArrayList<>();
        Duration cpu = Duration.ZERO;
        long classes = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(FirstEvents.MARK)) {
                    times.add(Duration.ofNanos(System.nanoTime() - begin));
                    cpu = times.size() == 2 ? process.info().totalCpuDuration().orElse(Duration.ZERO) : cpu;
                    check(times.size() == 1 || line.contains("\"statusCode\":200"), line);
                } else {
                    classes++;
                }
            }
        }
        check(process.waitFor() == 0 && times.size() == ANSWERS + 1, "it ended after " + times);
        return new ColdStart(times.get(0), times.get(1), cpu, times.get(2).minus(times.get(1)), classes);
    }

    private static void check(boolean isRight, String what) {
        if (!isRight) {
            throw new IllegalStateException("The function did not sign: " + what);
        }
    }
}
