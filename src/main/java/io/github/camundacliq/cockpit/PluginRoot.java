package io.github.camundacliq.cockpit;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;

/** Serves the plugin's scripts, and the posts of each engine. */
@Path("plugin/" + CliqCockpitPlugin.ID)
public final class PluginRoot extends AbstractCockpitPluginRootResource {

    private static final List<String> MODULES = List.of(
            "actions.js",
            "api.js",
            "dom.js",
            "instance.js",
            "page.js",
            "posts.js",
            "refreshing.js",
            "sums.js",
            "words.js");

    public PluginRoot() {
        super(CliqCockpitPlugin.ID);
    }

    @Override
    protected List<String> getAllowedAssets() {
        List<String> assets = new ArrayList<>(super.getAllowedAssets());
        MODULES.forEach(module -> assets.add("app/" + module));
        return assets;
    }

    @Path("{engine}")
    public PostsResource posts(@PathParam("engine") String engine) {
        return subResource(new PostsResource(engine), engine);
    }
}
