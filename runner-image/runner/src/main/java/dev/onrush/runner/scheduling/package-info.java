/** What a thread asks of the kernel's scheduler: to wake up on time, to have its turn soon, or to stand back. Where the kernel has no such thing all stays as it was. */
package dev.onrush.runner.scheduling;
