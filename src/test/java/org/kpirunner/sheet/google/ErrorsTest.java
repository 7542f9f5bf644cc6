package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.kpirunner.sheet.google.World.kpi;
import static org.kpirunner.sheet.google.World.row;

import java.net.URI;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.SheetAddress;
import org.kpirunner.sheet.google.access.Account;
import org.kpirunner.sheet.google.access.Connection;
import org.kpirunner.sheet.google.access.Patience;
import org.kpirunner.sheet.google.server.Fault;
import org.kpirunner.sheet.google.server.SheetsServer;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.wire.Answer;
import org.kpirunner.sheet.google.server.wire.ApiError;

/** Every failure says what to do about it. */
class ErrorsTest {
    private static final String WHERE = "google:" + World.BOOK + "#Sheet1: ";
    private static final String ROBOT = SheetsServer.ACCOUNT;

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void spreadsheetThatIsNotThere() {
        KpiException problem =
                problem(() -> sheet("google:nowhere#Sheet1").prepare(java.util.List.of(row(0, kpi("A", 1)))));

        assertThat(problem)
                .hasMessage("google:nowhere#Sheet1: there is no spreadsheet nowhere: its id is the part between /d/ and"
                        + " /edit of its address in the browser");
        assertThat(problem.reason()).isEqualTo(Reason.SHEET_UNREADABLE);
    }

    @Test
    void spreadsheetThatIsNotShared() {
        world.server.service().unshare(World.BOOK);

        KpiException problem = problem(this::deliver);

        assertThat(problem)
                .hasMessage(WHERE + ROBOT + " may not open the spreadsheet: share it with this address as Editor");
        assertThat(problem.reason()).isEqualTo(Reason.PERMISSION_DENIED);
    }

    @Test
    void spreadsheetThatIsSharedForViewing() {
        world.server.service().shareForViewing(World.BOOK);

        assertThat(problem(this::deliver))
                .hasMessage(WHERE + ROBOT + " may not change the spreadsheet: share it with this address as Editor");
    }

    @Test
    void signInThatIsNotForSheets() {
        world.server.faults(call -> Fault.refused(ApiError.insufficientScopes()));

        assertThat(problem(this::deliver))
                .hasMessage(WHERE + "the sign-in of " + ROBOT + " is not for Google Sheets: use the key of a service"
                        + " account, whose sign-in is");
    }

    @Test
    void apiThatIsNotEnabled() {
        world.server.faults(call -> Fault.refused(ApiError.disabled("977449744253")));

        assertThat(problem(this::deliver))
                .hasMessage(WHERE + "the Google Sheets API is not enabled in the project of " + ROBOT + ": enable it at"
                        + " https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=977449744253"
                        + " and wait a few minutes");
    }

    @Test
    void signInThatGoogleDoesNotAccept() {
        world.server.faults(call -> Fault.refused(ApiError.unauthenticated()));

        KpiException problem = problem(this::deliver);

        assertThat(problem)
                .hasMessage(WHERE + "Google does not accept the sign-in of " + ROBOT
                        + ": see whether the service account" + " is disabled or deleted, and make a new key for it");
        assertThat(problem.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
    }

    @Test
    void callWithoutAnySignIn() {
        world.server.faults(call -> Fault.refused(ApiError.anonymous()));

        assertThat(problem(this::deliver))
                .hasMessage(WHERE + ROBOT + " may not open the spreadsheet: share it with this address as Editor");
    }

    @Test
    void keyThatWasDeleted() {
        Connection stranger = World.connection(World.keys(), world.server);

        assertThat(problem(() -> new GoogleSheet(
                                SheetAddress.parse("google:" + World.BOOK + "#Sheet1", "x"),
                                stranger,
                                world.patience(),
                                run -> false,
                                false)
                        .prepare(java.util.List.of(row(0, kpi("A", 1))))))
                .hasMessage(WHERE + "Google does not know the key of " + ROBOT + " (any more): make a new key for this"
                        + " service account in the Google Cloud console and use that");
    }

    @Test
    void quotaThatIsUsedUpForMinutes() {
        world.server.faults(call -> Fault.refused(ApiError.quota("Read", 60, "603366585132")));

        KpiException problem = problem(this::deliver);

        assertThat(problem)
                .hasMessage(
                        WHERE + "Google Sheets has refused more calls of this service account for some minutes: Quota"
                                + " exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of"
                                + " service 'sheets.googleapis.com' for consumer 'project_number:603366585132'. Let fewer runs"
                                + " begin at the same minute, or ask Google for a higher quota");
        assertThat(world.waited()).isBetween(java.time.Duration.ofSeconds(90), java.time.Duration.ofMinutes(5));
    }

    @Test
    void serviceThatIsOut() {
        failWrites(Fault.refused(ApiError.unavailable()));

        KpiException problem = problem(this::deliver);

        assertThat(problem)
                .hasMessage(WHERE + "Google Sheets does not answer as it should: 503 The service is currently"
                        + " unavailable.; the row is kept and written later");
        assertThat(problem.reason()).isEqualTo(Reason.SHEET_UNWRITABLE);
    }

    @Test
    void serviceThatBreaks() {
        failWrites(Fault.refused(ApiError.internal()));

        assertThat(problem(this::deliver))
                .hasMessage(
                        WHERE + "Google Sheets does not answer as it should: 500 Internal error encountered.; the row"
                                + " is kept and written later");
    }

    @Test
    void pageInPlaceOfAnAnswer() {
        failWrites(new Fault.Refused(Answer.page(502, "Server Error")));

        assertThat(problem(this::deliver))
                .hasMessage(WHERE + "Google Sheets does not answer as it should: 502 Bad Gateway; the row is kept and"
                        + " written later");
    }

    @Test
    void connectionThatBreaks() {
        failWrites(new Fault.Dropped(false));

        assertThat(problem(this::deliver))
                .hasMessage(
                        WHERE + "Google Sheets does not answer as it should: SocketException: Unexpected end of file"
                                + " from server; the row is kept and written later");
    }

    @Test
    void networkThatIsGone() {
        Account account = World.account(World.keys());
        Connection nowhere = Connection.of(
                account,
                Optional.of(
                        new Connection.Endpoint("http://127.0.0.1:1/", URI.create("http://127.0.0.1:1/token"), 1000)));
        GoogleSheet sheet = new GoogleSheet(
                SheetAddress.parse("google:" + World.BOOK + "#Sheet1", "x"),
                nowhere,
                new Patience(world.clock(), world::pass, new Random(1)),
                run -> false,
                false);

        assertThat(problem(() -> sheet.prepare(java.util.List.of(row(0, kpi("A", 1))))))
                .hasMessage(WHERE + "Google Sheets cannot be reached: ConnectException: Connection refused");
        assertThat(world.waited()).isLessThan(java.time.Duration.ofSeconds(15));
    }

    @Test
    void officeFile() {
        world.server.service().makeOffice(World.BOOK);

        assertThat(problem(this::deliver))
                .hasMessage(
                        WHERE + "the file is an Office file, not a spreadsheet of Google: open it, choose File > Save"
                                + " as Google Sheets, and use the id of the new one");
    }

    @Test
    void spreadsheetThatIsFull() {
        world.edit(person -> person.change(
                "addSheet",
                request -> request.putObject("properties")
                        .put("title", "Big")
                        .putObject("gridProperties")
                        .put("rowCount", 383_615)
                        .put("columnCount", 26)));
        world.edit(person -> person.type("Sheet1", 999, 0, "the end"));

        KpiException problem = problem(this::deliver);

        assertThat(problem)
                .hasMessage(WHERE + "the spreadsheet would have more than 10000000 cells: delete rows, columns or tabs"
                        + " that nobody needs, blank ones count too, or begin a new spreadsheet");
        assertThat(problem.reason()).isEqualTo(Reason.SHEET_LIMIT);
    }

    @Test
    void tabThatHasTooManyColumns() {
        failWrites(Fault.refused(ApiError.invalid("Invalid requests[2].appendDimension: This action would increase the"
                + " number of columns in the sheet above the limit of 18278 columns.")));

        assertThat(problem(this::deliver))
                .hasMessage(
                        WHERE + "the spreadsheet would have more than 18278 columns: delete columns that nobody needs,"
                                + " blank ones count too, or begin a new spreadsheet");
    }

    @Test
    void tabThatIsProtected() {
        world.edit(person -> person.protect("Sheet1", new Area(0, 0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE), false));

        assertThat(problem(this::deliver))
                .hasMessage(WHERE + "the tab is protected: let " + ROBOT
                        + " edit it under Data > Protect sheets and ranges");
    }

    @Test
    void headerThatIsProtected() {
        world.edit(person -> person.protect("Sheet1", new Area(0, 0, 2, 0, Integer.MAX_VALUE), false));

        assertThat(problem(this::deliver))
                .hasMessage(WHERE + "the header of column A is protected: let " + ROBOT
                        + " edit it under Data > Protect sheets and ranges");
    }

    @Test
    void columnThatIsProtected() {
        world.deliver("Sheet1", row(0, kpi("A", 1), kpi("B", 1)));
        world.edit(person -> person.protect("Sheet1", new Area(0, 0, Integer.MAX_VALUE, 1, 2), false));

        assertThat(problem(this::deliver))
                .hasMessage(WHERE + "column B, within the row that is appended, is protected: let " + ROBOT
                        + " edit it under Data > Protect sheets and ranges");
    }

    @Test
    void protectionThatOnlyWarnsDoesNotKeepUsOut() {
        world.edit(person -> person.protect("Sheet1", new Area(0, 0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE), true));

        deliver();

        assertThat(world.cells("Sheet1")).hasSize(3);
    }

    @Test
    void refusalThatNobodyKnows() {
        failWrites(Fault.refused(ApiError.invalid("Invalid requests[0].addChart: no")));

        assertThat(problem(this::deliver))
                .hasMessage(WHERE + "Google Sheets refuses: 400 Invalid requests[0].addChart: no; the row is kept and"
                        + " written later");
    }

    private void deliver() {
        world.deliver("Sheet1", row(0, kpi("A", 1)));
    }

    private Sheet sheet(String address) {
        return world.sheet(SheetAddress.parse(address, "x"), run -> false);
    }

    private void failWrites(Fault fault) {
        world.server.faults(call -> call.isWrite() ? fault : Fault.NONE);
    }

    private static KpiException problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(KpiException.class, call);
    }
}
