package org.kpirunner.engine.elasticsearch.group;

/** Texts in the order of their code points, which is also the one of their bytes in UTF-8. */
final class Texts {
    private Texts() {}

    static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char one = left.charAt(i);
            char other = right.charAt(i);
            if (one != other) {
                boolean surrogates = Character.isSurrogate(one) || Character.isSurrogate(other);
                return surrogates && Character.isSurrogate(one) != Character.isSurrogate(other)
                        ? Boolean.compare(Character.isSurrogate(one), Character.isSurrogate(other))
                        : Character.compare(one, other);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
