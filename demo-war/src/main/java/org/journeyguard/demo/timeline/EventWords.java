package org.journeyguard.demo.timeline;

import java.util.Locale;
import java.util.stream.Collectors;
import org.journeyguard.JourneyEvent;
import org.journeyguard.JourneyEvent.ConnectionEnd;
import org.journeyguard.JourneyEvent.NotRenewed;
import org.journeyguard.JourneyEvent.Refused;
import org.journeyguard.JourneyEvent.Renewed;
import org.journeyguard.JourneyEvent.SignedIn;
import org.journeyguard.JourneyEvent.SignedOut;
import org.journeyguard.LogoutReport;
import org.journeyguard.demo.timeline.Happening.Kind;

/** Says in words what an event means to the user. */
final class EventWords {
    private EventWords() {}

    static Happening of(JourneyEvent event) {
        if (event instanceof SignedIn signedIn) {
            return new Happening(Kind.SIGNED_IN, signedIn(signedIn.by()), "");
        } else if (event instanceof Renewed) {
            return new Happening(Kind.RENEWED, "You have a new access token", "");
        } else if (event instanceof NotRenewed failure) {
            String what = failure.isOver() ? "AM gives you no new access token" : "No new access token yet";
            return new Happening(Kind.TROUBLE, what, failure.why());
        } else if (event instanceof Refused refused) {
            return new Happening(Kind.REFUSED, "Refused", refused.reason());
        } else if (event instanceof ConnectionEnd) {
            return new Happening(Kind.ENDED, "The session has ended, and this open response with it", "");
        } else if (event instanceof SignedOut signedOut) {
            return signedOut(signedOut);
        }
        throw new IllegalArgumentException(event.getClass().getName());
    }

    private static String signedIn(SignedIn.By by) {
        return switch (by) {
            case AM_SESSION -> "AM has confirmed your session";
            case ACCESS_TOKEN -> "Your access token is valid";
            case CODE -> "You have signed in at AM";
        };
    }

    private static Happening signedOut(SignedOut event) {
        if (event.report().isEmpty()) {
            return new Happening(Kind.ENDED, "Your session has ended at AM", "");
        }
        String steps =
                event.report().get().steps().stream().map(EventWords::inWords).collect(Collectors.joining(", "));
        return new Happening(Kind.ENDED, event.everywhere() ? "Signed out everywhere" : "Signed out", steps);
    }

    private static String inWords(LogoutReport.Step step) {
        return step.name() + " " + step.result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
