package org.journeyguard.internal.auth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.AuthorizationCode;
import org.journeyguard.Claims;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport;
import org.journeyguard.PolicyDecision;
import org.journeyguard.Renewal;
import org.journeyguard.Session;
import org.journeyguard.SessionInfo;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.authorization.PolicyQuery;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.jspecify.annotations.Nullable;

/** The user of a request that the filter has authenticated. */
public final class AuthenticatedUser implements JourneyUser {
    private final Account account;
    private final UserServices services;
    private final String address;
    private final Map<String, List<String>> responseAttributes;
    private final SignOut signOut;

    /** Signs a user out. */
    @FunctionalInterface
    public interface SignOut {
        /**
         * Signs the user out.
         *
         * @param everywhere whether all sessions of the user end
         */
        LogoutReport logout(boolean everywhere);
    }

    /**
     * @param account what depends on the user's credential
     * @param services what all users share
     * @param address of the client; empty if it does not matter
     * @param responseAttributes of the policies that allow the request; empty for none
     * @param signOut ends their session
     */
    public AuthenticatedUser(
            Account account,
            UserServices services,
            String address,
            Map<String, List<String>> responseAttributes,
            SignOut signOut) {
        this.account = account;
        this.services = services;
        this.address = address;
        this.responseAttributes = responseAttributes;
        this.signOut = signOut;
    }

    /** Returns what depends on the kind of credential. */
    public Account account() {
        return account;
    }

    /** Returns the credential that the request presented. */
    public Credential credential() {
        return account.credential();
    }

    @Override
    public String getName() {
        return account.identity().name();
    }

    @Override
    public String realm() {
        return account.identity().realm();
    }

    @Override
    public Set<String> roles() {
        return account.roles();
    }

    @Override
    public Map<String, List<String>> attributes() {
        return services.attributes().with(responseAttributes, account.attributes());
    }

    @Override
    public Set<String> scope() {
        return account.scope();
    }

    @Override
    public Claims claims() {
        return account.claims();
    }

    @Override
    public boolean isClient() {
        return account.isClient();
    }

    @Override
    public Optional<Session> session() {
        return account.session();
    }

    @Override
    public Optional<Token> storedToken() {
        return account.storedToken();
    }

    @Override
    public Token token(Renewal renewal) {
        return account.token(renewal);
    }

    @Override
    public AuthorizationCode authorize() {
        return account.authorize();
    }

    @Override
    public Token exchange(AuthorizationCode code) {
        return account.exchange(code);
    }

    @Override
    public Optional<Token> tokenFor(URI service, Renewal renewal) {
        return services.outgoing().of(credential(), this::token, service, renewal);
    }

    @Override
    public UserInfo userInfo(Renewal renewal) {
        return account.userInfo(renewal);
    }

    @Override
    public void revoke() {
        account.revoke();
    }

    @Override
    public void requireAcr(String... acr) {
        List<String> demanded = List.of(acr);
        if (demanded.isEmpty() || !demanded.stream().allMatch(AcrRules::isAcr)) {
            throw new IllegalArgumentException(
                    "Expected authentication context class references, such as \"gold\", but got " + demanded);
        }
        require(AuthenticationRequirement.of(demanded));
    }

    @Override
    public void requireAuthLevel(int level) {
        require(AuthenticationRequirement.of(level));
    }

    private void require(AuthenticationRequirement demand) {
        if (!services.isMet(demand, account)) {
            throw UserServices.notSignedIn(demand);
        }
    }

    @Override
    public PolicyDecision policy(String resource, String policySet, Map<String, List<String>> environment) {
        return services.decision(new PolicyQuery(resource, policySet, address, environment), account);
    }

    @Override
    public void requirePolicy(String action, String resource, String policySet) {
        services.requirePolicy(new PolicyQuery(resource, policySet, address, Map.of()), action, account);
    }

    @Override
    public List<SessionInfo> sessions() {
        return services.sessionsOf(account);
    }

    @Override
    public boolean end(String handle) {
        return services.endSessionOf(account, handle);
    }

    @Override
    public LogoutReport logout() {
        return signOut.logout(false);
    }

    @Override
    public LogoutReport logoutEverywhere() {
        return signOut.logout(true);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AuthenticatedUser that && credential().equals(that.credential());
    }

    @Override
    public int hashCode() {
        return credential().hashCode();
    }

    @Override
    public String toString() {
        return getName() + " of realm " + realm();
    }
}
