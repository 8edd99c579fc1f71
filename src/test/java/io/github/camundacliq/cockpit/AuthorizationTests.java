package io.github.camundacliq.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.WebappSession;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Reading and acting follow Camunda's own authorizations and tenants. */
@EngineTest
class AuthorizationTests {

    private static final String API = "api/cockpit/plugin/cliq/default/";

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @LocalServerPort
    int port;

    private final String user = "user" + System.nanoTime();
    private final String group = "group" + System.nanoTime();
    private ProcessEngine engine;
    private String hello;
    private String confirm;

    @BeforeEach
    void twoInstancesAndAUser() {
        engine = processes.engine();
        hello = Uncertain.post(processes, cliq, "hello", "CT_hello");
        confirm = Uncertain.post(processes, cliq, "confirm", "CT_confirm");
        IdentityService identity = engine.getIdentityService();
        User person = identity.newUser(user);
        person.setPassword("a-long-Password-1");
        identity.saveUser(person);
        Group people = identity.newGroup(group);
        identity.saveGroup(people);
        identity.createMembership(user, group);
        grant(user, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
    }

    @AfterEach
    void forgetThem() {
        for (String instance : List.of(hello, confirm)) {
            if (processes.job(instance) != null) {
                engine.getRuntimeService().deleteProcessInstance(instance, "test is over");
            }
        }
        engine.getAuthorizationService()
                .createAuthorizationQuery()
                .userIdIn(user)
                .list()
                .forEach(one -> engine.getAuthorizationService().deleteAuthorization(one.getId()));
        engine.getIdentityService().deleteUser(user);
        engine.getIdentityService().deleteGroup(group);
    }

    @Test
    void whoMayReadNothingSeesNothing() {
        WebappSession session = session();

        assertThat(instances(session)).isEmpty();
        assertThat(session.json(API + "posts").path("total").asInt()).isZero();
        assertThat(session.json(API + "sums").toString())
                .isEqualTo("{\"journal\":true,\"process\":\"\",\"tenant\":\"\",\"all\":{},\"open\":{}}");
    }

    @Test
    void whoMayReadOneProcessSeesItsPostsOnly() {
        grant(user, Resources.PROCESS_DEFINITION, "hello", Permissions.READ_INSTANCE);
        WebappSession session = session();

        assertThat(instances(session)).contains(hello).doesNotContain(confirm);
        JsonNode page = session.json(API + "posts?most=1");
        assertThat(page.path("posts")).hasSize(1);
        assertThat(posts(session)).hasSize(Math.min(100, page.path("total").asInt()));
        assertThat(posts(session))
                .allSatisfy(post -> assertThat(post.path("process").asText()).isEqualTo("hello"));
        assertThat(session.json(API + "posts?processInstance=" + confirm)
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void whoMayReadOneInstanceSeesItsPostsOnly() {
        grant(user, Resources.PROCESS_INSTANCE, confirm, Permissions.READ);

        assertThat(instances(session())).containsExactly(confirm);
    }

    @Test
    void aGroupsAuthorizationCountsToo() {
        Authorization authorization =
                engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        authorization.setGroupId(group);
        authorization.setResource(Resources.PROCESS_INSTANCE);
        authorization.setResourceId(hello);
        authorization.addPermission(Permissions.READ);
        engine.getAuthorizationService().saveAuthorization(authorization);

        assertThat(instances(session())).containsExactly(hello);
        engine.getAuthorizationService().deleteAuthorization(authorization.getId());
    }

    @Test
    void whatIsRevokedIsHidden() {
        grant(user, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.READ);
        assertThat(instances(session())).contains(hello, confirm);

        AuthorizationService authorizations = engine.getAuthorizationService();
        Authorization revoked = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_REVOKE);
        revoked.setUserId(user);
        revoked.setResource(Resources.PROCESS_INSTANCE);
        revoked.setResourceId(hello);
        revoked.removePermission(Permissions.READ);
        authorizations.saveAuthorization(revoked);

        assertThat(instances(session())).contains(confirm).doesNotContain(hello);
    }

    @Test
    void readingIsNotActing() {
        grant(user, Resources.PROCESS_DEFINITION, "hello", Permissions.READ_INSTANCE);
        WebappSession session = session();
        JsonNode post = post(session, hello);

        assertThat(post.path("decidable").asBoolean()).isFalse();
        assertThat(decide(session, "post-again", post)).isEqualTo(403);
        assertThat(decide(session, "mark-delivered", post)).isEqualTo(403);
        assertThat(processes.job(hello).getRetries()).isZero();
        assertThat(post(session, hello).path("state").asText()).isEqualTo("uncertain");
    }

    @Test
    void whoMayRetryAnInstancesJobMayDecide() {
        grant(
                user,
                Resources.PROCESS_INSTANCE,
                hello,
                ProcessInstancePermissions.READ,
                ProcessInstancePermissions.RETRY_JOB);
        WebappSession session = session();
        JsonNode post = post(session, hello);

        assertThat(post.path("decidable").asBoolean()).isTrue();
        assertThat(decide(session, "mark-delivered", post)).isEqualTo(204);
        processes.awaitEnd(hello);
    }

    @Test
    void whoMayRetryJobsOfAProcessMayDecide() {
        grant(
                user,
                Resources.PROCESS_DEFINITION,
                "hello",
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.RETRY_JOB);
        WebappSession session = session();

        assertThat(decide(session, "post-again", post(session, hello))).isEqualTo(204);
        processes.awaitEnd(hello);
    }

    @Test
    void whoMayActButNotReadIsToldThatThereIsNoSuchPost() {
        grant(user, Resources.PROCESS_DEFINITION, "hello", ProcessDefinitionPermissions.RETRY_JOB);
        JsonNode post = post(WebappSession.of("demo", "demo", port), hello);

        assertThat(decide(session(), "post-again", post)).isEqualTo(404);
        assertThat(processes.job(hello).getRetries()).isZero();
    }

    @Test
    void otherTenantsPostsAreHidden() {
        IdentityService identity = engine.getIdentityService();
        for (String id : List.of("north", "south")) {
            Tenant tenant = identity.newTenant(id);
            identity.saveTenant(tenant);
            engine.getRepositoryService()
                    .createDeployment()
                    .tenantId(id)
                    .addModelInstance(
                            "tenants.bpmn",
                            Bpmn.createExecutableProcess("tenants")
                                    .camundaHistoryTimeToLive(1)
                                    .startEvent()
                                    .serviceTask("post")
                                    .camundaDelegateExpression("${postToCliqChat}")
                                    .endEvent()
                                    .done())
                    .deploy();
        }
        identity.createTenantUserMembership("north", user);
        grant(user, Resources.PROCESS_DEFINITION, "tenants", Permissions.READ_INSTANCE);
        String north = startIn("north");
        String south = startIn("south");

        assertThat(instances(session())).contains(north).doesNotContain(south);
        WebappSession demo = WebappSession.of("demo", "demo", port);
        assertThat(instances(demo)).contains(north, south);
        assertThat(demo.json(API + "posts?tenant=south").path("posts"))
                .extracting(post -> post.path("processInstance").asText())
                .containsExactly(south);
        identity.deleteTenant("north");
        identity.deleteTenant("south");
    }

    private String startIn(String tenant) {
        String instance = engine.getRuntimeService()
                .createProcessInstanceByKey("tenants")
                .processDefinitionTenantId(tenant)
                .setVariables(Map.of("chatId", "CT_" + tenant, "message", "Hello"))
                .execute()
                .getId();
        processes.awaitEnd(instance);
        return instance;
    }

    private WebappSession session() {
        return WebappSession.of(user, "a-long-Password-1", port);
    }

    private void grant(String grantee, Resource resource, String id, Permission... permissions) {
        Authorization authorization =
                engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        authorization.setUserId(grantee);
        authorization.setResource(resource);
        authorization.setResourceId(id);
        authorization.setPermissions(permissions);
        engine.getAuthorizationService().saveAuthorization(authorization);
    }

    private static JsonNode post(WebappSession session, String instance) {
        return session.json(API + "posts?processInstance=" + instance).at("/posts/0");
    }

    private static int decide(WebappSession session, String choice, JsonNode post) {
        return session.post(API + choice, "{\"key\":\"" + post.path("key").asText() + "\"}")
                .statusCode();
    }

    private static List<String> instances(WebappSession session) {
        return posts(session).stream()
                .map(post -> post.path("processInstance").asText())
                .toList();
    }

    private static List<JsonNode> posts(WebappSession session) {
        return StreamSupport.stream(
                        session.json(API + "posts?most=100").path("posts").spliterator(), false)
                .toList();
    }
}
