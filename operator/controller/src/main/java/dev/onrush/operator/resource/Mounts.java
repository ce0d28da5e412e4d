package dev.onrush.operator.resource;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a runner's pod finds where. */
final class Mounts {
    static final String PLAN = "/etc/onrush/plan";
    static final String RUN_FILE = "/etc/onrush/run/" + RunConfigMap.RUN_KEY;
    static final String TOKEN_FILE = "/etc/onrush/token/" + TokenSecret.KEY;
    static final String CERTIFICATE_FILE = "/etc/onrush/token/" + TokenSecret.CERTIFICATE;
    static final String CERTIFICATE_KEY_FILE = "/etc/onrush/token/" + TokenSecret.CERTIFICATE_KEY;

    /** The pod's own group may read the token, nobody else. */
    private static final int GROUP_READS = 0440;

    private Mounts() {}

    static List<Volume> volumes(Run run, Role role) {
        List<Volume> volumes = new ArrayList<>();
        if (!run.plan().isInImage()) {
            volumes.add(snapshot("plan", run, run.plan().files().keySet()));
        }
        if (role == Role.MASTER) {
            volumes.add(snapshot("run", run, List.of(RunConfigMap.RUN_KEY)));
        }
        volumes.add(new VolumeBuilder()
                .withName("token")
                .withNewSecret()
                .withSecretName(run.names().token())
                .withDefaultMode(GROUP_READS)
                .withItems(items(
                        role == Role.MASTER
                                ? List.of(TokenSecret.KEY, TokenSecret.CERTIFICATE, TokenSecret.CERTIFICATE_KEY)
                                : List.of(TokenSecret.KEY, TokenSecret.CERTIFICATE)))
                .endSecret()
                .build());
        volumes.add(new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .build());
        return volumes;
    }

    static List<VolumeMount> of(Run run, Role role) {
        List<VolumeMount> mounts = new ArrayList<>();
        if (!run.plan().isInImage()) {
            mounts.add(mount("plan", PLAN, true));
        }
        if (role == Role.MASTER) {
            mounts.add(mount("run", "/etc/onrush/run", true));
        }
        mounts.add(mount("token", "/etc/onrush/token", true));
        mounts.add(mount("tmp", "/tmp", false));
        return mounts;
    }

    private static Volume snapshot(String name, Run run, Collection<String> keys) {
        return new VolumeBuilder()
                .withName(name)
                .withNewConfigMap()
                .withName(run.names().run())
                .withItems(items(keys))
                .endConfigMap()
                .build();
    }

    private static List<KeyToPath> items(Collection<String> keys) {
        return keys.stream()
                .map(key -> new KeyToPathBuilder().withKey(key).withPath(key).build())
                .toList();
    }

    private static VolumeMount mount(String name, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build();
    }
}
