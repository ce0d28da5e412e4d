package dev.onrush.operator.api;

import dev.onrush.contract.status.LoadTestStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One load test: what to run, and what came out of it. */
@Group(LoadTest.GROUP)
@Version(LoadTest.VERSION)
@Kind("LoadTest")
@Plural("loadtests")
@ShortNames("lt")
@ValidationRule(
        value = "size(self.metadata.name) <= 52",
        message = "expected metadata.name of at most 52 characters: names of Jobs and pods are made from it")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        message =
                "expected metadata.name of lower-case letters, digits and -, with a letter first: a Service is named after it")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase", type = Type.STRING)
@AdditionalPrinterColumn(name = "Workers", jsonPath = ".status.workers.connected", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Users", jsonPath = ".status.results.users", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "RPS", jsonPath = ".status.results.requestsPerSecond", type = Type.STRING)
@AdditionalPrinterColumn(name = "P95", jsonPath = ".status.results.latency.p95", type = Type.STRING)
@AdditionalPrinterColumn(name = "Failures", jsonPath = ".status.results.failureRatio", type = Type.STRING)
@AdditionalPrinterColumn(name = "Verdict", jsonPath = ".status.verdict", type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public final class LoadTest extends CustomResource<LoadTestSpec, LoadTestStatus> implements Namespaced {
    public static final String GROUP = "onrush.dev";
    public static final String VERSION = "v1";
}
