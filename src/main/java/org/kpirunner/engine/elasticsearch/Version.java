package org.kpirunner.engine.elasticsearch;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a server, as far as it decides how to speak to it. */
public record Version(int major, int minor) implements Comparable<Version> {
    public static final Version NEWEST = new Version(Integer.MAX_VALUE, 0);

    private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.(\\d+).*");

    static Version parse(String number) {
        Matcher matcher = NUMBER.matcher(number);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a version of Elasticsearch: " + number);
        }
        return new Version(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return compareTo(new Version(otherMajor, otherMinor)) >= 0;
    }

    /** Whether an answer may have 65,536 buckets by default, and not 10,000. */
    public boolean allowsManyBuckets() {
        return isAtLeast(7, 9);
    }

    /** Whether threads of a shard may each choose from their part of the documents, where one should of all. */
    public boolean mayDivideSamples() {
        return isAtLeast(8, 10) && !isAtLeast(8, 12);
    }

    /** Whether a document can count for several in a bucket. */
    public boolean countsByDocument() {
        return isAtLeast(7, 11);
    }

    /** Whether documents can be drawn at random without looking at the others. */
    public boolean drawsDocuments() {
        return isAtLeast(8, 2);
    }

    @Override
    public int compareTo(Version other) {
        return Comparator.comparingInt(Version::major)
                .thenComparingInt(Version::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
