/**
 * What a plan's code has to do with a run besides its users: events, messages, exceptions, and the environment that it asks. Hooks
 * run on threads of their own, never on an event loop.
 */
package dev.onrush.runner.hooks;
