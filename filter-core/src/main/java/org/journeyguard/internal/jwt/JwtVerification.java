package org.journeyguard.internal.jwt;

import org.journeyguard.Claims;
import org.journeyguard.internal.http.Outage;

/** What the signature of a token says. No answer holds anything of a token that is not verified. */
public sealed interface JwtVerification {

    /**
     * AM has signed it. Whether it is meant for us, and still counts, is for the rules to say.
     *
     * @param claims what AM states
     * @param type the header {@code typ} of what is signed; empty when there is none
     * @param algorithm of the signature, as RFC 7518 names it
     */
    record Verified(Claims claims, String type, String algorithm) implements JwtVerification {}

    /**
     * Whatever AM would say, this is no token.
     *
     * @param why without a word of the token
     */
    record Refused(String why) implements JwtVerification {}

    /**
     * It can't be checked here, but AM could know it.
     *
     * @param why without a word of the token
     */
    record Unverifiable(String why) implements JwtVerification {}

    /** AM does not provide its keys, so nothing is known. */
    record NoAnswer(Outage outage) implements JwtVerification {}
}
