package dev.onrush.runner.cpu;

import dev.onrush.contract.run.CpuRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The control group that this process is in, as the kernel documents it in cgroup-v1 and cgroup-v2. In a container the mount shows
 * the container's own group at its root, whatever path the process has on its host.
 */
public sealed interface ControlGroup {
    /** What the group allows now. */
    CpuAllowance read() throws IOException;

    /** The group of this process; one that allows everything where there is none, such as on another system than Linux. */
    static ControlGroup ofThisProcess() {
        return find(Path.of("/"), System.getenv());
    }

    /**
     * @param root the root of the file system, or a copy of it in a test
     * @param environment which may say what was requested
     */
    static ControlGroup find(Path root, Map<String, String> environment) {
        ControlGroup group = find(root);
        OptionalLong millis = CpuRequest.millis(environment);
        return millis.isEmpty() ? group : new WithRequest(group, millis.getAsLong());
    }

    private static ControlGroup find(Path root) {
        try {
            Path mounts = root.resolve("sys/fs/cgroup");
            List<String> memberships = Files.readAllLines(root.resolve("proc/self/cgroup"));
            if (Files.exists(mounts.resolve("cgroup.controllers"))) {
                return new Version2(below(mounts, path(memberships, "")));
            }
            String cpu = path(memberships, "cpu");
            return cpu == null ? new None() : new Version1(below(mount(mounts), cpu));
        } catch (IOException _) {
            return new None();
        }
    }

    /** The path in a line such as {@code 4:cpu,cpuacct:/kubepods/pod1}; version 2 has no controllers there. */
    private static String path(List<String> memberships, String controller) {
        return memberships.stream()
                .map(line -> line.split(":", 3))
                .filter(parts ->
                        parts.length == 3 && List.of(parts[1].split(",")).contains(controller))
                .map(parts -> parts[2])
                .findFirst()
                .orElse(null);
    }

    private static Path mount(Path mounts) {
        Path both = mounts.resolve("cpu,cpuacct");
        return Files.exists(both) ? both : mounts.resolve("cpu");
    }

    private static Path below(Path mount, String path) {
        Path own = path == null ? mount : mount.resolve(path.replaceFirst("^/+", ""));
        return Files.isDirectory(own) ? own : mount;
    }

    /** No control group. */
    record None() implements ControlGroup {
        @Override
        public CpuAllowance read() {
            return CpuAllowance.NONE;
        }
    }

    /** One that it was told of what was requested for it. */
    record WithRequest(ControlGroup group, long millis) implements ControlGroup {
        @Override
        public CpuAllowance read() throws IOException {
            CpuAllowance allowance = group.read();
            OptionalDouble request = millis == 0 ? OptionalDouble.empty() : OptionalDouble.of(millis / 1_000.0);
            return new CpuAllowance(allowance.limit(), request, allowance.throttledNanos());
        }
    }

    /** Version 1: {@code cpu.cfs_quota_us} over {@code cpu.cfs_period_us}, and shares of which 1,024 stand for a core. */
    record Version1(Path directory) implements ControlGroup {
        private static final long DEFAULT_SHARES = 1_024;

        @Override
        public CpuAllowance read() throws IOException {
            OptionalLong quota = CgroupFile.number(directory.resolve("cpu.cfs_quota_us"));
            OptionalLong period = CgroupFile.number(directory.resolve("cpu.cfs_period_us"));
            OptionalLong shares = CgroupFile.number(directory.resolve("cpu.shares"));
            return new CpuAllowance(
                    CgroupFile.ratio(quota, period),
                    shares.isEmpty() || shares.getAsLong() == DEFAULT_SHARES
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(shares.getAsLong() / 1_024.0),
                    CgroupFile.field(directory.resolve("cpu.stat"), "throttled_time"));
        }
    }

    /**
     * Version 2: {@code cpu.max} is quota and period, and {@code cpu.weight} stands for the request as container runtimes converted it at
     * first. Later ones (runc 1.3.2, crun 1.23) have another formula, by which a core is the default weight; the weight does not say which it was.
     */
    record Version2(Path directory) implements ControlGroup {
        private static final long DEFAULT_WEIGHT = 100;

        @Override
        public CpuAllowance read() throws IOException {
            OptionalLong weight = CgroupFile.number(directory.resolve("cpu.weight"));
            return new CpuAllowance(
                    CgroupFile.max(directory.resolve("cpu.max")),
                    weight.isEmpty() || weight.getAsLong() == DEFAULT_WEIGHT
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(shares(weight.getAsLong()) / 1_024.0),
                    1_000 * CgroupFile.field(directory.resolve("cpu.stat"), "throttled_usec"));
        }

        /** The reverse of weight = 1 + (shares - 2) * 9999 / 262142, KEP-2254. */
        private static double shares(long weight) {
            return 2 + (weight - 1) * 262_142.0 / 9_999;
        }
    }
}
