package dev.onrush.runner.plan;

import dev.onrush.contract.plan.Template;
import java.util.Map;

/** User 7 in iteration 3 with variables; the lower bound is what is drawn. */
record Values(Map<String, String> variables) implements Template.Values {
    @Override
    public String variable(String name) {
        return variables.get(name);
    }

    @Override
    public long user() {
        return 7;
    }

    @Override
    public long iteration() {
        return 3;
    }

    @Override
    public long random(long min, long max) {
        return min;
    }

    @Override
    public String uuid() {
        return "0-1-2";
    }
}
