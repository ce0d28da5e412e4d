package dev.onrush.runner.master;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.bus.Addresses;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Hands the plan's files to workers that have none, part by part: all files one after the other, in the order of their names. */
final class PlanOffer {
    /** Bytes of one part: far below a frame's limit, so that nothing else on the wire waits long for it. */
    private static final int PART = 1 << 20;

    private static final int REFUSED = 400;

    private final PlanFiles plan;
    private final byte[] bytes;

    PlanOffer(PlanFiles plan) {
        this.plan = plan;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        plan.files().values().forEach(all::writeBytes);
        this.bytes = all.toByteArray();
    }

    static void bind(EventBus bus, PlanFiles plan) {
        PlanOffer offer = new PlanOffer(plan);
        bus.<JsonObject>localConsumer(Addresses.PLAN, message -> {
            try {
                Messages.FetchPlan fetch = Bodies.read(message.body(), Messages.FetchPlan.class);
                message.reply(Bodies.write(offer.part(fetch.offset())));
            } catch (ProtocolException e) {
                message.fail(REFUSED, e.getMessage());
            }
        });
    }

    Messages.PlanPart part(long offset) throws ProtocolException {
        if (offset < 0 || offset > bytes.length) {
            throw new ProtocolException("expected an offset of 0 to " + bytes.length + ", found " + offset);
        }
        List<Messages.PlanFile> files = offset > 0
                ? List.of()
                : plan.files().entrySet().stream()
                        .map(file -> new Messages.PlanFile(file.getKey(), file.getValue().length))
                        .toList();
        byte[] part = Arrays.copyOfRange(bytes, (int) offset, (int) Math.min(bytes.length, offset + PART));
        return new Messages.PlanPart(
                plan.entry(),
                plan.selection(),
                plan.hash(),
                files,
                offset,
                Base64.getEncoder().encodeToString(part));
    }
}
