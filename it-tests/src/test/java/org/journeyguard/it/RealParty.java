package org.journeyguard.it;

import java.net.URI;
import java.time.Instant;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.token.SdkParity;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.proxy.Fault;
import org.journeyguard.test.ManualTime;

/** The real AM, behind the proxy that all tests share: what the proxy has seen must not be in any log. */
final class RealParty implements SdkParity.Party {
    private final Realm realm;
    private final AmRest rest = Servers.am().rest();
    private final AmProxy proxy = Servers.proxy();
    private final ManualTime time = new ManualTime();

    RealParty(Realm realm) {
        this.realm = realm;
        time.setWallClock(Instant.now());
        Await.until("no call of another test is under way", () -> proxy.inFlight() == 0);
        proxy.reset();
    }

    @Override
    public URI url() {
        return URI.create(proxy.url());
    }

    @Override
    public URI publicUrl() {
        return URI.create(Servers.am().url());
    }

    @Override
    public String realm() {
        return realm.path();
    }

    @Override
    public ManualTime time() {
        return time;
    }

    @Override
    public SsoToken signIn(String user) {
        return new SsoToken(realm.session(user));
    }

    @Override
    public void signOut(SsoToken session) {
        rest.logout(session.value());
    }

    @Override
    public boolean has(SsoToken session) {
        return rest.isValid(session.value());
    }

    @Override
    public boolean isActive(String token) {
        return realm.isActive(Realm.CLIENT, token);
    }

    @Override
    public void revoke(String token) {
        realm.revoke(Realm.CLIENT, token);
    }

    @Override
    public long count(String part) {
        return proxy.count(part);
    }

    @Override
    public void answer(String part, int status, String body) {
        set(part, new Fault.Reply(status, "application/json", body));
    }

    @Override
    public void drop(String part) {
        set(part, new Fault.Drop());
    }

    @Override
    public void dropAfterAnswering(String part) {
        set(part, new Fault.DropAfterAnswer());
    }

    @Override
    public void hang(String part) {
        set(part, new Fault.Hang());
    }

    private void set(String part, Fault fault) {
        proxy.set(new Fault.Only(part, fault));
    }

    @Override
    public void heal() {
        proxy.heal();
    }

    @Override
    public void close() {
        proxy.heal();
    }
}
