package org.kpirunner.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.kpirunner.ledger.Notice;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Sends mail.
 *
 * @param host the server; one that offers STARTTLS is used with it
 * @param isTls whether to speak TLS from the first byte
 * @param from the sender
 * @param to the addresses, with commas between them
 */
record Mail(
        String host, int port, boolean isTls, Optional<String> user, Optional<String> password, String from, String to)
        implements Channel {
    private static final String PATIENCE = "15000";

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void tell(List<Notice> notices) throws NotArrivedException {
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport(isTls ? "smtps" : "smtp")) {
            connect(transport);
            MimeMessage message = message(session, notices);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (SendFailedException e) {
            throw new NotArrivedException("the mail server " + host + " refuses the message: " + e.getMessage(), e);
        } catch (MessagingException e) {
            throw new KpiException(
                    Reason.NOTICE_UNCERTAIN,
                    "nobody can tell whether a notification arrived: the mail server " + host
                            + " broke off; it is not sent again",
                    e);
        }
    }

    private void connect(Transport transport) throws NotArrivedException {
        try {
            transport.connect(host, port, user.orElse(null), password.orElse(null));
        } catch (AuthenticationFailedException e) {
            throw new NotArrivedException("the mail server " + host + " refuses user and password", e);
        } catch (MessagingException e) {
            throw new NotArrivedException("the mail server " + host + ":" + port + " cannot be reached", e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        for (String protocol : List.of("smtp", "smtps")) {
            String prefix = "mail." + protocol + ".";
            properties.put(prefix + "connectiontimeout", PATIENCE);
            properties.put(prefix + "timeout", PATIENCE);
            properties.put(prefix + "writetimeout", PATIENCE);
            properties.put(prefix + "ssl.checkserveridentity", "true");
            properties.put(prefix + "starttls.enable", "true");
            // A password never goes over a line that others can read, unless the server is on this machine.
            boolean isNear = host.equals("localhost") || host.startsWith("127.");
            properties.put(prefix + "starttls.required", Boolean.toString(user.isPresent() && !isTls && !isNear));
            properties.put(prefix + "auth", Boolean.toString(user.isPresent()));
        }
        return properties;
    }

    private MimeMessage message(Session session, List<Notice> notices) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipients(RecipientType.TO, InternetAddress.parse(to));
        message.setSubject(oneLine(Message.subject(notices)), StandardCharsets.UTF_8.name());
        message.setText(Message.text(notices) + "\n", StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    // A name of a KPI must not add headers.
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
