/** A small shop to try load tests on: part of the examples, and a target that counts what it served. */
package dev.onrush.runner.sample;
