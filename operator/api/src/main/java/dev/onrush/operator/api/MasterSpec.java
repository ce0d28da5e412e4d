package dev.onrush.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.ResourceRequirements;

/** The master's pod. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MasterSpec(
        @JsonPropertyDescription(
                "CPU and memory of the master. Each request or limit that is given replaces the default.")
        ResourceRequirements resources) {}
