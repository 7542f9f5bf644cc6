package org.kpirunner.sheet.google.access;

import com.google.api.services.sheets.v4.SheetsScopes;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.problem.Environment;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The service account that writes to the spreadsheets; its key shows nowhere. */
public final class Account {
    private static final String FILE = "GOOGLE_APPLICATION_CREDENTIALS";
    private static final String PREFIX = "KPIS_GOOGLE_";

    private final ServiceAccountCredentials credentials;

    public Account(ServiceAccountCredentials credentials) {
        this.credentials = credentials;
    }

    /** From the file that was named, else from the one that the environment names, else from fields of the environment. */
    public static Account find(Optional<Path> named, Map<String, String> environment) {
        if (named.isPresent()) {
            return ofFile(named.get());
        }
        String file = environment.getOrDefault(FILE, "");
        if (!file.isBlank()) {
            return ofFile(path(FILE, file));
        }
        boolean hasFields = environment.keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
        if (!hasFields) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION,
                    "there are no credentials for Google Sheets: name the JSON key file of a service account with"
                            + " --credentials or " + FILE + ", or set " + PREFIX + "CLIENT_EMAIL and " + PREFIX
                            + "PRIVATE_KEY");
        }
        return ofFields(environment);
    }

    private static Account ofFile(Path file) {
        byte[] json = read(file, "the credentials file");
        try {
            return new Account(ServiceAccountCredentials.fromStream(new ByteArrayInputStream(json)));
        } catch (IOException | RuntimeException e) {
            // What the parser says may quote the key.
            throw new KpiException(
                    Reason.BAD_CONFIGURATION,
                    file
                            + ": is not the JSON key file of a service account; the Google Cloud console makes one under IAM"
                            + " & Admin > Service Accounts > Keys > Add key > JSON");
        }
    }

    private static Account ofFields(Map<String, String> environment) {
        Fields fields = new Fields(environment);
        String email = fields.required("CLIENT_EMAIL");
        String key = fields.required("PRIVATE_KEY").replace("\\n", "\n");
        fields.checkComplete();
        try {
            ServiceAccountCredentials.Builder builder =
                    ServiceAccountCredentials.newBuilder().setClientEmail(email).setPrivateKeyString(key);
            fields.optional("PRIVATE_KEY_ID").ifPresent(builder::setPrivateKeyId);
            fields.optional("CLIENT_ID").ifPresent(builder::setClientId);
            fields.optional("PROJECT_ID").ifPresent(builder::setProjectId);
            return new Account(builder.build());
        } catch (IOException | RuntimeException e) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION,
                    PREFIX
                            + "PRIVATE_KEY is not a private key: it begins with -----BEGIN PRIVATE KEY----- and its lines"
                            + " end with a line break or with \\n");
        }
    }

    private static byte[] read(Path file, String what) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new KpiException(Reason.BAD_CONFIGURATION, file + ": " + what + " does not exist", e);
        } catch (IOException e) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION,
                    file + ": " + what + " cannot be read: " + e.getClass().getSimpleName(),
                    e);
        }
    }

    private static Path path(String variable, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new KpiException(Reason.BAD_CONFIGURATION, variable + " names no file: " + e.getReason(), e);
        }
    }

    /** The address that spreadsheets are shared with. */
    public String email() {
        return credentials.getClientEmail();
    }

    /** Without retries of its own, as a delivery has its own patience. */
    public ServiceAccountCredentials forSheets() {
        ServiceAccountCredentials scoped =
                (ServiceAccountCredentials) credentials.createScoped(SheetsScopes.SPREADSHEETS);
        return scoped.createWithCustomRetryStrategy(false);
    }

    @Override
    public String toString() {
        return email();
    }

    /** The fields of a key file, one variable each, or the name of a file with it in {@code NAME_FILE}. */
    private static final class Fields {
        private final Environment environment;
        private final List<String> missing = new ArrayList<>();

        Fields(Map<String, String> environment) {
            this.environment = new Environment(environment);
        }

        String required(String field) {
            Optional<String> value = optional(field);
            if (value.isEmpty()) {
                missing.add(PREFIX + field);
            }
            return value.orElse("");
        }

        Optional<String> optional(String field) {
            return environment.value(PREFIX + field).map(String::strip);
        }

        void checkComplete() {
            if (!missing.isEmpty()) {
                throw new KpiException(
                        Reason.BAD_CONFIGURATION,
                        "the credentials for Google Sheets are not complete: set " + String.join(" and ", missing)
                                + ", or each as NAME_FILE");
            }
        }
    }
}
