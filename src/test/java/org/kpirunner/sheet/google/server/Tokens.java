package org.kpirunner.sheet.google.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.sheet.google.server.wire.Answer;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Json;

/** The token endpoint: takes signed assertions of service accounts and gives access tokens. */
final class Tokens {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";
    private static final int SECONDS = 3600;

    private final Clock clock;
    private final Map<String, PublicKey> accounts = new HashMap<>();
    private final Map<String, Token> tokens = new HashMap<>();
    private boolean isEveryoneKnown = true;
    private int given;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /** From now on only tokens given here are taken. */
    synchronized void register(String email, PublicKey key) {
        accounts.put(email, key);
        isEveryoneKnown = false;
    }

    synchronized int given() {
        return given;
    }

    synchronized void expire() {
        tokens.clear();
    }

    synchronized void check(String authorization, boolean isGet) {
        if (authorization == null) {
            throw isGet ? ApiError.anonymous() : ApiError.unauthenticated();
        }
        if (isEveryoneKnown) {
            return;
        }
        Token token = tokens.get(authorization.replaceFirst("^Bearer ", ""));
        if (token == null || !token.until().isAfter(clock.instant())) {
            throw ApiError.unauthenticated();
        }
        if (!token.scope().contains("/auth/spreadsheets")) {
            throw ApiError.insufficientScopes();
        }
    }

    synchronized Answer answer(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            fields.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        if (!GRANT.equals(fields.get("grant_type"))) {
            return failed("unsupported_grant_type", "Invalid grant_type: " + fields.get("grant_type"));
        }
        return assertion(fields.getOrDefault("assertion", ""));
    }

    private Answer assertion(String assertion) {
        String[] parts = assertion.split("\\.");
        Optional<JsonNode> claims = parts.length == 3 ? json(parts[1]) : Optional.empty();
        if (claims.isEmpty()) {
            return failed("invalid_grant", "Invalid JWT: Failed to parse.");
        }
        JsonNode claim = claims.get();
        PublicKey key = accounts.get(claim.path("iss").asText());
        if (key == null) {
            return failed("invalid_grant", "Invalid grant: account not found");
        }
        if (!isSigned(parts, key)
                || !json(parts[0]).orElse(claim).path("alg").asText().equals("RS256")) {
            return failed("invalid_grant", "Invalid JWT Signature.");
        }
        long now = clock.instant().getEpochSecond();
        long issued = claim.path("iat").asLong();
        long expires = claim.path("exp").asLong();
        if (Math.abs(issued - now) > 300 || expires <= now || expires - issued > SECONDS) {
            return failed(
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check"
                            + " your iat and exp values in the JWT claim.");
        }
        if (!claim.path("aud").asText().equals(AUDIENCE)) {
            return failed("invalid_grant", "Invalid JWT: Audience is not valid.");
        }
        String token = "token-" + ++given;
        tokens.put(
                token, new Token(claim.path("scope").asText(), clock.instant().plusSeconds(SECONDS)));
        return Answer.of(
                200,
                Json.object()
                        .put("access_token", token)
                        .put("expires_in", SECONDS - 1)
                        .put("token_type", "Bearer"));
    }

    private static boolean isSigned(String[] parts, PublicKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<JsonNode> json(String part) {
        try {
            return Optional.of(Json.parse(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Answer failed(String error, String description) {
        return Answer.of(400, Json.object().put("error", error).put("error_description", description));
    }

    private record Token(String scope, Instant until) {}
}
