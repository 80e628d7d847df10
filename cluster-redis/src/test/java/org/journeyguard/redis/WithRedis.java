package org.journeyguard.redis;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test that starts a server. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "org.journeyguard.redis.RedisExecutable#isUsable", disabledReason = RedisExecutable.MISSING)
public @interface WithRedis {}
