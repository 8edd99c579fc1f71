package io.github.camundacliq.cockpit;

import java.util.Set;
import org.camunda.bpm.cockpit.plugin.spi.impl.AbstractCockpitPlugin;

/** Found by Cockpit through {@code META-INF/services}, and by nobody else: without Cockpit this class is never loaded. */
public final class CliqCockpitPlugin extends AbstractCockpitPlugin {

    static final String ID = "cliq";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Set<Class<?>> getResourceClasses() {
        return Set.of(PluginRoot.class);
    }
}
