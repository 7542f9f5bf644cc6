package org.kpirunner.run;

import java.util.List;

/** The catalogs of a cluster, beside our files. */
public interface ClusterCatalogs extends AutoCloseable {
    /**
     * One thing to do.
     *
     * @param line what it is, for people
     * @param kind whether it can be done from here
     */
    record Change(String line, Kind kind, Runnable work) {}

    /** Who has to do something. */
    enum Kind {
        NOBODY,
        WE,
        /** Only if it is asked for, as it replaces what others have made. */
        WE_IF_ASKED,
        THEIR_OPERATOR
    }

    /** What has to be done so that the cluster has what the files say. */
    List<Change> plan();

    @Override
    void close();
}
