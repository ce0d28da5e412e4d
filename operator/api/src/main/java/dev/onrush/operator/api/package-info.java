/** The custom resource as the API server stores it. */
package dev.onrush.operator.api;
