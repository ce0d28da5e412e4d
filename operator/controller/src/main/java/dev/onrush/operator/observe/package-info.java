/** What pods and the master say about a run. */
package dev.onrush.operator.observe;
