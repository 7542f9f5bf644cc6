package org.kpirunner.sheet.google.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** A call that did not succeed, and what that means for what it was to do. */
public final class CallFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kind kind;
    private final int status;

    private CallFailure(Kind kind, int status, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
    }

    /** What is known about a failed call. */
    public enum Kind {
        /** It did not reach the service: nothing was done. */
        NOT_SENT,
        /** The service had no time for it: nothing was done. */
        THROTTLED,
        /** It may be done, or become done within minutes. */
        UNKNOWN,
        /** The service did not want it: nothing was done. */
        REFUSED,
        /** There is no access token to be had: nothing was done. */
        NO_TOKEN
    }

    public static CallFailure of(IOException failure) {
        if (failure instanceof HttpResponseException refused) {
            return refused(refused);
        } else if (failure instanceof Retryable auth) {
            Optional<HttpResponseException> answer = answer(failure);
            boolean isFinal = !auth.isRetryable() && answer.isPresent();
            return new CallFailure(isFinal ? Kind.NO_TOKEN : Kind.NOT_SENT, 0, said(failure, answer), failure);
        }
        return new CallFailure(isBeforeSending(failure) ? Kind.NOT_SENT : Kind.UNKNOWN, 0, said(failure), failure);
    }

    private static CallFailure refused(HttpResponseException failure) {
        int status = failure.getStatusCode();
        String message = message(failure);
        boolean isQuota = status == 429 || (status == 403 && message.contains("Quota exceeded"));
        if (isQuota) {
            return new CallFailure(Kind.THROTTLED, status, message, failure);
        }
        boolean isUnknown = status == 408 || status >= 500;
        return new CallFailure(isUnknown ? Kind.UNKNOWN : Kind.REFUSED, status, message, failure);
    }

    /** What the body says; the status alone where it is a page or nothing. */
    private static String message(HttpResponseException failure) {
        String status = Objects.requireNonNullElse(failure.getStatusMessage(), "");
        try {
            JsonNode body = JSON.readTree(Objects.requireNonNullElse(failure.getContent(), ""));
            return body.path("error").path("message").asText(status);
        } catch (JsonProcessingException page) {
            return status;
        }
    }

    private static Optional<HttpResponseException> answer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException answer) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private static String said(IOException failure, Optional<HttpResponseException> answer) {
        return answer.map(HttpResponseException::getContent).orElseGet(() -> said(failure));
    }

    private static String said(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    private static boolean isBeforeSending(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLHandshakeException
                || (failure instanceof SocketTimeoutException
                        && String.valueOf(failure.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("connect timed out"));
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status; 0 where there was no answer. */
    public int status() {
        return status;
    }

    /** Whether the body has the older list of errors beside the message. */
    public boolean hasErrorList() {
        return getCause() instanceof HttpResponseException failure
                && Objects.requireNonNullElse(failure.getContent(), "").contains("\"errors\"");
    }

    /** What the service said. */
    public String said() {
        return String.valueOf(getMessage());
    }
}
