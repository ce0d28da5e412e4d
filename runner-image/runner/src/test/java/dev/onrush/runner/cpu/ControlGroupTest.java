package dev.onrush.runner.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupTest {
    private static final String IN_A_POD = "kubepods/burstable/pod1/c1";

    @TempDir
    private Path root;

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private CpuAllowance read() throws IOException {
        return read(Map.of());
    }

    private CpuAllowance read(Map<String, String> environment) throws IOException {
        return ControlGroup.find(root, environment).read();
    }

    /** On the host's cgroup namespace: the path is there. */
    @Test
    void version1WithALimit() throws IOException {
        file("proc/self/cgroup", "5:memory:/x\n4:cpu,cpuacct:/" + IN_A_POD + "\n1:name=systemd:/x\n");
        String group = "sys/fs/cgroup/cpu,cpuacct/" + IN_A_POD + "/";
        file(group + "cpu.cfs_quota_us", "150000\n");
        file(group + "cpu.cfs_period_us", "100000\n");
        file(group + "cpu.shares", "256\n");
        file(group + "cpu.stat", "nr_periods 10\nnr_throttled 3\nthrottled_time 2500000\n");
        assertEquals(new CpuAllowance(OptionalDouble.of(1.5), OptionalDouble.of(0.25), 2_500_000), read());
    }

    /** In a container the mount's root is the container's own group, while the path is the host's. */
    @Test
    void version1InAContainerWithoutALimit() throws IOException {
        file("proc/self/cgroup", "2:cpuacct:/" + IN_A_POD + "\n1:cpu:/" + IN_A_POD + "\n0::/\n");
        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
        file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        file("sys/fs/cgroup/cpu/cpu.shares", "1024\n");
        file("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 0\nnr_throttled 0\nthrottled_time 0\n");
        assertEquals(CpuAllowance.NONE, read(), "1024 shares are the kernel's default as well as a request of a core");
    }

    @Test
    void version2WithALimit() throws IOException {
        file("proc/self/cgroup", "0::/" + IN_A_POD + "\n");
        file("sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
        String group = "sys/fs/cgroup/" + IN_A_POD + "/";
        file(group + "cpu.max", "50000 100000\n");
        file(group + "cpu.weight", "10\n");
        file(group + "cpu.stat", "usage_usec 12\nnr_throttled 4\nthrottled_usec 1234\n");
        CpuAllowance allowance = read();
        assertEquals(OptionalDouble.of(0.5), allowance.limit());
        assertEquals(1_234_000, allowance.throttledNanos());
        assertEquals(
                0.232, allowance.request().orElseThrow(), 0.001, "256 shares for 250m become weight 10, rounded down");
    }

    @Test
    void version2InAContainerWithoutALimit() throws IOException {
        file("proc/self/cgroup", "0::/\n");
        file("sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
        file("sys/fs/cgroup/cpu.max", "max 100000\n");
        file("sys/fs/cgroup/cpu.weight", "39\n");
        CpuAllowance allowance = read();
        assertEquals(OptionalDouble.empty(), allowance.limit());
        assertEquals(
                1, allowance.request().orElseThrow(), 0.03, "1024 shares for a core become weight 39, rounded down");
    }

    /** As runc converts it since 1.3.2, a core has the kernel's default weight, and half a core that of 1.3 cores before. */
    @Test
    void whatThePodRequestsIsNotReadFromAWeightWhereItIsTold() throws IOException {
        file("proc/self/cgroup", "0::/\n");
        file("sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
        file("sys/fs/cgroup/cpu.max", "150000 100000\n");
        file("sys/fs/cgroup/cpu.stat", "throttled_usec 5\n");
        for (String weight : List.of("100", "51")) {
            file("sys/fs/cgroup/cpu.weight", weight);
            assertEquals(
                    new CpuAllowance(OptionalDouble.of(1.5), OptionalDouble.of(0.25), 5_000),
                    read(Map.of("ONRUSH_CPU_REQUEST_MILLIS", "250")));
            assertEquals(
                    OptionalDouble.empty(),
                    read(Map.of("ONRUSH_CPU_REQUEST_MILLIS", "0")).request(),
                    "nothing is requested");
        }
        assertEquals(
                1.3,
                read(Map.of("ONRUSH_CPU_REQUEST_MILLIS", "-")).request().orElseThrow(),
                0.1,
                "no number says nothing");
    }

    /** The root group of version 2 has none of the files. */
    @Test
    void absentFilesSayNothing() throws IOException {
        file("proc/self/cgroup", "0::/\n");
        file("sys/fs/cgroup/cgroup.controllers", "cpu\n");
        assertEquals(CpuAllowance.NONE, read());
    }

    @Test
    void whatIsNoNumberSaysNothing() throws IOException {
        file("proc/self/cgroup", "0::/\n");
        file("sys/fs/cgroup/cgroup.controllers", "cpu\n");
        file("sys/fs/cgroup/cpu.max", "much more\n");
        file("sys/fs/cgroup/cpu.weight", "heavy\n");
        file("sys/fs/cgroup/cpu.stat", "throttled_usec often\n");
        assertEquals(CpuAllowance.NONE, read());
    }

    @Test
    void withoutControlGroupsNothingIsLimited() throws IOException {
        assertEquals(CpuAllowance.NONE, read());
        file("proc/self/cgroup", "1:memory:/x\n");
        assertEquals(CpuAllowance.NONE, read());
    }
}
