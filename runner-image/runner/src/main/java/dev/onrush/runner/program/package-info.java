/**
 * A declared plan, compiled: names are numbers, requests are bytes with gaps, checks know what they need of an answer. Running it
 * looks nothing up and makes nothing that it does not send.
 */
package dev.onrush.runner.program;
