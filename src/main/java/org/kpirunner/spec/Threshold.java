package org.kpirunner.spec;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a value must not be: {@code > 100}. */
public record Threshold(Comparison comparison, BigDecimal bound) {
    private static final Pattern FORM = Pattern.compile("(<=|>=|<>|<|>|=)\\s*(-?[0-9]{1,15}(?:\\.[0-9]{1,15})?)");

    /** How a value is compared with the bound. */
    public enum Comparison {
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">="),
        EQUAL("="),
        OTHER("<>");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        private static Comparison of(String sign) {
            for (Comparison comparison : values()) {
                if (comparison.sign.equals(sign)) {
                    return comparison;
                }
            }
            throw new IllegalArgumentException(sign);
        }
    }

    static Optional<Threshold> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches()
                ? Optional.of(new Threshold(Comparison.of(form.group(1)), new BigDecimal(form.group(2))))
                : Optional.empty();
    }

    /** Whether a value is what it must not be. */
    public boolean isCrossedBy(BigDecimal value) {
        int order = value.compareTo(bound);
        return switch (comparison) {
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
            case EQUAL -> order == 0;
            case OTHER -> order != 0;
        };
    }

    /** As it is written in kpis.yaml. */
    @Override
    public String toString() {
        return comparison.sign + " " + bound.toPlainString();
    }
}
