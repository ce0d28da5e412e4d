package dev.onrush.runner.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Hosts of our own on this machine: network namespaces, each on a network to the master (198.18.100.0/24) and on another to the
 * target (198.18.101.0/24), so that the one can break while the other holds. Nothing outside the namespaces is touched.
 */
final class Network implements AutoCloseable {
    static final String CONTROL = "198.18.100.";
    static final String TARGET = "198.18.101.";

    private final String prefix = "onrush" + ProcessHandle.current().pid() + "-" + Integer.toHexString(hashCode());
    private final String hub = prefix + "-hub";
    private final List<String> hosts = new ArrayList<>();

    Network() throws IOException {
        Commands.run("ip netns add " + hub);
        for (String bridge : List.of("control", "target")) {
            Commands.run("ip -n " + hub + " link add " + bridge + " type bridge");
            Commands.run("ip -n " + hub + " link set " + bridge + " up");
        }
    }

    /** Whether namespaces can be made here: by root, with iproute2, on a kernel that has them. */
    static boolean isPossible() {
        String probe = "onrush-probe-" + ProcessHandle.current().pid();
        return Commands.succeeds("ip netns add " + probe) && Commands.succeeds("ip netns delete " + probe);
    }

    /** Adds a host, whose addresses end in its number from 1. */
    int addHost() throws IOException {
        int number = hosts.size() + 1;
        String host = prefix + "-" + number;
        Commands.run("ip netns add " + host);
        hosts.add(host);
        Commands.run("ip -n " + host + " link set lo up");
        attach(number, "control", CONTROL);
        attach(number, "target", TARGET);
        return number;
    }

    private void attach(int number, String bridge, String addresses) throws IOException {
        String port = bridge + number;
        String host = hosts.get(number - 1);
        Commands.run("ip -n " + hub + " link add " + port + " type veth peer name " + bridge + " netns " + host);
        Commands.run("ip -n " + hub + " link set " + port + " master " + bridge + " up");
        Commands.run("ip -n " + host + " addr add " + addresses + number + "/24 dev " + bridge);
        Commands.run("ip -n " + host + " link set " + bridge + " up");
    }

    /** Breaks or mends a host's link to the master; the one to the target holds. */
    void control(int number, boolean up) throws IOException {
        Commands.run("ip -n " + hub + " link set control" + number + (up ? " up" : " down"));
    }

    /** What goes before a command that is to run on a host. */
    List<String> on(int number) {
        return List.of("ip", "netns", "exec", hosts.get(number - 1));
    }

    @Override
    public void close() throws IOException {
        for (String host : hosts) {
            Commands.run("ip netns delete " + host);
        }
        Commands.run("ip netns delete " + hub);
    }
}
