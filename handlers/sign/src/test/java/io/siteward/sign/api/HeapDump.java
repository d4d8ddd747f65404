package io.siteward.sign.api;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** A process that answers one event, and writes what is in its memory then, without what is garbage. */
public final class HeapDump {
    private HeapDump() {}

    /**
     * Answers it.
     *
     * @param arguments the event, and the file to write
     */
    public static void main(String[] arguments) throws IOException {
        SignFunction function = new SignFunction();
        answer(function, arguments[0]);
        // A closed socket over TLS is garbage with a finalizer.
        System.gc();
        System.runFinalization();
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[1], true);
        // Again, so that the function is no garbage before.
        answer(function, arguments[0]);
    }

    private static void answer(SignFunction function, String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        function.handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out);
        System.out.println(out.toString(StandardCharsets.UTF_8));
    }
}
