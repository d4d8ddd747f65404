package io.siteward.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;

/** Clients that do one thing differently. */
final class Bent {
    private Bent() {}

    /** Sends another request than it is given, whenever this operation is called. */
    static <C> C at(Class<C> type, C real, String operation, UnaryOperator<Object> request) {
        return bent(type, (method, arguments) -> {
            boolean meant = method.getName().equals(operation) && arguments.length == 1;
            return method.invoke(real, meant ? new Object[] {request.apply(arguments[0])} : arguments);
        });
    }

    /** Sends nothing, and makes the answer up, whenever this operation is called. */
    static <C> C instead(Class<C> type, C real, String operation, UnaryOperator<Object> answer) {
        return bent(
                type,
                (method, arguments) -> method.getName().equals(operation)
                        ? answer.apply(arguments[0])
                        : method.invoke(real, arguments));
    }

    private interface Way {
        Object call(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <C> C bent(Class<C> type, Way way) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return way.call(method, arguments == null ? new Object[0] : arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }
}
