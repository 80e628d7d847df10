package org.journeyguard.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonDepthTest {
    @Test
    void validJsonIsSound() {
        for (String text : List.of(
                "{}",
                " [ ] ",
                "{\"a\":[1,-0,2.5e+3,4E-1,true,false,null,\"x\"],\"b\":{}}",
                "\"\\u00e4\\\\\\/\\\"\\b\\f\\n\\r\\t\"",
                "\t{\r\n\"http:\\/\\/x\" : 1 , \"\": \"}]\" }",
                "\"\u007f\u2028\ud83d\ude00\"")) {
            assertThat(JsonDepth.isSound(text)).as(text).isTrue();
        }
    }

    @Test
    void invalidJsonIsNotSound() {
        for (String text : List.of(
                "",
                " ",
                "{",
                "}",
                "[",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1}x",
                "{} {}",
                "[1 2]",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "-",
                "NaN",
                "tru",
                "truex",
                "\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"\n\"",
                "/**/{}",
                "{}#",
                "{;}",
                "{\"a\"=1}",
                ")]}'\n{}",
                "\u00a0{}",
                "\0",
                "{\"a\":\0}",
                "\"\\u\u0661234\"")) {
            assertThat(JsonDepth.isSound(text)).as(text).isFalse();
        }
    }

    @Test
    void nestingIsLimitedTo20Levels() {
        assertThat(JsonDepth.isSound("[".repeat(20) + "]".repeat(20))).isTrue();
        assertThat(JsonDepth.isSound("[".repeat(21) + "]".repeat(21))).isFalse();
        assertThat(JsonDepth.isSound("{\"a\":".repeat(20) + "1" + "}".repeat(20)))
                .isTrue();
        assertThat(JsonDepth.isSound("{\"a\":".repeat(21) + "1" + "}".repeat(21)))
                .isFalse();
        assertThat(JsonDepth.isSound("[".repeat(5_000_000))).isFalse();
    }

    @Test
    void bracketsInStringsAreNotLevels() {
        assertThat(JsonDepth.isSound("{\"a\":\"" + "[".repeat(100) + "\",\"b\":\"\\\"" + "{".repeat(100) + "\"}"))
                .isTrue();
    }

    @Test
    void duplicateMemberIsNotSoundInAnySpelling() {
        assertThat(JsonDepth.isSound("{\"alg\":1,\"alg\":1}")).isFalse();
        assertThat(JsonDepth.isSound("{\"alg\":1,\"\\u0061lg\":1}")).isFalse();
        assertThat(JsonDepth.isSound("{\"a/b\":1,\"a\\/b\":1}")).isFalse();
        assertThat(JsonDepth.isSound("{\"a\\nb\":1,\"a\\u000Ab\":1}")).isFalse();
        assertThat(JsonDepth.isSound("[{\"x\":{\"a\":1,\"b\":2,\"a\":3}}]")).isFalse();
        assertThat(JsonDepth.isSound("{\"a\":{\"a\":{\"A\":1,\"a\":2}},\"b\":1}"))
                .isTrue();
    }
}
