package org.kpirunner.sheet.google.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.problem.KpiException;

/** Credentials come as people have them, and show nowhere. */
class AccountTest {
    private static final String ROBOT = "robot@example-project.iam.gserviceaccount.com";
    private static final String KEY = key();
    private static final String NO_KEY =
            "KPIS_GOOGLE_PRIVATE_KEY is not a private key: it begins with -----BEGIN PRIVATE"
                    + " KEY----- and its lines end with a line break or with \\n";

    @TempDir
    private Path folder;

    @Test
    void keyFileThatIsNamedComesFirst() throws IOException {
        Path file = keyFile();
        Map<String, String> environment = Map.of("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere.json");

        assertThat(Account.find(Optional.of(file), environment).email()).isEqualTo(ROBOT);
    }

    @Test
    void keyFileOfTheEnvironmentIsFound() throws IOException {
        Map<String, String> environment =
                Map.of("GOOGLE_APPLICATION_CREDENTIALS", keyFile().toString());

        assertThat(Account.find(Optional.empty(), environment).email()).isEqualTo(ROBOT);
    }

    @Test
    void fieldsOfTheEnvironmentWillDoWithBackslashesInTheKey() {
        Account account = Account.find(
                Optional.empty(),
                Map.of(
                        "KPIS_GOOGLE_PROJECT_ID", "example-project",
                        "KPIS_GOOGLE_PRIVATE_KEY_ID", "key-1",
                        "KPIS_GOOGLE_PRIVATE_KEY", KEY.replace("\n", "\\n"),
                        "KPIS_GOOGLE_CLIENT_EMAIL", ROBOT,
                        "KPIS_GOOGLE_CLIENT_ID", "1",
                        "KPIS_GOOGLE_CLIENT_X509", "https://example.org/x509"));

        assertThat(account.email()).isEqualTo(ROBOT);
        assertThat(account.forSheets().getPrivateKeyId()).isEqualTo("key-1");
        assertThat(account.forSheets().getProjectId()).isEqualTo("example-project");
    }

    @Test
    void eachFieldMayBeInAFileOfItsOwn() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), KEY);
        Path email = Files.writeString(folder.resolve("email"), ROBOT + "\n");

        Account account = Account.find(
                Optional.empty(),
                Map.of(
                        "KPIS_GOOGLE_PRIVATE_KEY_FILE",
                        key.toString(),
                        "KPIS_GOOGLE_CLIENT_EMAIL_FILE",
                        email.toString()));

        assertThat(account.email()).isEqualTo(ROBOT);
    }

    @Test
    void accountShowsNothingOfItsKey() {
        Account account = Account.find(
                Optional.empty(), Map.of("KPIS_GOOGLE_PRIVATE_KEY", KEY, "KPIS_GOOGLE_CLIENT_EMAIL", ROBOT));

        assertThat(account).hasToString(ROBOT);
    }

    @Test
    void noCredentialsAtAll() {
        refused(
                Map.of(),
                "there are no credentials for Google Sheets: name the JSON key file of a service account with"
                        + " --credentials or GOOGLE_APPLICATION_CREDENTIALS, or set KPIS_GOOGLE_CLIENT_EMAIL and"
                        + " KPIS_GOOGLE_PRIVATE_KEY");
    }

    @Test
    void fieldsThatAreNotComplete() {
        refused(
                Map.of("KPIS_GOOGLE_PROJECT_ID", "p"),
                "the credentials for Google Sheets are not complete: set KPIS_GOOGLE_CLIENT_EMAIL and"
                        + " KPIS_GOOGLE_PRIVATE_KEY, or each as NAME_FILE");
    }

    @Test
    void keyThatIsDamagedIsNotQuoted() {
        String damaged = KEY.substring(0, KEY.length() / 2);
        Map<String, String> environment = Map.of("KPIS_GOOGLE_PRIVATE_KEY", damaged, "KPIS_GOOGLE_CLIENT_EMAIL", ROBOT);

        assertThatThrownBy(() -> Account.find(Optional.empty(), environment))
                .isInstanceOf(KpiException.class)
                .hasMessage(NO_KEY)
                .hasNoCause();
    }

    @Test
    void keyFileThatIsDamagedIsNotQuoted() throws IOException {
        Path file = Files.writeString(folder.resolve("key.json"), "{\"private_key\": \"very secret\"");

        assertThatThrownBy(() -> Account.find(Optional.of(file), Map.of()))
                .isInstanceOf(KpiException.class)
                .hasMessage(file + ": is not the JSON key file of a service account; the Google Cloud console makes one"
                        + " under IAM & Admin > Service Accounts > Keys > Add key > JSON")
                .hasNoCause();
    }

    @Test
    void keyFileThatDoesNotExist() {
        refused(
                Map.of("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere.json"),
                "/nowhere.json: the credentials file does not exist");
    }

    private static void refused(Map<String, String> environment, String message) {
        assertThatThrownBy(() -> Account.find(Optional.empty(), environment))
                .isInstanceOf(KpiException.class)
                .hasMessage(message);
    }

    private Path keyFile() throws IOException {
        return Files.writeString(folder.resolve("robot.json"), """
                {"type": "service_account", "project_id": "example-project", "private_key_id": "key-1",
                 "private_key": "%s", "client_email": "%s", "client_id": "1"}
                """.formatted(KEY.replace("\n", "\\n"), ROBOT));
    }

    private static String key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
