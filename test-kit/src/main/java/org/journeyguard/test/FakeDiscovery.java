package org.journeyguard.test;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** What {@link FakeAm} announces about a realm's endpoints. */
final class FakeDiscovery {
    private FakeDiscovery() {}

    /** Where the document of a custom domain is. */
    static final String AT_HOST = "/.well-known/openid-configuration";

    /** The issuer that the path of a realm announces although the realm has a custom domain. */
    private static final String TENANT = "https://tenant.example.com:443/am/oauth2";

    static FakeReply of(FakeProvider provider, String realm, boolean isPing) {
        return realm.equals(provider.hostRealm())
                ? of(
                        provider,
                        TENANT + FakeProvider.path(realm),
                        provider.base() + "/oauth2" + FakeProvider.path(realm),
                        isPing)
                : of(provider, provider.issuer(realm), provider.endpoints(realm), isPing);
    }

    static FakeReply ofHost(FakeProvider provider) {
        return of(provider, provider.issuer(provider.hostRealm()), provider.endpoints(provider.hostRealm()), true);
    }

    private static FakeReply of(FakeProvider provider, String issuer, String base, boolean isPing) {
        JsonObjectBuilder document = Json.createObjectBuilder()
                .add("issuer", issuer)
                .add("authorization_endpoint", base + "/authorize")
                .add("token_endpoint", base + "/access_token")
                .add("userinfo_endpoint", base + "/userinfo")
                .add("jwks_uri", base + "/connect/jwk_uri")
                .add("end_session_endpoint", base + "/connect/endSession")
                .add("check_session_iframe", base + "/connect/checkSession")
                .add("version", "3.0")
                .add("claims_parameter_supported", false)
                .add("acr_values_supported", array())
                .add("subject_types_supported", array("public"))
                .add("scopes_supported", array("openid", "profile", "write", "email"))
                .add("response_types_supported", array("code", "token", "id_token"))
                .add("id_token_signing_alg_values_supported", array("ES256", "HS256", "RS256"));
        if (isPing) {
            document.add("introspection_endpoint", base + "/introspect")
                    .add("revocation_endpoint", base + "/token/revoke")
                    .add("pushed_authorization_request_endpoint", base + "/par")
                    .add("registration_endpoint", base + "/register")
                    .add("backchannel_logout_supported", true)
                    .add("backchannel_logout_session_supported", true)
                    .add("code_challenge_methods_supported", array("plain", "S256"))
                    .add(
                            "token_endpoint_auth_methods_supported",
                            array(
                                    "client_secret_post",
                                    "private_key_jwt",
                                    "self_signed_tls_client_auth",
                                    "tls_client_auth",
                                    "none",
                                    "client_secret_basic"));
        } else {
            document.add("registration_endpoint", base + "/connect/register")
                    .add("device_authorization_endpoint", base + "/device/code")
                    .add(
                            "token_endpoint_auth_methods_supported",
                            array("client_secret_post", "private_key_jwt", "none", "client_secret_basic"));
        }
        if (provider.demandsPushed()) {
            document.add("require_pushed_authorization_requests", true);
        }
        return FakeReply.json(200, document.build().toString());
    }

    private static JsonArrayBuilder array(String... values) {
        return Json.createArrayBuilder(List.of(values));
    }
}
