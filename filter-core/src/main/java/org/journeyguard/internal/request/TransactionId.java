package org.journeyguard.internal.request;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The id of a transaction that a user has authorized at AM, in a request: the parameter {@code _txid} or the header {@code X-TxID}. Anyone can
 * write one; AM knows whose it is, and what for. Pure.
 *
 * @see "PingAM 8, Authorization guide: Transactional authorization; PingGateway: Authorize a single transaction"
 */
public final class TransactionId {
    private static final String PARAMETER = "_txid=";
    private static final String HEADER = "X-TxID";
    private static final Pattern ID = Pattern.compile("[\\w-]{1,64}");

    private TransactionId() {}

    /** Returns whether a text has the form of an id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Returns the id in a request; empty if there is none. */
    public static Optional<String> of(RequestFacts facts) {
        String query = facts.query();
        Optional<String> sent = query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&", -1))
                        .filter(pair -> pair.startsWith(PARAMETER))
                        .map(pair -> pair.substring(PARAMETER.length()))
                        .findFirst();
        return sent.or(() -> Optional.ofNullable(facts.header(HEADER))).filter(TransactionId::isId);
    }

    /** Returns a query without ids; null if nothing is left. */
    public static @Nullable String removedFrom(@Nullable String query) {
        if (query == null || !query.contains(PARAMETER)) {
            return query;
        }
        String rest = Arrays.stream(query.split("&", -1))
                .filter(pair -> !pair.startsWith(PARAMETER))
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? null : rest;
    }

    /** Returns a query with this id and no other. */
    public static String addedTo(@Nullable String query, String id) {
        String rest = removedFrom(query);
        return (rest == null ? "" : rest + "&") + PARAMETER + id;
    }
}
