package org.kpirunner.engine.embedded.operator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/**
 * A row for each element of the arrays or maps of a row; several go side by side, the shorter ones filled up with NULL.
 */
public final class Unnesting extends Streams.OverOne {
    private final int[] widths;
    private final int fields;
    private final boolean isNumbered;
    private final Deque<@Nullable Object[]> results = new ArrayDeque<>();

    public Unnesting(Uncollect uncollect, Rows input) {
        super(input);
        this.fields = uncollect.getRowType().getFieldCount();
        this.isNumbered = uncollect.withOrdinality;
        this.widths = uncollect.getInput().getRowType().getFieldList().stream()
                .mapToInt(Unnesting::width)
                .toArray();
    }

    /** How many columns come of a collection: two of a map, all of an array of rows. */
    private static int width(RelDataTypeField field) {
        if (field.getType().getKeyType() != null) {
            return 2;
        }
        var item = field.getType().getComponentType();
        return item != null && item.isStruct() ? item.getFieldCount() : 1;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        while (results.isEmpty()) {
            @Nullable Object[] row = nextInput();
            if (row == null) {
                return null;
            }
            unnest(row);
        }
        return results.pollFirst();
    }

    private void unnest(@Nullable Object[] row) {
        int begin = 0;
        for (int i = 0; i < widths.length; i++) {
            int number = 0;
            List<@Nullable Object[]> rows = new ArrayList<>(results);
            for (@Nullable Object[] item : items(row[i], widths[i])) {
                if (number == rows.size()) {
                    rows.add(new Object[fields]);
                }
                System.arraycopy(item, 0, rows.get(number), begin, item.length);
                number++;
            }
            results.clear();
            results.addAll(rows);
            begin += widths[i];
        }
        if (isNumbered) {
            long number = 0;
            for (@Nullable Object[] result : results) {
                number++;
                result[fields - 1] = number;
            }
        }
    }

    private static List<@Nullable Object[]> items(@Nullable Object collection, int width) {
        List<@Nullable Object[]> items = new ArrayList<>();
        if (collection instanceof Map<?, ?> map) {
            map.forEach((key, value) -> items.add(new Object[] {key, value}));
        } else if (collection instanceof List<?> list) {
            for (Object item : list) {
                items.add(item instanceof Object[] struct && width == struct.length ? struct : single(item, width));
            }
        }
        return items;
    }

    /** An element as a row; NULL fills all its columns. */
    private static @Nullable Object[] single(@Nullable Object item, int width) {
        @Nullable Object[] row = new Object[width];
        if (item != null) {
            Arrays.fill(row, item);
        }
        return row;
    }
}
