package dev.onrush.runner.cli;

/** The options of a master, by what they are about. */
record MasterChoices(
        RunOptions run, LifeOptions life, DeliveryOptions delivery, OutputOptions output, LogOptions log) {}
