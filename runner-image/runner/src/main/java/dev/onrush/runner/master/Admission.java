package dev.onrush.runner.master;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;

/** Whether a worker fits its master. */
final class Admission {
    private Admission() {}

    /** Refuses another protocol and another plan, naming both. */
    static void check(Messages.Register register, String planHash) throws ProtocolException {
        if (!Messages.PROTOCOL.equals(register.protocol())) {
            throw new ProtocolException("expected protocol " + Messages.PROTOCOL + ", found " + register.protocol());
        }
        if (!planHash.equals(register.planHash())) {
            throw new ProtocolException("expected the plan with hash " + planHash + ", found " + register.planHash());
        }
    }
}
