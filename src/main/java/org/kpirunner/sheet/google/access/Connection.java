package org.kpirunner.sheet.google.access;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.sheets.v4.Sheets;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** How the service is reached: as whom, where, and how long a call may take. */
public final class Connection {
    private static final int CONNECT_MILLIS = 10_000;
    // The service works on a call for up to 180 s; giving up earlier would only make more ends unknown.
    private static final int READ_MILLIS = 200_000;
    // One retry lets an expired token be renewed; all else is sent again by us, who know what it means.
    private static final int RETRIES = 1;

    private final Account account;
    private final Sheets client;

    private Connection(Account account, Sheets client) {
        this.account = account;
        this.client = client;
    }

    /** @param endpoint where the service is, for tests; empty for the real one */
    public static Connection of(Account account, Optional<Endpoint> endpoint) {
        return of(account, endpoint, request -> {});
    }

    /** @param more what else is done to each request */
    public static Connection of(Account account, Optional<Endpoint> endpoint, HttpRequestInitializer more) {
        ServiceAccountCredentials credentials = account.forSheets();
        if (endpoint.isPresent()) {
            credentials = credentials.toBuilder()
                    .setTokenServerUri(endpoint.get().token())
                    .build();
        }
        HttpRequestInitializer authentication = new HttpCredentialsAdapter(credentials);
        Sheets.Builder builder = new Sheets.Builder(
                        new NetHttpTransport(), GsonFactory.getDefaultInstance(), request -> {
                            authentication.initialize(request);
                            limit(request, endpoint.map(Endpoint::readMillis).orElse(READ_MILLIS));
                            request.setResponseInterceptor(Connection::refuse);
                            more.initialize(request);
                        })
                .setApplicationName("kpi");
        endpoint.ifPresent(place -> builder.setRootUrl(place.root()).setServicePath(""));
        return new Connection(account, builder.build());
    }

    private static void limit(HttpRequest request, int readMillis) {
        request.setConnectTimeout(CONNECT_MILLIS).setReadTimeout(readMillis).setNumberOfRetries(RETRIES);
    }

    /** The client's own way to make an exception prints a stack trace where the body cannot be read. */
    private static void refuse(HttpResponse response) throws IOException {
        if (!response.isSuccessStatusCode()) {
            throw new HttpResponseException.Builder(
                            response.getStatusCode(), response.getStatusMessage(), response.getHeaders())
                    .setContent(content(response))
                    .build();
        }
    }

    private static String content(HttpResponse response) {
        try {
            return response.parseAsString();
        } catch (IOException | IllegalArgumentException unreadable) {
            return "";
        }
    }

    public Account account() {
        return account;
    }

    /** The client of the service. */
    public Sheets client() {
        return client;
    }

    /**
     * Another place than the real service.
     *
     * @param root ends with a slash
     * @param readMillis how long to wait for an answer
     */
    public record Endpoint(String root, URI token, int readMillis) {}
}
