package org.kpirunner.schedule;

/** What the start of the scheduler does for an entry, besides waiting for its next slot. */
public enum OnStart {
    /** Nothing. */
    NO,
    /** One run for the newest slot that passed while no scheduler ran, if one did. */
    IF_MISSED,
    /** One more run at each start. */
    ALWAYS
}
