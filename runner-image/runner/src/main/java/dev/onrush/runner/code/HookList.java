package dev.onrush.runner.code;

import dev.onrush.api.Hook;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The hooks of one event, in the order in which they were added. */
public final class HookList<E> {
    private final String name;
    private final List<Hook<E>> hooks = new CopyOnWriteArrayList<>();

    HookList(String name) {
        this.name = name;
    }

    void add(Hook<E> hook) {
        hooks.add(java.util.Objects.requireNonNull(hook, "hook"));
    }

    /** The event's name, as the API has it. */
    public String name() {
        return name;
    }

    public boolean isEmpty() {
        return hooks.isEmpty();
    }

    /**
     * Calls every hook, whatever the ones before it did.
     *
     * @param failed is given what a hook threw
     */
    public void fire(E event, Consumer<Throwable> failed) {
        for (Hook<E> hook : hooks) {
            try {
                hook.on(event);
            } catch (Throwable e) {
                failed.accept(e);
            }
        }
    }
}
