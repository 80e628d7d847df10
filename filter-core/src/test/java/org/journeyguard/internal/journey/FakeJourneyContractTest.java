package org.journeyguard.internal.journey;

import java.time.Clock;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCallback;

/** The stand-in does what OpenAM does. */
class FakeJourneyContractTest extends JourneyContract {
    FakeJourneyContractTest() {
        super(new StandIn());
    }

    /** It speaks no German. */
    @Override
    protected String german() {
        return "Password";
    }

    private static final class StandIn implements JourneyParty {
        private static final FakeCallback[] PAGE = {FakeCallback.name(), FakeCallback.password()};
        private static final FakeCallback[] MEMBERS = {
            FakeCallback.name(), FakeCallback.password(), FakeCallback.confirmation("Log In", "New User")
        };
        private static final FakeCallback[] REGISTRATION = {
            FakeCallback.name(),
            FakeCallback.password(),
            FakeCallback.password(),
            FakeCallback.text("NameCallback", "First Name:"),
            FakeCallback.text("NameCallback", "Last Name:"),
            FakeCallback.text("NameCallback", "Full Name:"),
            FakeCallback.text("NameCallback", "Email Address:"),
            FakeCallback.confirmation("Register", "Cancel")
        };

        private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);

        StandIn() {
            am.setClock(Clock.systemUTC());
            am.journey(LOGIN)
                    .prompts(PAGE)
                    .titled("DataStore1", "Sign in to OpenAM", "")
                    .account("alice", password())
                    .account("bob", password())
                    .account(lockable(), password())
                    .lockingAfter(lockedAfter());
            am.journey(STRONG)
                    .prompts(PAGE)
                    .givingLevel(5)
                    .account("alice", password())
                    .account("bob", password());
            am.journey(DOUBLE).prompts(PAGE).prompts(PAGE).account("alice", password());
            am.journey(MEMBERSHIP)
                    .prompts(MEMBERS)
                    .prompts(REGISTRATION)
                    .prompts(
                            FakeCallback.choice("A user already exists", "ab", "ba", "Create My Own"),
                            FakeCallback.confirmation("Submit"))
                    .prompts(REGISTRATION)
                    .prompts(MEMBERS)
                    .account("alice", password());
        }

        @Override
        public String url() {
            return am.url().toString();
        }

        @Override
        public String realm() {
            return "/";
        }

        @Override
        public String password() {
            return "changeit";
        }

        @Override
        public String lockable() {
            return "dave";
        }

        @Override
        public int lockedAfter() {
            return 3;
        }

        @Override
        public boolean isValid(String token) {
            return am.has(token);
        }

        @Override
        public void close() {
            am.close();
        }
    }
}
