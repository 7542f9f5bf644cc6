package org.kpirunner.sheet.google.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.SheetAddress;

/** Says for each failure of a call what a person can do about it. */
public record Explanation(SheetAddress address, String email) {
    private static final Pattern LIMIT = Pattern.compile("above the limit of (\\d+) (cells|columns)");
    private static final Pattern ENABLE = Pattern.compile("Enable it by visiting (\\S+)");
    private static final String PROTECTED = "protected cell or object";

    /** Whether a refusal is for good: neither the state of the sheet nor a token that is there already explains it. */
    public static boolean isFinal(CallFailure failure) {
        if (failure.kind() == CallFailure.Kind.NO_TOKEN) {
            return true;
        }
        boolean isRefused = failure.kind() == CallFailure.Kind.REFUSED;
        return isRefused
                && (failure.status() == 401
                        || failure.status() == 403
                        || failure.status() == 404
                        || failure.said().contains(PROTECTED)
                        || failure.said().contains("Office file")
                        || failure.said().contains("in a single cell")
                        || LIMIT.matcher(failure.said()).find());
    }

    /** @param doing what could not be done: read, written */
    public KpiException of(CallFailure failure, Doing doing) {
        return switch (failure.kind()) {
            case NOT_SENT ->
                problem(
                        doing.reason(),
                        "Google Sheets cannot be reached: " + failure.said() + doing.consequence(),
                        failure);
            case THROTTLED ->
                problem(
                        doing.reason(),
                        "Google Sheets has refused more calls of this service account for some minutes: "
                                + failure.said()
                                + " Let fewer runs begin at the same minute, or ask Google for a higher quota"
                                + doing.consequence(),
                        failure);
            case UNKNOWN ->
                problem(
                        doing.reason(),
                        "Google Sheets does not answer as it should: " + said(failure) + doing.consequence(),
                        failure);
            case NO_TOKEN -> noToken(failure);
            case REFUSED -> refused(failure, doing);
        };
    }

    /** What is being done when a call fails. */
    public enum Doing {
        READING(Reason.SHEET_UNREADABLE, ""),
        WRITING(Reason.SHEET_UNWRITABLE, "; the row is kept and written later");

        private final Reason reason;
        private final String consequence;

        Doing(Reason reason, String consequence) {
            this.reason = reason;
            this.consequence = consequence;
        }

        Reason reason() {
            return reason;
        }

        String consequence() {
            return consequence;
        }
    }

    private static String said(CallFailure failure) {
        return failure.status() == 0 ? failure.said() : failure.status() + " " + failure.said();
    }

    private KpiException noToken(CallFailure failure) {
        String said = failure.said();
        if (said.contains("Invalid JWT Signature") || said.contains("account not found")) {
            return problem(
                    Reason.AUTHENTICATION_FAILED,
                    "Google does not know the key of " + email
                            + " (any more): make a new key for this service account in"
                            + " the Google Cloud console and use that",
                    failure);
        } else if (said.contains("short-lived token")) {
            return problem(
                    Reason.AUTHENTICATION_FAILED,
                    "Google refuses the sign-in of " + email + " because the clock of this machine is wrong: set it",
                    failure);
        }
        return problem(Reason.AUTHENTICATION_FAILED, "Google refuses the sign-in of " + email + ": " + said, failure);
    }

    private KpiException refused(CallFailure failure, Doing doing) {
        return switch (failure.status()) {
            case 401 ->
                problem(
                        Reason.AUTHENTICATION_FAILED,
                        "Google does not accept the sign-in of " + email
                                + ": see whether the service account is disabled or deleted, and make a new key for it",
                        failure);
            case 403 -> forbidden(failure, doing);
            case 404 ->
                problem(
                        doing.reason(),
                        "there is no spreadsheet " + address.place()
                                + ": its id is the part between /d/ and /edit of its address in the browser",
                        failure);
            default -> invalid(failure, doing);
        };
    }

    private KpiException forbidden(CallFailure failure, Doing doing) {
        if (failure.said().contains("has not been used in project")
                || failure.said().contains("is disabled")) {
            Matcher url = ENABLE.matcher(failure.said());
            String place =
                    url.find() ? url.group(1) : "https://console.cloud.google.com/apis/library/sheets.googleapis.com";
            return problem(
                    Reason.PERMISSION_DENIED,
                    "the Google Sheets API is not enabled in the project of " + email + ": enable it at " + place
                            + " and wait a few minutes",
                    failure);
        } else if (failure.said().contains("insufficient authentication scopes")) {
            return problem(
                    Reason.PERMISSION_DENIED,
                    "the sign-in of " + email
                            + " is not for Google Sheets: use the key of a service account, whose sign-in is",
                    failure);
        }
        String may = doing == Doing.READING ? "open" : "change";
        return problem(
                Reason.PERMISSION_DENIED,
                email + " may not " + may + " the spreadsheet: share it with this address as Editor",
                failure);
    }

    /** What needs cells that the spreadsheet cannot have. */
    public KpiException full(long cells, long most) {
        return new KpiException(
                Reason.SHEET_LIMIT,
                address + ": " + fullText(cells + " cells, where " + most + " are the most", "cells"));
    }

    private static String fullText(String size, String what) {
        return "the spreadsheet would have " + size + ": delete "
                + (what.equals("cells") ? "rows, columns or tabs" : "columns")
                + " that nobody needs, blank ones count too, or begin a new spreadsheet";
    }

    private KpiException invalid(CallFailure failure, Doing doing) {
        Matcher limit = LIMIT.matcher(failure.said());
        if (limit.find()) {
            String what = limit.group(2);
            return problem(Reason.SHEET_LIMIT, fullText("more than " + limit.group(1) + " " + what, what), failure);
        } else if (failure.said().contains(PROTECTED)) {
            return problem(Reason.PERMISSION_DENIED, guardedText("a cell that has to be written"), failure);
        } else if (failure.said().contains("Office file")) {
            return problem(
                    doing.reason(),
                    "the file is an Office file, not a spreadsheet of Google: open it, choose File > Save as Google"
                            + " Sheets, and use the id of the new one",
                    failure);
        }
        return problem(doing.reason(), "Google Sheets refuses: " + said(failure) + doing.consequence(), failure);
    }

    /** A protected range stands in the way. */
    public KpiException guarded(String what) {
        return new KpiException(Reason.PERMISSION_DENIED, address + ": " + guardedText(what));
    }

    private String guardedText(String what) {
        return what + " is protected: let " + email + " edit it under Data > Protect sheets and ranges";
    }

    private KpiException problem(Reason reason, String message, Throwable cause) {
        return new KpiException(reason, address + ": " + message, cause);
    }
}
