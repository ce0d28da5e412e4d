package dev.onrush.runner.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.report.RunState;
import dev.onrush.contract.report.RunSummary;
import dev.onrush.runner.report.Report;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'&";
    private static final RunSummary PLAIN =
            Reports.summary(RunState.Finished, List.of(Reports.HELD), List.of(), Reports.results(null));
    private static final RunSummary DOUBTED =
            Reports.summary(RunState.Finished, List.of(Reports.HELD), List.of(Reports.LOST), Reports.results(null));

    @Test
    void thePageShowsTextAsTextAndNeedsNothingElse() {
        String page = page(DOUBTED, HOSTILE);
        assertFalse(page.contains("<script"), page);
        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"), page);
        assertFalse(page.contains("://") || page.contains("src="), "nothing is fetched from anywhere");
    }

    @Test
    void whatItSaysIsWellFormed() throws Exception {
        String page = page(DOUBTED, HOSTILE);
        String body = page.substring(page.indexOf("<body>"), page.indexOf("</html>"));
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
    }

    @Test
    void theVerdictIsTheStatuses() {
        assertVerdict("Passed", "Passed", PLAIN);
        assertVerdict("Passed", "Passed (untrusted)", DOUBTED);
        assertVerdict(
                "Running", "Running", Reports.summary(RunState.Running, List.of(), List.of(), Reports.results(null)));
        assertVerdict("Error", "Error", Reports.summary(RunState.Error, null, null, null));
    }

    private static void assertVerdict(String cssClass, String verdict, RunSummary summary) {
        String page = page(summary, "a");
        assertTrue(page.contains("<strong class=\"" + cssClass + "\">" + verdict + "</strong>"), page);
    }

    @Test
    void percentilesStandBetweenTheirBounds() {
        String page = page(PLAIN, "a");
        assertTrue(page.contains("<dd>4.28ms</dd><dd class=\"note\">≥ 381us</dd>"), page);
        assertTrue(page.contains("<td>4.28<small>≥ 0.381</small></td>"), page);
        assertTrue(page.contains("<td>≥ 0.381</td>"), "one that nobody knows the most of: " + page);
    }

    @Test
    void arrivalsAreToldWhereThereAreAny() {
        String page =
                page(Reports.summary(RunState.Finished, List.of(), List.of(), Reports.results(Reports.ARRIVALS)), "a");
        assertTrue(page.contains("of 1,000 due") && page.contains("<dt>Dropped</dt><dd>10</dd>"), page);
        assertFalse(page(PLAIN, "a").contains("Dropped"));
    }

    @Test
    void onlyWhatIsClosedIsDrawnAndALineIsBrokenWhereThereIsNoValue() {
        String page = page(PLAIN, "a");
        assertEquals(2, page.split("<polyline class=\"c\"", -1).length - 1, "95% is missing for one interval");
        assertEquals(1, page.split("<polyline class=\"b\"", -1).length - 1);
        assertTrue(page.contains("<title>0:01: 99% 9, 95% -, 50% 1.50</title>"), page);
        assertFalse(page.contains("<title>0:04:"), "an interval that is open is in no chart");
    }

    @Test
    void theRunWithoutStartAndEndIsTold() {
        String page = page(PLAIN, "a");
        assertTrue(page.contains("77 requests") && page.contains("99% 8.25 ms") && page.contains("not complete"), page);
    }

    @Test
    void aThousandNamesAreEnoughForAPage() {
        List<Report.Name> names = new ArrayList<>();
        IntStream.range(0, 1_500).forEach(i -> names.add(Reports.name("GET", "/" + i)));
        Report report = new Report(PLAIN, 2, names, Reports.name("", "Aggregated"), List.of(), null, null, null, null);
        String page = HtmlReport.page(report);
        assertTrue(page.contains("<td>/999</td>") && !page.contains("<td>/1000</td>"));
        assertTrue(page.contains("500 more are not shown."));
        assertTrue(page.contains("Aggregated"));
    }

    private static String page(RunSummary summary, String text) {
        return HtmlReport.page(Reports.of(summary, text));
    }
}
