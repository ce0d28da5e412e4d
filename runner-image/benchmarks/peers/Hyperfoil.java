import io.hyperfoil.api.config.BenchmarkData;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.core.parser.BenchmarkParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a Hyperfoil benchmark in this process: its parser, its engine and its statistics, without its controller, its agents and its command line, which
 * would only add to what a request costs. Arguments: the benchmark, and NAME=VALUE for its parameters.
 */
void main(String[] arguments) throws Exception {
    var parser = BenchmarkParser.instance();
    var source = parser.createSource(Files.readString(Path.of(arguments[0])), BenchmarkData.EMPTY);
    Map<String, String> parameters = Stream.of(arguments).skip(1).map(one -> one.split("=", 2)).collect(Collectors.toMap(one -> one[0], one -> one[1]));
    new LocalSimulationRunner(
                    parser.buildBenchmark(source, parameters),
                    (phase, step, metric, snapshot, countDown) ->
                            IO.println("%s: %d requests, %d answers, %d invalid".formatted(metric, snapshot.requestCount, snapshot.responseCount, snapshot.invalid)),
                    null,
                    null)
            .run();
}
