package dev.onrush.contract.plan;

/** One thing that a user does. */
public sealed interface Step permits Request, Pause {}
