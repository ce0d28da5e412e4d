/** Reads and writes the API server. */
package dev.onrush.operator.dependent;
