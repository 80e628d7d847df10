package org.journeyguard.internal.am.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.journeyguard.internal.am.notification.NotificationReader.Event;
import org.journeyguard.internal.credential.TokenDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationReaderTest {
    private static final String TOKEN = "AQIC5w1.*AAJTSQACMDEAAlNL*";

    private final NotificationReader events = new NotificationReader();

    @Test
    void openAmEventHasTheToken() {
        assertThat(events.read(
                        "{\"topic\":\"/agent/session\",\"timestamp\":\"2026-11-22T00:45:15.011Z\",\"body\":{\"tokenId\":\""
                                + TOKEN + "\",\"eventType\":\"LOGOUT\"}}"))
                .isEqualTo(new Event.Ended(TokenDigest.of(TOKEN)));
    }

    @Test
    void pingAmEventHasTheDigestOfTheToken() throws NoSuchAlgorithmException {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.US_ASCII));
        for (Base64.Encoder encoder : new Base64.Encoder[] {
            Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding()
        }) {
            assertThat(events.read(
                            "{\"topic\":\"/agent/session\",\"new\":1,\"body\":{\"eventType\":\"DESTROY\",\"sessionuid\":\""
                                    + encoder.encodeToString(sha256) + "\",\"new\":[{}]}}"))
                    .isEqualTo(new Event.Ended(TokenDigest.of(TOKEN)));
        }
    }

    @Test
    void subscriptionResponseIsRegisteredOrDeclined() {
        assertThat(events.read("{\"topic\":\"/agent/session\",\"message\":\"subscription registered\",\"id\":\"1\"}"))
                .isEqualTo(new Event.Subscribed());
        assertThat(events.read("{\"error\":\"missing required field\",\"id\":\"1\"}"))
                .isEqualTo(new Event.Declined());
    }

    @Test
    void changedPolicyNamesItsSet() {
        assertThat(events.read(
                        "{\"topic\":\"/agent/policy\",\"timestamp\":\"2026-11-27T00:45:15.011Z\",\"body\":{\"realm\":\"/\","
                                + "\"policy\":\"a\",\"policySet\":\"orders\",\"eventType\":\"DELETE\"}}"))
                .isEqualTo(new Event.PolicyChanged("orders"));
        assertThat(events.read("{\"topic\":\"/agent/policy\",\"body\":{}}")).isEqualTo(new Event.PolicyChanged(""));
    }

    @Test
    void subscriptionToPoliciesIsRegisteredOrDeclined() {
        assertThat(events.read("{\"topic\":\"/agent/policy\",\"message\":\"subscription registered\",\"id\":\"2\"}"))
                .isEqualTo(new Event.SubscribedToPolicies());
        assertThat(events.read("{\"error\":\"unknown topic\",\"id\":\"2\"}")).isEqualTo(new Event.PoliciesDeclined());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "\"LOGOUT\"",
                "{\"topic\":7}",
                "{\"topic\":\"/agent/session\",\"body\":\"LOGOUT\"}",
                "{\"topic\":\"/agent/session\",\"body\":{\"eventType\":\"LOGOUT\"}}",
                "{\"topic\":\"/agent/session\",\"body\":{\"eventType\":\"LOGOUT\",\"tokenId\":{}}}",
                "{\"topic\":\"/agent/session\",\"body\":{\"eventType\":\"LOGOUT\",\"sessionuid\":\"AAAA\"}}",
                "{\"topic\":\"/agent/session\",\"body\":{\"eventType\":\"LOGOUT\",\"sessionuid\":\"!\"}}",
                "{\"topic\":\"/agent/session\",\"body\":{\"eventType\":\"SESSION_CREATION\",\"tokenId\":\"x\"}}",
                "{\"topic\":\"/agent/session.v2\",\"body\":{\"eventType\":\"LOGOUT\",\"tokenId\":\"x\"}}",
                "{\"topic\":\"/agent/session\",\"body\":{\"eventType\":\"LOGOUT\",\"tokenId\":\"x\"}",
                "{\"topic\":\"/agent/session\",\"body\":{\"eventType\":\"LOGOUT\",\"tokenId\":\"x\",\"tokenId\":\"y\"}}",
                "{\"topic\":\"/agent\",\"topic\":\"/agent/session\",\"body\":{\"eventType\":\"LOGOUT\",\"tokenId\":\"x\"}}"
            })
    void unknownMessageIsIgnored(String message) {
        assertThat(events.read(message)).isEqualTo(new Event.Other());
    }

    @Test
    void deeplyNestedMessageIsIgnored() {
        for (String level : new String[] {"{\"a\":", "["}) {
            assertThat(events.read("{\"topic\":" + level.repeat(10_000))).isEqualTo(new Event.Other());
        }
        assertThat(
                        events.read(
                                "{\"topic\":\"/agent/session\",\"body\":{\"tokenId\":\"[[[[[[[[[[[[[[[[[[[[\\\"{\",\"eventType\":\"LOGOUT\"}}"))
                .as("brackets in a text are none")
                .isEqualTo(new Event.Ended(TokenDigest.of("[[[[[[[[[[[[[[[[[[[[\"{")));
    }
}
