package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.journeyguard.it.am.AmOAuth;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real AM gives, knows and ends tokens as the other tests expect it, and knows where this run's application is. */
class AmOAuthIT {
    private static final String CLIENT = Provisioner.DEMO_CLIENT;

    private final AmOAuth oauth = Servers.am().oauth();

    @ParameterizedTest
    @ValueSource(strings = {"", "/alpha", "/beta"})
    void sessionIsExchangedForTokensThatCanBeRefreshedAndRevoked(String realm) {
        JsonObject first = oauth.obtain(realm, CLIENT, alice(realm), "openid profile email");
        assertThat(first.getInt("expires_in")).isBetween(50, 60);
        assertThat(first.getString("id_token")).isNotEmpty();
        assertThat(oauth.introspect(realm, CLIENT, first.getString("access_token"))
                        .getString("sub"))
                .isEqualTo(Provisioner.ADMIN_USER);

        AmRest.Answer refreshed = oauth.refresh(realm, CLIENT, first.getString("refresh_token"));
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(oauth.refresh(realm, CLIENT, first.getString("refresh_token"))
                        .status())
                .isEqualTo(400);

        oauth.revokeToken(realm, CLIENT, refreshed.body().getString("refresh_token"));
        assertThat(oauth.isActive(realm, CLIENT, refreshed.body().getString("access_token")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/alpha", "/beta"})
    void clientGetsATokenForItself(String realm) {
        String token = oauth.clientCredentials(realm, CLIENT, "write").getString("access_token");

        assertThat(oauth.introspect(realm, CLIENT, token).getString("scope")).isEqualTo("write");
        assertThat(AmRest.seenTokens()).contains(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/alpha", "/beta"})
    void amRedirectsToTheApplicationOfThisRun(String realm) throws IOException, InterruptedException {
        Servers.am().admit(Servers.appUrl());
        String callback = Servers.appUrl() + "/journey/callback";
        String authorize = Servers.am().url() + "/oauth2/realms/root" + realm.replace("/", "/realms/")
                + "/authorize?response_type=code&scope=openid&state=s&client_id=" + CLIENT + "&redirect_uri="
                + URLEncoder.encode(callback, StandardCharsets.UTF_8);

        HttpResponse<Void> answer = App.http()
                .send(
                        HttpRequest.newBuilder(URI.create(authorize))
                                .headers(App.cookie(alice(realm)))
                                .build(),
                        BodyHandlers.discarding());

        assertThat(App.header(answer, "Location")).startsWith(callback + "?code=");
    }

    private static String alice(String realm) {
        return Servers.am().rest().login(realm, Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }
}
