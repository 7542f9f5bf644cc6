package org.kpirunner.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kpirunner.sheet.SheetAddress;

/**
 * Which sheets a row goes to.
 *
 * @param addresses as {@code --to} has them
 * @param tab the tab where an address names none
 * @param repair whether what older scripts left in a sheet is put right
 * @param credentials a file with them, for the kinds of sheets that need some
 */
public record SheetChoice(List<String> addresses, String tab, boolean repair, Optional<Path> credentials) {
    public SheetChoice {
        addresses = List.copyOf(addresses);
    }

    /** Refuses each mistake in an address; what a sheet needs to be used is not asked for. */
    public void check() {
        addresses.forEach(address -> SheetAddress.parse(address, tab));
    }
}
