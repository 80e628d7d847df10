package org.journeyguard.internal.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceRulesTest {
    private static final String LEVEL = "AuthLevelConditionAdvice";
    private static final String SERVICE = "AuthenticateToServiceConditionAdvice";

    private static final AcrRules ACR = new AcrRules(List.of(), Map.of("mfa", "StepUpMfa", "gold", "Golden"), Map.of());

    private static String requirement(String name, String values) {
        return AdviceRules.requirement(Map.of(name, Arrays.asList(values.split(" ", -1))), "/alpha", ACR)
                .map(demand -> demand.level() > 0 ? String.valueOf(demand.level()) : String.join(" ", demand.acr()))
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "AuthLevelConditionAdvice,             5,                   5",
        "AuthLevelConditionAdvice,             /alpha:5,            5",
        "AuthLevelConditionAdvice,             /:5,                 none",
        "AuthLevelConditionAdvice,             3 10 5,              10",
        "AuthLevelConditionAdvice,             0,                   none",
        "AuthLevelConditionAdvice,             -1,                  none",
        "AuthLevelConditionAdvice,             high,                none",
        "AuthLevelConditionAdvice,             :5,                  none",
        "AuthLevelConditionAdvice,             999999999,           999999999",
        "AuthLevelConditionAdvice,             1000000000,          none",
        "AuthLevelConditionAdvice,             99999999999,         none",
        "AuthLevelConditionAdvice,             '',                  none",
        "AuthenticateToServiceConditionAdvice, strong,              strong",
        "AuthenticateToServiceConditionAdvice, /alpha:strong,       strong",
        "AuthenticateToServiceConditionAdvice, /:strong,            none",
        "AuthenticateToServiceConditionAdvice, /:strong /alpha:own, own",
        "AuthenticateToServiceConditionAdvice, StepUpMfa,           mfa",
        "AuthenticateToServiceConditionAdvice, mfa,                 none",
        "AuthenticateToServiceConditionAdvice, a\"b,               none",
        "AuthenticateToTreeConditionAdvice,    Golden,              gold",
        "AuthenticateToRealmConditionAdvice,   /alpha,              none",
        "SessionConditionAdvice,               deny,                none",
        "TransactionConditionAdvice,           1-2-3,               none",
    })
    void adviceNamesTheRequiredLevelOrService(String name, String values, String requirement) {
        assertThat(requirement(name, values)).isEqualTo(requirement);
    }

    @Test
    void serviceIsPreferredToALevel() {
        assertThat(AdviceRules.requirement(Map.of(LEVEL, List.of("5"), SERVICE, List.of("strong")), "/alpha", ACR))
                .contains(AuthenticationRequirement.of(List.of("strong")));
    }

    @Test
    void transactionIsTheFirstAdviceWithTheFormOfAnId() {
        assertThat(transaction("1-2-3")).contains("1-2-3");
        assertThat(transaction("", "a b", "/alpha:1", "1-2-3", "4-5-6")).contains("1-2-3");
        assertThat(transaction("a b")).isEmpty();
        assertThat(transaction()).isEmpty();
        assertThat(AdviceRules.transaction(Map.of(LEVEL, List.of("5")))).isEmpty();
    }

    private static Optional<String> transaction(String... values) {
        return AdviceRules.transaction(Map.of("TransactionConditionAdvice", List.of(values), LEVEL, List.of("5")));
    }
}
