/** The steps from a LoadTest to its verdict. */
package dev.onrush.operator.loadtest;
