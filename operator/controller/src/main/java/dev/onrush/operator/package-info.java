/** The operator as a process. */
package dev.onrush.operator;
