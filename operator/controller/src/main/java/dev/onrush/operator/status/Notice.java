package dev.onrush.operator.status;

import dev.onrush.contract.status.Condition;
import dev.onrush.contract.status.LoadTestStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an Event tells about a change of status. */
public record Notice(boolean warning, String reason, String message) {
    /** What is worth telling about the step from one status to the next. */
    public static List<Notice> between(LoadTestStatus before, LoadTestStatus after) {
        List<Notice> notices = new ArrayList<>();
        Progress was = new Progress(before);
        Progress is = new Progress(after);
        is.condition(Condition.Types.PLAN_VALID)
                .filter(c -> c.status() == Condition.Status.False)
                .filter(c -> !was.condition(Condition.Types.PLAN_VALID)
                        .map(Condition::message)
                        .equals(Optional.of(c.message())))
                .ifPresent(c -> notices.add(new Notice(true, c.reason(), c.message())));
        if (is.ran() && !was.ran()) {
            notices.add(new Notice(false, "Started", "the first user started at " + after.startTime()));
        }
        if (before == null || before.phase() != after.phase()) {
            ended(after, is, notices);
        }
        is.condition(Condition.Types.TRUSTWORTHY)
                .filter(c -> c.status() == Condition.Status.False)
                .filter(c -> !was.condition(Condition.Types.TRUSTWORTHY)
                        .map(Condition::reason)
                        .equals(Optional.of(c.reason())))
                .ifPresent(c -> notices.add(new Notice(true, "Untrusted", c.reason() + ": " + c.message())));
        return notices;
    }

    private static void ended(LoadTestStatus after, Progress is, List<Notice> notices) {
        Optional<Condition> complete = is.condition(Condition.Types.COMPLETE);
        String verdict =
                is.condition(Condition.Types.PASSED).map(Condition::message).orElse("");
        switch (after.phase()) {
            case Succeeded -> notices.add(new Notice(false, "Completed", verdict));
            case Failed -> notices.add(new Notice(true, "Failed", verdict));
            case Error -> {
                // A plan's mistakes were told already, under their own reason.
                String reason = complete.map(Condition::reason).orElse("");
                if (notices.stream().noneMatch(notice -> notice.reason().equals(reason))) {
                    String why = complete.map(Condition::message).orElse("");
                    notices.add(new Notice(true, "Error", reason + ": " + why));
                }
            }
            case Pending, Starting, Running, Stopping -> {
                // The status itself says it; an Event for each would only be noise.
            }
        }
    }
}
