package org.kpirunner.engine;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What the network tells of a connection to a source that failed.
 *
 * @param isUntrusted whether there was somebody, but not with a certificate that is trusted
 * @param why for people, after a colon
 */
public record NetworkFailure(boolean isUntrusted, String why) {
    /** What the first of the causes that tells anything tells. */
    public static Optional<NetworkFailure> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return unreachable("its host name is not known");
            }
            if (cause instanceof SocketTimeoutException || cause instanceof NoRouteToHostException) {
                return unreachable("nothing answers there");
            }
            if (cause instanceof ConnectException) {
                return unreachable("nobody listens there");
            }
            if (cause instanceof SSLException) {
                return Optional.of(new NetworkFailure(true, String.valueOf(cause.getMessage())));
            }
        }
        return Optional.empty();
    }

    private static Optional<NetworkFailure> unreachable(String why) {
        return Optional.of(new NetworkFailure(false, why));
    }
}
