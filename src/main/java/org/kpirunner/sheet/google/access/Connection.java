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
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.problem.Environment;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

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
    public record Endpoint(String root, URI token, int readMillis) {
        private static final String VARIABLE = "KPI_GOOGLE_URL";

        /** The place that the environment names, as that of a test server; empty for the real service. */
        public static Optional<Endpoint> find(Map<String, String> environment) {
            return new Environment(environment).value(VARIABLE).map(Endpoint::parse);
        }

        private static Endpoint parse(String address) {
            String root = address.strip().replaceFirst("/*$", "/");
            try {
                URI uri = new URI(root);
                boolean isHere = "http".equals(uri.getScheme())
                        && List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(uri.getHost()));
                if (isHere || ("https".equals(uri.getScheme()) && uri.getHost() != null)) {
                    return new Endpoint(root, uri.resolve("token"), READ_MILLIS);
                }
            } catch (URISyntaxException e) {
                // Said below.
            }
            throw new KpiException(
                    Reason.BAD_CONFIGURATION,
                    VARIABLE + ": \"" + address
                            + "\" is not the address of a service; allowed is https://HOST:PORT/, or"
                            + " http:// on this machine, as that is where the key's sign-in is sent");
        }
    }
}
