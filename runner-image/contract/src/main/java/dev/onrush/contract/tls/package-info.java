/** The certificate by which workers know their run's master. */
package dev.onrush.contract.tls;
