package dev.onrush.runner.cpu;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * CPU time of some threads of this process, in some microseconds and without garbage, for who asks a thousand times a second. For one thread at a time. Its files are closed when nobody
 * has it any more.
 */
public final class ThreadClocks implements LongSupplier {
    private final List<RandomAccessFile> files = new ArrayList<>();
    private final byte[] read = new byte[64];
    private long last;

    /** @param threads the kernel's numbers of them; those that have ended by now are left out */
    public ThreadClocks(Iterable<String> threads) {
        for (String thread : threads) {
            try {
                files.add(new RandomAccessFile("/proc/self/task/" + thread + "/schedstat", "r"));
            } catch (IOException _) {
                // It has ended.
            }
        }
    }

    /** Nanoseconds in all, which never become less: a thread that ends leaves them as they were. */
    @Override
    public long getAsLong() {
        long sum = 0;
        for (RandomAccessFile file : files) {
            sum += nanos(file);
        }
        last = Math.max(last, sum);
        return last;
    }

    /** The first of three numbers, in nanoseconds (the kernel's sched-stats). */
    private long nanos(RandomAccessFile file) {
        try {
            file.seek(0);
            int length = file.read(read);
            long number = 0;
            for (int i = 0; i < length && read[i] != ' '; i++) {
                number = 10 * number + read[i] - '0';
            }
            return number;
        } catch (IOException _) {
            return 0;
        }
    }
}
