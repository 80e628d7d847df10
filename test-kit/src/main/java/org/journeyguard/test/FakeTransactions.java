package org.journeyguard.test;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Transactions that policies of {@link FakeAm} require: each allows one session one access to one resource, once it is authorized. */
final class FakeTransactions {
    /** Session and resource by transaction. */
    private final Map<String, String> subjects = new ConcurrentHashMap<>();

    private final Set<String> authorized = ConcurrentHashMap.newKeySet();

    String begin(FakeSession session, String resource) {
        String id = UUID.randomUUID().toString();
        subjects.put(id, subject(session, resource));
        return id;
    }

    void authorize(String id) {
        if (subjects.containsKey(id)) {
            authorized.add(id);
        }
    }

    /** Returns whether it allows the access, which it then does not again. */
    boolean use(String id, FakeSession session, String resource) {
        return subject(session, resource).equals(subjects.get(id)) && authorized.remove(id);
    }

    private static String subject(FakeSession session, String resource) {
        return session.token() + " " + resource;
    }
}
