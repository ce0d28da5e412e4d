/** A run as a page for a browser, from what {@code report} knows of it. */
package dev.onrush.runner.html;
