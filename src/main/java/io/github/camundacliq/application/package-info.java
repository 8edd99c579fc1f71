/** What only the runnable application has: logins for REST and actuator, the rules of production, and the deployed examples. */
@NullMarked
package io.github.camundacliq.application;

import org.jspecify.annotations.NullMarked;
