package org.kpirunner.sheet.google.server.wire;

/** What goes back: a status, a kind of content and the content. */
public record Answer(int status, String contentType, String body) {
    private static final String JSON = "application/json; charset=UTF-8";
    private static final String HTML = "text/html; charset=UTF-8";

    public static Answer of(int status, com.fasterxml.jackson.databind.JsonNode body) {
        return new Answer(status, JSON, Json.print(body));
    }

    public static Answer of(ApiError error) {
        return of(error.code(), error.body());
    }

    /** What the front of the service answers by itself, as a page. */
    public static Answer page(int status, String title) {
        return new Answer(
                status,
                HTML,
                "<!DOCTYPE html>\n<html lang=en>\n<title>Error " + status + " (" + title + ")!!1</title>\n<p><b>"
                        + status + ".</b> <ins>That\u2019s an error.</ins>\n");
    }
}
