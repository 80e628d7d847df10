package org.journeyguard.internal.token;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;

/** {@link FakeAm} as a party that the application deals with. */
final class FakeParty implements SdkParity.Party {
    private final ManualTime time = new ManualTime();
    private final FakeAm am;

    FakeParty(FakeAm.Kind kind) {
        am = new FakeAm(kind);
        am.setClock(time);
    }

    FakeAm fake() {
        return am;
    }

    @Override
    public URI url() {
        return am.url();
    }

    @Override
    public ManualTime time() {
        return time;
    }

    @Override
    public SsoToken signIn(String user) {
        Instant end = time.instant().plus(Duration.ofDays(1));
        return new SsoToken(am.signIn(am.session(user, "/").ending(end, end)));
    }

    @Override
    public void signOut(SsoToken session) {
        am.end(session.value());
    }

    @Override
    public boolean has(SsoToken session) {
        return am.has(session.value());
    }

    @Override
    public boolean isActive(String token) {
        return am.isActive(token);
    }

    @Override
    public void revoke(String token) {
        am.revoke(token);
    }

    @Override
    public long count(String part) {
        return am.calls().stream().filter(call -> has(call, part)).count();
    }

    @Override
    public void answer(String part, int status, String body) {
        set(part, Fault.reply(status, body));
    }

    @Override
    public void drop(String part) {
        set(part, Fault.DROP);
    }

    @Override
    public void dropAfterAnswering(String part) {
        set(part, Fault.DROP_AFTER_ANSWERING);
    }

    @Override
    public void hang(String part) {
        set(part, Fault.HANG);
    }

    /** Lets something happen once, after AM has processed a call and before it answers. */
    void beforeAnswering(String part, Runnable event) {
        AtomicBoolean hasHappened = new AtomicBoolean();
        am.set((call, honest) -> {
            FakeReply reply = honest.call();
            if (has(call, part) && hasHappened.compareAndSet(false, true)) {
                event.run();
            }
            return reply;
        });
    }

    private void set(String part, Fault fault) {
        am.set((call, honest) -> has(call, part) ? fault.treat(call, honest) : honest.call());
    }

    private static boolean has(FakeCall call, String part) {
        return (call.method() + " " + call.target() + " " + call.body()).contains(part);
    }

    @Override
    public void heal() {
        am.set(Fault.NONE);
    }

    @Override
    public void close() {
        am.close();
    }
}
