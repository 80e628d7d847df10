package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.journeyguard.fixtures.TestRequestFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The id of an authorized transaction in a request. */
class TransactionIdTest {
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    /** Some of them look like an id. */
    private static final List<String> OTHERS =
            List.of("", "a=1", "_txid", "_TXID=x", "a_txid=x", "a=_txid=x", "%5ftxid=x");

    private static final List<String> IDS = List.of("_txid=", "_txid=1-2", "_txid=a%20b", "_txid=_txid=x");

    @Test
    void idConsistsOf1To64LettersDigitsUnderscoresAndHyphens() {
        for (char c = 0; c < 0x300; c++) {
            assertThat(TransactionId.isId("a" + c + "b")).as("U+%04x", (int) c).isEqualTo(CHARACTERS.indexOf(c) >= 0);
        }
        for (int length = 0; length < 70; length++) {
            assertThat(TransactionId.isId("x".repeat(length)))
                    .as("%d characters", length)
                    .isEqualTo(length >= 1 && length <= 64);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "              ,     , ",
        "''            ,     , ",
        "a=1           ,     , ",
        "              , 7-8 , 7-8",
        "a=1           , 7-8 , 7-8",
        "_txid=1-2     ,     , 1-2",
        "a=1&_txid=1-2 ,     , 1-2",
        "_txid=1&_txid=2 ,   , 1",
        "_txid=1-2     , 7-8 , 1-2",
        "_txid=        , 7-8 , ",
        "_txid=a%20b   , 7-8 , ",
        "_txid=!&_txid=2 ,   , ",
        "_txid         , 7-8 , 7-8",
        "_TXID=1-2     ,     , ",
        "a_txid=1-2    ,     , ",
        "a=_txid=1-2   ,     , ",
        "              , a b , ",
    })
    void firstIdOfTheQueryPrecedesTheHeader(@Nullable String query, @Nullable String header, @Nullable String id) {
        TestRequestFacts request = TestRequestFacts.get("/account");
        request = query == null ? request : request.withQuery(query);
        request = header == null ? request : request.with("X-TxID", header);
        if (id == null) {
            assertThat(TransactionId.of(request)).isEmpty();
        } else {
            assertThat(TransactionId.of(request)).contains(id);
        }
    }

    /** Ids are put between any other parameters, and taken out again. */
    @Test
    void otherParametersAreKeptUnchangedAndInOrder() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            List<String> others = new ArrayList<>();
            for (int count = 1 + random.nextInt(4); count > 0; count--) {
                others.add(any(OTHERS, random));
            }
            String query = String.join("&", others);
            assertThat(TransactionId.removedFrom(query)).isEqualTo(query);
            List<String> pairs = new ArrayList<>(others);
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                pairs.add(random.nextInt(pairs.size() + 1), any(IDS, random));
            }
            String withIds = String.join("&", pairs);
            assertThat(TransactionId.removedFrom(withIds)).as(withIds).isEqualTo(query.isEmpty() ? null : query);
            assertThat(TransactionId.addedTo(withIds, "9"))
                    .as(withIds)
                    .isEqualTo(query.isEmpty() ? "_txid=9" : query + "&_txid=9");
        }
    }

    @Test
    void queryOfIdsOnlyIsRemoved() {
        assertThat(TransactionId.removedFrom("_txid=1")).isNull();
        assertThat(TransactionId.removedFrom("_txid=1&_txid=2")).isNull();
        assertThat(TransactionId.addedTo("_txid=1&_txid=2", "9")).isEqualTo("_txid=9");
    }

    @Test
    void missingQueryStaysMissing() {
        assertThat(TransactionId.removedFrom(null)).isNull();
        assertThat(TransactionId.addedTo(null, "9")).isEqualTo("_txid=9");
    }

    @Test
    void addedIdIsTheOneOfTheRequest() {
        for (String query : List.of("", "a=1", "_txid=1", "_txid=1&a=1&_txid=2")) {
            TestRequestFacts request = TestRequestFacts.get("/account")
                    .withQuery(TransactionId.addedTo(query, "9"))
                    .with("X-TxID", "7");
            assertThat(TransactionId.of(request)).as(query).contains("9");
        }
    }

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
