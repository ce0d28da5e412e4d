package dev.onrush.runner.program;

import dev.onrush.runner.http1.Octets;
import java.util.ArrayList;
import java.util.List;

/** Bytes with gaps. */
final class Text {
    private final Piece[] pieces;

    private Text(Piece[] pieces) {
        this.pieces = pieces;
    }

    /** Neighbours that are always the same become one. */
    static Text of(List<Piece> pieces) {
        List<Piece> merged = new ArrayList<>();
        Octets fixed = new Octets(256);
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Fixed(byte[] bytes)) {
                fixed.append(bytes);
                continue;
            }
            flush(fixed, merged);
            merged.add(piece);
        }
        flush(fixed, merged);
        return new Text(merged.toArray(Piece[]::new));
    }

    private static void flush(Octets fixed, List<Piece> merged) {
        if (fixed.length() > 0) {
            merged.add(new Piece.Fixed(fixed.toBytes()));
            fixed.clear();
        }
    }

    /** True when the text is the same every time. */
    boolean isFixed() {
        return pieces.length == 0 || pieces.length == 1 && pieces[0] instanceof Piece.Fixed;
    }

    /** @return the name of a variable that was never extracted, or null */
    String append(Octets out, Fill fill) {
        for (Piece piece : pieces) {
            if (!piece.append(out, fill)) {
                return ((Piece.Variable) piece).name();
            }
        }
        return null;
    }
}
