package dev.onrush.runner.stats;

import java.util.Arrays;

/**
 * How often each of the {@link Buckets} was met. A set of few buckets is a sorted list of some hundred bytes; one of many has pages of
 * 2 KiB where there is something, some tens of KiB for response times as they come. A dense array would take 270 KB. Counting allocates
 * nothing once its bucket's page is there. Not thread-safe.
 */
final class Counts {
    private static final int LONGEST_LIST = 96;
    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;

    /** A page begins with a bit for each bucket that was met, so that empty ones need no look. */
    private static final int MASKS = PAGE / Long.SIZE;

    private short[] listed = new short[8];
    private long[] counts = new long[8];
    private int size;
    private long[][] pages;
    private long total;

    /** Takes a bucket and how often it was met, at least once. */
    @FunctionalInterface
    interface Visitor {
        void visit(int bucket, long count);
    }

    void add(int bucket, long times) {
        total += times;
        addOne(bucket, times);
    }

    private void addOne(int bucket, long times) {
        if (pages == null) {
            addToList(bucket, times);
        } else {
            addToPage(bucket, times);
        }
    }

    /** How often all buckets were met together. */
    long total() {
        return total;
    }

    /** Visits the buckets that were met, the lowest first. */
    void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.visit(Short.toUnsignedInt(listed[i]), counts[i]);
        }
        for (int p = 0; pages != null && p < pages.length; p++) {
            if (pages[p] != null) {
                visit(pages[p], p << PAGE_BITS, visitor);
            }
        }
    }

    private static void visit(long[] page, int first, Visitor visitor) {
        for (int m = 0; m < MASKS; m++) {
            for (long rest = page[m]; rest != 0; rest &= rest - 1) {
                int at = m * Long.SIZE + Long.numberOfTrailingZeros(rest);
                visitor.visit(first + at, page[MASKS + at]);
            }
        }
    }

    /** How many buckets were met. */
    int occupied() {
        int occupied = size;
        for (int p = 0; pages != null && p < pages.length; p++) {
            for (int m = 0; pages[p] != null && m < MASKS; m++) {
                occupied += Long.bitCount(pages[p][m]);
            }
        }
        return occupied;
    }

    void addAll(Counts other) {
        other.forEach(this::add);
    }

    /**
     * Adds buckets as {@link DeltaWriter} writes them: the step from the one before and how often it was met, one after the other, in ascending
     * order. Nearly all of them are numbers of one byte, of which eight are taken at once.
     *
     * @param bytes which were checked
     * @param times how often all of them were met together
     */
    void addAll(byte[] bytes, int from, int to, long times) {
        total += times;
        int bucket = -1;
        int at = from;
        while (at < to) {
            long eight = pages == null || at > to - Long.BYTES ? Leb128.LONGER : Leb128.eight(bytes, at);
            if ((eight & Leb128.LONGER) == 0) {
                bucket = addPair(bucket, eight);
                bucket = addPair(bucket, eight >>> 16);
                bucket = addPair(bucket, eight >>> 32);
                bucket = addPair(bucket, eight >>> 48);
                at += Long.BYTES;
            } else if ((eight & Leb128.LONGER_PAIR) == 0) {
                bucket = addPair(bucket, eight);
                at += 2;
            } else {
                bucket += (int) Leb128.at(bytes, at);
                at = Leb128.after(bytes, at);
                addOne(bucket, Leb128.at(bytes, at));
                at = Leb128.after(bytes, at);
            }
        }
    }

    /** @param pair a step and a count, in the two lowest bytes */
    private int addPair(int before, long pair) {
        int bucket = before + ((int) pair & 0x7f);
        addToPage(bucket, pair >>> Byte.SIZE & 0x7f);
        return bucket;
    }

    /** The bucket of the n-th lowest value. @param rank from 1 to {@link #total} */
    int bucketAt(long rank) {
        long left = rank;
        for (int i = 0; i < size; i++) {
            left -= counts[i];
            if (left <= 0) {
                return Short.toUnsignedInt(listed[i]);
            }
        }
        for (int p = 0; pages != null && p < pages.length; p++) {
            long[] page = pages[p];
            for (int i = 0; page != null && i < PAGE; i++) {
                left -= page[MASKS + i];
                if (left <= 0) {
                    return (p << PAGE_BITS) + i;
                }
            }
        }
        throw new IllegalArgumentException("rank " + rank + " of " + total);
    }

    /** Forgets all counts but keeps the room for them: what was met once is met again. */
    void clear() {
        total = 0;
        size = 0;
        for (int p = 0; pages != null && p < pages.length; p++) {
            if (pages[p] != null) {
                clear(pages[p]);
            }
        }
    }

    private static void clear(long[] page) {
        for (int m = 0; m < MASKS; m++) {
            for (long rest = page[m]; rest != 0; rest &= rest - 1) {
                page[MASKS + m * Long.SIZE + Long.numberOfTrailingZeros(rest)] = 0;
            }
            page[m] = 0;
        }
    }

    private void addToPage(int bucket, long times) {
        long[] page = page(bucket >>> PAGE_BITS);
        int at = bucket & PAGE - 1;
        long before = page[MASKS + at];
        page[MASKS + at] = before + times;
        if (before == 0) {
            page[at >>> 6] |= 1L << at;
        }
    }

    private long[] page(int number) {
        long[] page = pages[number];
        if (page == null) {
            page = pages[number] = new long[MASKS + PAGE];
        }
        return page;
    }

    private void addToList(int bucket, long times) {
        int at = find(bucket);
        if (at < size && Short.toUnsignedInt(listed[at]) == bucket) {
            counts[at] += times;
        } else if (size == LONGEST_LIST) {
            toPages();
            addToPage(bucket, times);
        } else {
            insert(at, bucket, times);
        }
    }

    /** Where a bucket is in the list, or belongs. */
    private int find(int bucket) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (Short.toUnsignedInt(listed[middle]) < bucket) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void insert(int at, int bucket, long times) {
        if (size == listed.length) {
            listed = Arrays.copyOf(listed, Math.min(LONGEST_LIST, 2 * size));
            counts = Arrays.copyOf(counts, listed.length);
        }
        System.arraycopy(listed, at, listed, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        listed[at] = (short) bucket;
        counts[at] = times;
        size++;
    }

    private void toPages() {
        pages = new long[(Buckets.COUNT + PAGE - 1) >>> PAGE_BITS][];
        for (int i = 0; i < size; i++) {
            addToPage(Short.toUnsignedInt(listed[i]), counts[i]);
        }
        size = 0;
    }
}
