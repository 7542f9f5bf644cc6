package org.kpirunner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What is said of connections that failed. */
class NetworkFailureTest {
    @Test
    void causeThatTellsIsFoundBelowThoseThatDoNot() {
        assertThat(why(new UnknownHostException("db"))).isEqualTo("its host name is not known");
        assertThat(why(new NoRouteToHostException())).isEqualTo("nothing answers there");
        assertThat(why(new SocketTimeoutException())).isEqualTo("nothing answers there");
        assertThat(why(new ConnectException("refused"))).isEqualTo("nobody listens there");
        assertThat(why(new SSLHandshakeException("PKIX"))).isEqualTo("PKIX");
    }

    private static String why(IOException cause) {
        Throwable failure = new SQLException("the attempt failed", new IOException("no connection", cause));
        return NetworkFailure.of(failure).orElseThrow().why();
    }

    @Test
    void connectionThatBreaksTellsNothing() {
        assertThat(NetworkFailure.of(new SQLException("sorry", new IOException("reset"))))
                .isEmpty();
    }
}
