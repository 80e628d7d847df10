package org.journeyguard.it;

/** The ways in which users are signed in to an application on several nodes. */
enum Credential {
    AM_COOKIE,
    OWN_SESSION;

    /** Signs alice in, on one node and on the other, and returns the header that says so. */
    String[] signIn(Endpoint first, Endpoint second) {
        String atAm = Realm.ROOT.session("alice");
        return this == AM_COOKIE ? App.cookie(atAm) : SignIn.begin(first, atAm).finish(second);
    }
}
