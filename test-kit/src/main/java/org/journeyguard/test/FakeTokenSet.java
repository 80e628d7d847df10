package org.journeyguard.test;

import java.util.List;

/**
 * The tokens of one answer of {@link FakeAm}.
 *
 * @param access the access token
 * @param refresh the refresh token; empty for none
 * @param id the ID token; empty for none
 * @param scope of the access token
 */
public record FakeTokenSet(String access, String refresh, String id, List<String> scope) {}
