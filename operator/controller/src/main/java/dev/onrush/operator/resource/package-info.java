/** What the operator makes, built without side effects from a LoadTest and its plan. */
package dev.onrush.operator.resource;
