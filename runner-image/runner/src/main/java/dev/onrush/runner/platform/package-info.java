/**
 * What the program asks of the kernel and of the C library, which Java has no word for: that a thread wakes up on time, has its turn soon, or stands back, and that
 * memory which was freed is kept. Where there is no such thing all stays as it was.
 */
package dev.onrush.runner.platform;
