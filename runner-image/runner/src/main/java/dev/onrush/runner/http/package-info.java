/** Sends one request of a plan and says how it went. */
package dev.onrush.runner.http;
