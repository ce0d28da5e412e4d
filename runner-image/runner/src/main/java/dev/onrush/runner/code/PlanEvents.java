package dev.onrush.runner.code;

import dev.onrush.api.Environment;
import dev.onrush.api.Events;
import dev.onrush.api.Hook;
import dev.onrush.api.OptionParser;
import dev.onrush.api.RequestEvent;

/** The hooks of a plan, by event. */
public final class PlanEvents implements Events {
    public final HookList<Environment> init = new HookList<>("init");
    public final HookList<OptionParser> initCommandLineParser = new HookList<>("initCommandLineParser");
    public final HookList<Environment> testStart = new HookList<>("testStart");
    public final HookList<Environment> testStopping = new HookList<>("testStopping");
    public final HookList<Environment> testStop = new HookList<>("testStop");
    public final HookList<SpawningComplete> spawningComplete = new HookList<>("spawningComplete");
    public final HookList<RequestEvent> request = new HookList<>("request");
    public final HookList<UserError> userError = new HookList<>("userError");
    public final HookList<ReportToMaster> reportToMaster = new HookList<>("reportToMaster");
    public final HookList<WorkerReport> workerReport = new HookList<>("workerReport");
    public final HookList<WorkerConnect> workerConnect = new HookList<>("workerConnect");
    public final HookList<Environment> resetStats = new HookList<>("resetStats");
    public final HookList<Usage> cpuWarning = new HookList<>("cpuWarning");
    public final HookList<Usage> usageMonitor = new HookList<>("usageMonitor");
    public final HookList<Heartbeat> heartbeatSent = new HookList<>("heartbeatSent");
    public final HookList<Heartbeat> heartbeatReceived = new HookList<>("heartbeatReceived");
    public final HookList<Environment> quitting = new HookList<>("quitting");
    public final HookList<Quit> quit = new HookList<>("quit");

    @Override
    public Events init(Hook<Environment> hook) {
        init.add(hook);
        return this;
    }

    @Override
    public Events initCommandLineParser(Hook<OptionParser> hook) {
        initCommandLineParser.add(hook);
        return this;
    }

    @Override
    public Events testStart(Hook<Environment> hook) {
        testStart.add(hook);
        return this;
    }

    @Override
    public Events testStopping(Hook<Environment> hook) {
        testStopping.add(hook);
        return this;
    }

    @Override
    public Events testStop(Hook<Environment> hook) {
        testStop.add(hook);
        return this;
    }

    @Override
    public Events spawningComplete(Hook<SpawningComplete> hook) {
        spawningComplete.add(hook);
        return this;
    }

    @Override
    public Events request(Hook<RequestEvent> hook) {
        request.add(hook);
        return this;
    }

    @Override
    public Events userError(Hook<UserError> hook) {
        userError.add(hook);
        return this;
    }

    @Override
    public Events reportToMaster(Hook<ReportToMaster> hook) {
        reportToMaster.add(hook);
        return this;
    }

    @Override
    public Events workerReport(Hook<WorkerReport> hook) {
        workerReport.add(hook);
        return this;
    }

    @Override
    public Events workerConnect(Hook<WorkerConnect> hook) {
        workerConnect.add(hook);
        return this;
    }

    @Override
    public Events resetStats(Hook<Environment> hook) {
        resetStats.add(hook);
        return this;
    }

    @Override
    public Events cpuWarning(Hook<Usage> hook) {
        cpuWarning.add(hook);
        return this;
    }

    @Override
    public Events usageMonitor(Hook<Usage> hook) {
        usageMonitor.add(hook);
        return this;
    }

    @Override
    public Events heartbeatSent(Hook<Heartbeat> hook) {
        heartbeatSent.add(hook);
        return this;
    }

    @Override
    public Events heartbeatReceived(Hook<Heartbeat> hook) {
        heartbeatReceived.add(hook);
        return this;
    }

    @Override
    public Events quitting(Hook<Environment> hook) {
        quitting.add(hook);
        return this;
    }

    @Override
    public Events quit(Hook<Quit> hook) {
        quit.add(hook);
        return this;
    }
}
