package dev.onrush.runner.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.onrush.contract.run.ArrivalRate;
import dev.onrush.contract.run.Load;
import dev.onrush.contract.run.RunSpec;
import dev.onrush.contract.run.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which load comes of the command line's and the wishes of whoever starts a test. */
class StartRequestTest {
    private static final ArrivalRate FIFTY = new ArrivalRate("50", null, null, null, null);
    private static final Load OPEN = new Load(null, null, "1h", null, FIFTY);
    private static final Load RAMP = new Load(10, "1", "1h", null);

    @Test
    void aNumberOfUsersOrStagesReplaceARateOfArrivals() {
        assertEquals(new Load(5, null, "1h", null), over(OPEN, new Load(5, null, null, null)));
        List<Stage> stages = List.of(new Stage(5, "1m"));
        assertEquals(new Load(null, null, null, stages), over(OPEN, new Load(null, null, null, stages)));
    }

    @Test
    void aRateOfArrivalsReplacesUsers() {
        assertEquals(OPEN, over(RAMP, new Load(null, null, null, null, FIFTY)));
        ArrivalRate five = new ArrivalRate("5", null, null, null, null);
        assertEquals(new Load(null, null, "1h", null, five), over(OPEN, new Load(null, null, null, null, five)));
    }

    @Test
    void whoSaysNothingOfEitherGetsTheCommandLines() {
        Load shorter = new Load(null, null, "5m", null);
        assertEquals(new Load(null, null, "5m", null, FIFTY), over(OPEN, shorter));
        assertEquals(new Load(10, "1", "5m", null), over(RAMP, shorter));
        assertEquals(OPEN, StartRequest.UNCHANGED.over(spec(OPEN), 1).load());
    }

    private static Load over(Load base, Load wanted) {
        return new StartRequest(null, wanted, null, null).over(spec(base), 1).load();
    }

    private static RunSpec spec(Load load) {
        return new RunSpec(null, null, load, null, null, null, null, null);
    }
}
