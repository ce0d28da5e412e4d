/** A LoadTest on this machine, without a cluster: its file and the manifests beside it, a master, and worker processes. */
package dev.onrush.runner.local;
