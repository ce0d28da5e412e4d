/**
 * What the program asks of the kernel, of the C library and of the JVM, which Java has no word for: that a thread wakes up on time, has its turn soon, or stands back, that
 * memory which was freed is kept, that there is room for descriptors, and that all threads wait for each other. Where there is no such thing all stays as it was.
 */
package dev.onrush.runner.platform;
