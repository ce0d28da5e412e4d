package dev.onrush.runner.master;

import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Payload;
import dev.onrush.runner.bus.ProtocolException;

/** What workers say to their master; a {@link ProtocolException} goes back as a refusal. */
interface WorkerMessages {
    Messages.Registered register(Messages.Register register) throws ProtocolException;

    void waiting(String worker, Messages.Waiting waiting) throws ProtocolException;

    void ready(String worker, Messages.Ready ready) throws ProtocolException;

    Messages.Granted heartbeat(String worker, Messages.Heartbeat heartbeat) throws ProtocolException;

    /** Where there is no run, nothing begins. */
    default void begun(String worker, Messages.Begun begun) throws ProtocolException {
        throw new ProtocolException("there is no run");
    }

    /** @param data what the report is about */
    Messages.Acknowledged report(String worker, Messages.Report report, Payload data) throws ProtocolException;

    /** Where there is no run, there are no plan's messages either, as with those that follow. */
    default Messages.CustomReceived custom(String worker, Messages.Custom message) throws ProtocolException {
        throw new ProtocolException("there is no run");
    }

    default void customReceived(String worker, Messages.CustomReceived received) throws ProtocolException {
        throw new ProtocolException("there is no run");
    }

    default void stopTest(String worker, Messages.StopTest stop) throws ProtocolException {
        throw new ProtocolException("there is no run");
    }

    default void logs(String worker, Messages.Logs logs) throws ProtocolException {
        throw new ProtocolException("there is no run");
    }

    void disconnected(String worker);
}
