package io.github.camundacliq.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A {@code where} clause and its parameters, for a journal that the query calls {@code p}. */
final class Conditions {

    /** The states of those that may have a job still. */
    private static final String OPEN = "p.STATE_ in ('WAITING', 'SENDING', 'UNAVAILABLE', 'UNCERTAIN', 'REPORTED')";

    private final List<String> all = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    static Conditions of(PostSearch search, Visibility visibility) {
        Conditions conditions = new Conditions();
        conditions.like("p.PROC_INST_", search.processInstance());
        conditions.like("p.BUSINESS_KEY_", search.businessKey());
        conditions.like("p.PROC_DEF_KEY_", search.process());
        conditions.like("p.TENANT_", search.tenant());
        conditions.like("p.CHAT_", search.chat());
        conditions.like("p.CONNECTION_", search.connection());
        conditions.stages(search.stages());
        search.from().ifPresent(from -> conditions.add("p.CREATED_ >= ?", from.toEpochMilli()));
        search.to().ifPresent(to -> conditions.add("p.CREATED_ < ?", to.toEpochMilli()));
        if (search.open()) {
            conditions.add(OPEN);
        }
        conditions.visible(visibility);
        return conditions;
    }

    String where() {
        return all.isEmpty() ? "" : " where " + String.join(" and ", all);
    }

    List<Object> parameters() {
        return parameters;
    }

    List<Object> parametersAnd(Object... more) {
        List<Object> result = new ArrayList<>(parameters);
        Collections.addAll(result, more);
        return result;
    }

    Conditions add(String condition, Object... values) {
        all.add(condition);
        Collections.addAll(parameters, values);
        return this;
    }

    private void like(String column, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (text.contains("*")) {
            String pattern = text.replace("!", "!!")
                    .replace("_", "!_")
                    .replace("%", "!%")
                    .replace('*', '%');
            add(column + " like ? escape '!'", pattern);
        } else {
            add(column + " = ?", text);
        }
    }

    private void stages(Collection<Stage> stages) {
        if (!stages.isEmpty()) {
            all.add(stages.stream()
                    .sorted()
                    .map(stage -> "(" + stage.condition() + ")")
                    .collect(Collectors.joining(" or ", "(", ")")));
        }
    }

    private void visible(Visibility visibility) {
        if (!visibility.instances().isUnlimited() && !visibility.processes().isUnlimited()) {
            all.add("(" + reached("p.PROC_INST_", visibility.instances()) + " or "
                    + reached("p.PROC_DEF_KEY_", visibility.processes()) + ")");
            parameters.addAll(sorted(visibility.instances().except()));
            parameters.addAll(sorted(visibility.processes().except()));
        }
        visibility.tenants().ifPresent(tenants -> {
            all.add("(p.TENANT_ is null or p.TENANT_ = ''"
                    + (tenants.isEmpty() ? "" : " or p.TENANT_ in " + marks(tenants)) + ")");
            parameters.addAll(sorted(tenants));
        });
    }

    private static String reached(String column, Visibility.Reach reach) {
        if (reach.except().isEmpty()) {
            return reach.all() ? "1 = 1" : "1 = 0";
        }
        return column + (reach.all() ? " not in " : " in ") + marks(reach.except());
    }

    static String marks(Collection<String> values) {
        return "(" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
    }

    private static List<String> sorted(Collection<String> values) {
        return values.stream().sorted().toList();
    }
}
