package org.kpirunner.sheet.google.server.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An answer of the service that is not a success, with the body that the real one sends. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String status;
    private final transient ArrayNode details;

    private ApiError(int code, String status, String message, ArrayNode details) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.details = details;
    }

    public static ApiError of(int code, String status, String message) {
        return new ApiError(code, status, message, Json.array());
    }

    public static ApiError invalid(String message) {
        return of(400, "INVALID_ARGUMENT", message);
    }

    public static ApiError notFound() {
        return of(404, "NOT_FOUND", "Requested entity was not found.");
    }

    public static ApiError notShared() {
        return of(403, "PERMISSION_DENIED", "The caller does not have permission");
    }

    public static ApiError unavailable() {
        return of(503, "UNAVAILABLE", "The service is currently unavailable.");
    }

    public static ApiError internal() {
        return of(500, "INTERNAL", "Internal error encountered.");
    }

    public static ApiError unparseableRange(String asSent) {
        return invalid("Unable to parse range: " + asSent);
    }

    /** A body or a parameter that does not fit its message type; each violation is a field and what is wrong with it. */
    public static ApiError badRequest(List<Violation> violations) {
        String message = String.join(
                "\n", violations.stream().map(Violation::description).toList());
        return badRequest(message, violations);
    }

    /** A field mask with a path that the answer does not have. */
    public static ApiError badMask(String path) {
        String description = "Error expanding 'fields' parameter. Cannot find matching fields for path '" + path + "'.";
        return badRequest("Request contains an invalid argument.", List.of(new Violation(path, description)));
    }

    private static ApiError badRequest(String message, List<Violation> violations) {
        ArrayNode details = Json.array();
        ArrayNode list = details.addObject()
                .put("@type", "type.googleapis.com/google.rpc.BadRequest")
                .putArray("fieldViolations");
        for (Violation violation : violations) {
            ObjectNode entry = list.addObject();
            if (!violation.field().isEmpty()) {
                entry.put("field", violation.field());
            }
            entry.put("description", violation.description());
        }
        return new ApiError(400, "INVALID_ARGUMENT", message, details);
    }

    /** More requests in a minute than one user may send; {@code kind} is Read or Write. */
    public static ApiError quota(String kind, int limit, String project) {
        String lower = kind.toLowerCase(java.util.Locale.ROOT);
        ArrayNode details = Json.array();
        ObjectNode info = errorInfo(details, "RATE_LIMIT_EXCEEDED");
        info.put("quota_limit_value", Integer.toString(limit))
                .put("service", "sheets.googleapis.com")
                .put("consumer", "projects/" + project)
                .put("quota_unit", "1/min/{project}/{user}")
                .put("quota_location", "global")
                .put("quota_metric", "sheets.googleapis.com/" + lower + "_requests")
                .put("quota_limit", kind + "RequestsPerMinutePerUser");
        help(details, "Request a higher quota limit.", "https://cloud.google.com/docs/quotas/help/request_increase");
        return new ApiError(
                429,
                "RESOURCE_EXHAUSTED",
                "Quota exceeded for quota metric '" + kind + " requests' and limit '" + kind
                        + " requests per minute per user' of service 'sheets.googleapis.com' for consumer "
                        + "'project_number:" + project + "'.",
                details);
    }

    /** The project of the caller has not switched the API on. */
    public static ApiError disabled(String project) {
        String url = "https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=" + project;
        ArrayNode details = Json.array();
        help(details, "Google developers console API activation", url);
        errorInfo(details, "SERVICE_DISABLED")
                .put("consumer", "projects/" + project)
                .put("service", "sheets.googleapis.com");
        return new ApiError(
                403,
                "PERMISSION_DENIED",
                "Google Sheets API has not been used in project " + project
                        + " before or it is disabled. Enable it by visiting " + url
                        + " then retry. If you enabled this API recently, wait a few minutes for the action to propagate"
                        + " to our systems and retry.",
                details);
    }

    public static ApiError officeFile() {
        return of(
                400,
                "FAILED_PRECONDITION",
                "This operation is not supported for this document. The document must not be an Office file.");
    }

    public static ApiError insufficientScopes() {
        return of(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.");
    }

    public static ApiError unauthenticated() {
        return of(
                401,
                "UNAUTHENTICATED",
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                        + " valid authentication credential. See"
                        + " https://developers.google.com/identity/sign-in/web/devconsole-project.");
    }

    public static ApiError anonymous() {
        return of(
                403,
                "PERMISSION_DENIED",
                "Method doesn't allow unregistered callers (callers without established identity). Please use API Key"
                        + " or other form of API consumer identity to call this API.");
    }

    /** The same error, named as that of one request of a batch. */
    public ApiError in(String where) {
        return new ApiError(code, status, "Invalid " + where + ": " + getMessage(), details);
    }

    public int code() {
        return code;
    }

    public ObjectNode body() {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.put("code", code).put("message", getMessage()).put("status", status);
        if (!details.isEmpty()) {
            error.set("details", details);
        }
        return body;
    }

    private static ObjectNode errorInfo(ArrayNode details, String reason) {
        return details.addObject()
                .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                .put("reason", reason)
                .put("domain", "googleapis.com")
                .putObject("metadata");
    }

    private static void help(ArrayNode details, String description, String url) {
        details.addObject()
                .put("@type", "type.googleapis.com/google.rpc.Help")
                .putArray("links")
                .addObject()
                .put("description", description)
                .put("url", url);
    }

    /** One field of a request that is wrong; the field may be unnamed. */
    public record Violation(String field, String description) {}
}
