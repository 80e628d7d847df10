package org.journeyguard.internal.jwt;

import org.journeyguard.Claims;
import org.journeyguard.internal.http.Outage;

/** The outcome of verifying a token's signature. No outcome holds content of an unverified token. */
public sealed interface JwtVerification {

    /**
     * AM has signed the token. Whether it is for us and still valid is checked elsewhere.
     *
     * @param claims that AM states
     * @param type the header {@code typ} of the signed JWT; empty when there is none
     * @param algorithm of the signature, as RFC 7518 names it
     */
    record Verified(Claims claims, String type, String algorithm) implements JwtVerification {}

    /**
     * The token is invalid, whatever AM would say.
     *
     * @param why never quotes the token
     */
    record Refused(String why) implements JwtVerification {}

    /**
     * The token can't be checked here, but AM may know it.
     *
     * @param why never quotes the token
     */
    record Unverifiable(String why) implements JwtVerification {}

    /** AM does not provide its keys, so nothing is known. */
    record NoAnswer(Outage outage) implements JwtVerification {}
}
