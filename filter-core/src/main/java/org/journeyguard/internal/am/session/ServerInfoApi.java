package org.journeyguard.internal.am.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.journeyguard.internal.credential.CookieReader;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmHeaders;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.Deadline;
import org.jspecify.annotations.Nullable;

/** Reads AM's server information: {@code GET /json/…/serverinfo/*}. */
public final class ServerInfoApi {
    private static final Pattern DOMAIN = Pattern.compile("\\.?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private final AmHttp http;
    private final String path;
    private final Supplier<Deadline> deadlines;

    /**
     * @param realmPath of the realm below AM's base URL
     * @param deadlines of calls that begin now
     */
    public ServerInfoApi(AmHttp http, String realmPath, Supplier<Deadline> deadlines) {
        this.http = http;
        this.path = realmPath + "/serverinfo/*";
        this.deadlines = deadlines;
    }

    /** Returns the name and the domains of AM's cookie; never a refusal. */
    public AmResult<ServerInfo> get() {
        return ask(AmHeaders.version("1.1"));
    }

    /** Returns the same as AM states it to a user, because PingAM does not tell its domains to strangers; never a refusal. */
    public AmResult<ServerInfo> get(SsoToken session, String cookieName) {
        return ask(AmHeaders.session(cookieName, session.value(), "2.0"));
    }

    private AmResult<ServerInfo> ask(Map<String, String> headers) {
        AmResponse response = http.call(http.json("serverinfo", "GET", path, headers, null), deadlines.get());
        AmJson.ServerInfo info = response.is(200) ? http.parse(response, AmJson.ServerInfo.class) : null;
        if (info == null || info.cookieName == null || !CookieReader.isName(info.cookieName)) {
            return response.noAnswer("serverinfo");
        }
        List<String> domains = new ArrayList<>();
        for (@Nullable String domain : info.domains == null ? List.<String>of() : info.domains) {
            if (domain != null && DOMAIN.matcher(domain).matches()) {
                domains.add(domain.startsWith(".") ? domain.substring(1) : domain);
            }
        }
        return new AmResult.Value<>(new ServerInfo(info.cookieName, domains));
    }
}
