package org.kpirunner.engine.elasticsearch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.kpirunner.catalog.ElasticsearchSource.Tls;
import org.kpirunner.catalog.Secret;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Whom to trust and how to prove who we are, from stores (JKS, PKCS12) or PEM files, as Trino reads them. */
final class TlsContext {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = new char[0];

    private TlsContext() {}

    static SSLContext of(Tls tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            if (tls.keyStore().isPresent()) {
                keys.init(store(tls.keyStore().get(), tls.keyStorePassword()), password(tls.keyStorePassword()));
            } else {
                keys.init(null, NO_PASSWORD);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(
                    tls.trustStore().isPresent()
                            ? store(tls.trustStore().get(), tls.trustStorePassword())
                            : machinesOwnTrust());
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("NullAway") // null asks for the machine's own trust store
    private static KeyStore machinesOwnTrust() {
        return null;
    }

    private static KeyStore store(Path file, Optional<Secret> password) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return text.contains("-----BEGIN ")
                    ? pem(text, password(password))
                    : KeyStore.getInstance(file.toFile(), password(password));
        } catch (IOException | GeneralSecurityException e) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION, file + ": cannot be read as a trust or key store: " + e.getMessage(), e);
        }
    }

    private static char[] password(Optional<Secret> password) {
        return password.map(secret -> secret.reveal().toCharArray()).orElse(NO_PASSWORD);
    }

    private static KeyStore pem(String text, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(
                        PRIVATE_KEY.matcher(text).replaceAll("").getBytes(StandardCharsets.ISO_8859_1)))
                .toArray(Certificate[]::new);
        for (int i = 0; i < certificates.length; i++) {
            store.setCertificateEntry("certificate " + i, certificates[i]);
        }
        Matcher key = PRIVATE_KEY.matcher(text);
        if (key.find()) {
            store.setKeyEntry("key", privateKey(key.group(1)), password, certificates);
        }
        return store;
    }

    private static PrivateKey privateKey(String base64) throws GeneralSecurityException {
        byte[] bytes = Base64.getMimeDecoder().decode(base64);
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException e) {
                // of the other kind
            }
        }
        throw new InvalidKeySpecException("the private key is neither RSA nor EC");
    }
}
