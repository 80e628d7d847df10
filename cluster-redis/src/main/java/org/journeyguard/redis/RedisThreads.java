package org.journeyguard.redis;

import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The threads of a node's connections. They are there for all clients, and end when they are shut down. */
final class RedisThreads extends DefaultEventLoopGroupProvider {
    private final Map<Class<?>, EventLoopGroup> groups = new ConcurrentHashMap<>();

    RedisThreads(int number) {
        super(number);
    }

    @Override
    public <T extends EventLoopGroup> T allocate(Class<T> type) {
        return type.cast(groups.computeIfAbsent(type, first -> super.allocate(type)));
    }

    @Override
    public Promise<Boolean> release(EventExecutorGroup group, long quietPeriod, long timeout, TimeUnit unit) {
        return ImmediateEventExecutor.INSTANCE.<Boolean>newPromise().setSuccess(true);
    }
}
