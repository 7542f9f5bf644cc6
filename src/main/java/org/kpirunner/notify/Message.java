package org.kpirunner.notify;

import java.util.List;
import java.util.stream.Collectors;
import org.kpirunner.ledger.Notice;

/** Notices as people read them. */
final class Message {
    private static final int MOST = 30;

    private Message() {}

    static String subject(List<Notice> notices) {
        return notices.size() == 1 ? Judgement.headline(notices.get(0)) : "KPIs: " + notices.size() + " changes";
    }

    static String text(List<Notice> notices) {
        String lines = notices.stream().limit(MOST).map(Judgement::sentence).collect(Collectors.joining("\n"));
        return notices.size() <= MOST ? lines : lines + "\nand " + (notices.size() - MOST) + " more";
    }
}
