package dev.onrush.runner.stats;

/** Cuts and writes out on one thread, as a worker does on two. */
public final class Cutter {
    private final Recorder recorder;
    private final CutSheets sheets;

    Cutter(Recorder recorder) {
        this(recorder, 0);
    }

    Cutter(Recorder recorder, int fixed) {
        this.recorder = recorder;
        this.sheets = new CutSheets(fixed);
    }

    /** What was recorded since the last cut. @param oldest nothing that is recorded later was due before */
    public static byte[] cut(Recorder recorder, long oldest) {
        return new Cutter(recorder).cut(oldest);
    }

    /** The same where nothing is in flight. */
    public static byte[] cut(Recorder recorder) {
        return cut(recorder, System.nanoTime());
    }

    byte[] cut(long oldest) {
        return sheets.encode(recorder.cut(sheets.empty(), oldest));
    }

    byte[] cut() {
        return cut(System.nanoTime());
    }

    byte[] everything() {
        return sheets.everything();
    }

    void forget() {
        sheets.forget();
    }
}
