/** The status as a function of what is known, without side effects. */
package dev.onrush.operator.status;
