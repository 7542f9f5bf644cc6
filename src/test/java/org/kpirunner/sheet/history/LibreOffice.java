package org.kpirunner.sheet.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real LibreOffice without a screen, which opens a workbook, does what a person would, and saves it. */
final class LibreOffice {
    private static final String LIBRARY = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
            <library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
              library:readonly="false" library:passwordprotected="false">
              <library:element library:name="People"/>
            </library:library>
            """;
    private static final String MODULE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
            <script:module xmlns:script="http://openoffice.org/2000/script" script:name="People"
              script:language="StarBasic"><![CDATA[
            Sub Edit(file As String, steps As String)
              Dim hidden(0) As New com.sun.star.beans.PropertyValue
              hidden(0).Name = "Hidden"
              hidden(0).Value = True
              doc = StarDesktop.loadComponentFromURL(ConvertToURL(file), "_blank", 0, hidden())
              grid = doc.Sheets.getByName("prod")
              n = FreeFile
              Open steps For Input As #n
              While Not EOF(n)
                Line Input #n, words
                p = Split(words, "|")
                c = CLng(p(1))
                Select Case p(0)
                  Case "insert"
                    grid.Columns.insertByIndex(c, 1)
                  Case "delete"
                    grid.Columns.removeByIndex(c, 1)
                  Case "move"
                    Move(grid, c, CLng(p(2)))
                  Case "text"
                    grid.getCellByPosition(c, CLng(p(2))).String = p(3)
                  Case "note"
                    grid.Annotations.insertNew(grid.getCellByPosition(c, CLng(p(2))).CellAddress, p(3))
                  Case "sort"
                    Sort(grid, c, CLng(p(2)), CLng(p(3)))
                End Select
              Wend
              Close #n
              doc.store()
              doc.close(True)
              StarDesktop.terminate()
            End Sub

            Sub Move(grid, source, target)
              fresh = target
              If source < target Then fresh = target + 1
              grid.Columns.insertByIndex(fresh, 1)
              If fresh <= source Then source = source + 1
              grid.moveRange(grid.getCellByPosition(fresh, 0).CellAddress, grid.Columns.getByIndex(source).RangeAddress)
              grid.Columns.removeByIndex(source, 1)
            End Sub

            Sub Sort(grid, column, width, rows)
              Dim fields(0) As New com.sun.star.table.TableSortField
              fields(0).Field = column
              fields(0).IsAscending = False
              Dim how(1) As New com.sun.star.beans.PropertyValue
              how(0).Name = "SortFields"
              how(0).Value = fields()
              how(1).Name = "ContainsHeader"
              how(1).Value = False
              grid.getCellRangeByPosition(0, 2, width - 1, 1 + rows).sort(how())
            End Sub
            ]]></script:module>
            """;

    private final Path profile;

    private LibreOffice(Path profile) {
        this.profile = profile;
    }

    /** One with a profile of its own, in an empty folder. */
    static LibreOffice in(Path profile) throws IOException {
        LibreOffice office = new LibreOffice(profile);
        office.start("--terminate_after_init"); // which makes the profile
        Path basic = profile.resolve("user/basic/Standard");
        Files.writeString(basic.resolve("script.xlb"), LIBRARY);
        Files.writeString(basic.resolve("People.xba"), MODULE);
        return office;
    }

    /** Opens a workbook, takes the steps on its tab {@code prod}, and saves it. */
    void edit(Path file, List<String> steps) throws IOException {
        Path list = Files.write(profile.resolve("steps"), steps);
        long before = Files.getLastModifiedTime(file).toMillis();
        String output = start("macro:///Standard.People.Edit(\"" + file + "\",\"" + list + "\")");
        if (Files.getLastModifiedTime(file).toMillis() == before) {
            throw new IllegalStateException("LibreOffice saved nothing: " + output + steps);
        }
    }

    private String start(String what) throws IOException {
        Path output = profile.resolveSibling("output");
        ProcessBuilder builder = new ProcessBuilder(
                        "soffice", "-env:UserInstallation=" + profile.toUri(), "--headless", "--norestore", what)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Files.readString(output);
    }
}
