package dev.onrush.runner.program;

/** A step of a compiled plan. */
public sealed interface StepCode permits PauseCode, RequestCode {}
