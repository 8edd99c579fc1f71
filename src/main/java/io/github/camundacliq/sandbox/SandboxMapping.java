package io.github.camundacliq.sandbox;

import java.util.Set;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps the sandbox's own controllers. They carry no stereotype, so that no component scan of any application finds them
 * while the sandbox is switched off, nor a second time while it is on.
 */
final class SandboxMapping extends RequestMappingHandlerMapping {

    private static final Set<Class<?>> CONTROLLERS =
            Set.of(FaultsController.class, StateController.class, ChatsController.class);

    SandboxMapping() {
        setOrder(0);
    }

    @Override
    protected boolean isHandler(Class<?> beanType) {
        return CONTROLLERS.contains(beanType);
    }
}
