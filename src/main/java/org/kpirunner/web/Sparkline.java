package org.kpirunner.web;

import java.util.List;
import java.util.Locale;

/** A few numbers as a small line, in SVG. */
final class Sparkline {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 24;
    private static final int MARGIN = 2;

    private Sparkline() {}

    static String svg(List<Double> numbers) {
        if (numbers.size() < 2) {
            return "";
        }
        double least = numbers.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = numbers.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < numbers.size(); i++) {
            double x = MARGIN + (double) i * (WIDTH - 2 * MARGIN) / (numbers.size() - 1);
            double share = most == least ? 0.5 : (numbers.get(i) - least) / (most - least);
            double y = HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
            points.append(String.format(Locale.ROOT, "%s%.1f,%.1f", i == 0 ? "" : " ", x, y));
        }
        return "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" width=\"" + WIDTH + "\" height=\"" + HEIGHT
                + "\" role=\"img\" aria-label=\"the last " + numbers.size() + " values\"><polyline points=\"" + points
                + "\"/></svg>";
    }
}
