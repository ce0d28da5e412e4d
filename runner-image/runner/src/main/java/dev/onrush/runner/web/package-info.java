/** The master over HTTP. */
package dev.onrush.runner.web;
