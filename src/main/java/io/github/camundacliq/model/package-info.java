/** What a deployed model gets when it posts: save points, a retry cycle, Deluge's call, and warnings of what will not work. */
@NullMarked
package io.github.camundacliq.model;

import org.jspecify.annotations.NullMarked;
