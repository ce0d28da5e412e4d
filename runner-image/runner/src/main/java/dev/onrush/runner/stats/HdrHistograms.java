package dev.onrush.runner.stats;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** Times as HdrHistogram knows them, for everybody who reads its encoding. */
public final class HdrHistograms {
    private static final int DIGITS = 3;

    private HdrHistograms() {}

    /** The histogram: the same buckets with the same counts. */
    public static Histogram of(Times times) {
        Histogram histogram = new Histogram(1, Buckets.HIGHEST, DIGITS);
        times.counts().forEach((bucket, count) -> histogram.recordValueWithCount(Buckets.lowest(bucket), count));
        return histogram;
    }

    /** Its compressed V2 encoding. */
    public static byte[] compressed(Times times) {
        Histogram histogram = of(times);
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }
}
