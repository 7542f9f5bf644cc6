package org.kpirunner.sheet.xlsx;

import java.util.List;
import org.kpirunner.sheet.Fingerprint;
import org.kpirunner.sheet.Sheet.Proof;

/**
 * By what one can tell later whether a write to a workbook was done, together with the ids of runs that it holds.
 *
 * @param newestBefore the id of the run that was the last one in the tab; empty where there was none
 */
record XlsxEvidence(Fingerprint before, String newestBefore) {
    static XlsxEvidence of(Fingerprint before, List<String> runs) {
        return new XlsxEvidence(before, runs.isEmpty() ? "" : runs.get(runs.size() - 1));
    }

    /**
     * Whether a run landed.
     *
     * @param runs the ids that the tab holds now; only the last ones are kept
     */
    Proof proof(String run, Fingerprint now, List<String> runs) {
        if (runs.contains(run)) {
            return Proof.LANDED;
        }
        // As long as an older id is kept, that of this run would be too; without any, somebody's program lost them.
        boolean isListed = newestBefore.isEmpty() ? !runs.isEmpty() : runs.contains(newestBefore);
        return now.equals(before) || isListed ? Proof.NOT_LANDED : Proof.UNKNOWN;
    }

    String text() {
        return before + "\n" + newestBefore;
    }

    static XlsxEvidence parse(String text) {
        int lineEnd = text.indexOf('\n');
        return new XlsxEvidence(Fingerprint.parse(text.substring(0, lineEnd)), text.substring(lineEnd + 1));
    }
}
