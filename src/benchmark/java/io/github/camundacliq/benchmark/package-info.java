/** The benchmark: what people would write instead, and ours, side by side. No part of the tests or of the jar. */
package io.github.camundacliq.benchmark;
