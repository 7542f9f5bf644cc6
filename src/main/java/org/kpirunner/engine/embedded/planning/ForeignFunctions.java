package org.kpirunner.engine.embedded.planning;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Functions that other databases have, or only Trino, and the nearest thing that there is here. */
final class ForeignFunctions {
    private static final Map<String, String> INSTEAD = new TreeMap<>();
    private static final Set<String> OF_TRINO = new TreeSet<>();

    static {
        instead("date_format(x, '%Y-%m-%d')", "to_char");
        instead("EXTRACT(YEAR FROM x), or year(x)", "date_part", "datepart");
        instead("date_add('day', n, x)", "dateadd", "adddate", "date_sub", "subdate", "timestampadd");
        instead("date_diff('day', a, b)", "datediff", "age", "timestampdiff", "months_between");
        instead("CURRENT_DATE or now()", "getdate", "sysdate", "curdate", "today", "current_time");
        instead("coalesce(x, y)", "nvl", "ifnull", "zeroifnull");
        instead("x IS NULL", "isnull");
        instead("CASE WHEN … THEN … ELSE … END", "decode", "nvl2", "switch", "choose");
        instead("if(condition, x, y)", "iif");
        instead("listagg(x, ',') WITHIN GROUP (ORDER BY x)", "string_agg", "group_concat");
        instead("length(x)", "len", "char_len", "octet_length");
        instead("substr(x, 1, n)", "left");
        instead("substr(x, -n)", "right");
        instead("substr(x, from, length)", "mid");
        instead("strpos(x, part)", "instr", "charindex", "locate");
        instead("date_parse(x, '%Y-%m-%d')", "to_timestamp", "to_date", "str_to_date", "strptime");
        instead("to_unixtime(x)", "unix_timestamp", "unix_seconds");
        instead("approx_percentile(x, 0.5)", "median", "percentile_cont", "percentile_disc", "percentile");
        instead("split(x, ',')", "string_to_array", "strtok");
        instead("array_agg(x)", "collect_list", "collect_set", "array_agg_distinct");
        instead("cardinality(x)", "array_length", "array_size", "size");
        instead("array_join(x, ',')", "array_to_string");
        instead("upper(substr(x, 1, 1)) || lower(substr(x, 2))", "initcap");
        instead("json_extract_scalar(x, '$.name')", "json_extract_path_text", "get_json_object", "jsonb_extract_path");
        instead("CROSS JOIN UNNEST(…)", "explode", "flatten");
        instead("CROSS JOIN UNNEST(sequence(a, b))", "generate_series");
        instead("coalesce(x, 0)", "zn");
        instead("concat(x, y)", "concat");
        instead("if(condition, x, y)", "if");
        instead("json_extract(x, '$.name')", "json_query");
        instead("date_format(x, '%Y-%m-%d')", "format_datetime");
        instead("date_parse(x, '%Y-%m-%d')", "parse_datetime");
        instead("concat(x, y), with lpad(CAST(n AS varchar), 5, '0') for numbers", "format");
        instead("x LIKE '%part'", "ends_with", "endswith");
        instead("strpos(x, part) > 0", "contains_substr");
        instead("CAST(x AS varchar)", "to_varchar", "tostring", "str");
        instead("CAST(x AS double)", "to_number", "tonumber");
        instead("CAST(x AS type)", "convert");
        instead("CASE WHEN", "ifs");
        instead("count(DISTINCT x)", "count_distinct", "uniq", "distinct_count");
        instead("avg(x)", "mean", "average");
        instead("count_if(x)", "countif", "count_where");
        instead("sum(CASE WHEN … THEN x END)", "sumif", "sum_if");
        trino("all_match any_match approx_most_frequent approx_set array_histogram array_last bitwise_and_agg"
                + " bitwise_or_agg bitwise_xor_agg char2hexint checksum combinations convex_hull_agg corr cosine_distance"
                + " cosine_similarity covar_pop covar_samp crc32 date_extract empty_approx_set entropy evaluate_classifier"
                + " filter format_number geometric_mean hash_counts hmac_md5 hmac_sha1 hmac_sha256 hmac_sha512 index"
                + " intersection_cardinality inverse_normal_cdf jaccard_index json_array json_array_get json_object"
                + " kurtosis learn_classifier luhn_check make_set_digest map_concat map_entries map_filter"
                + " map_from_entries map_union map_zip_with merge_set_digest multimap_agg multimap_from_entries murmur3"
                + " ngrams none_match normal_cdf numeric_histogram parse_data_size parse_duration parse_presto_data_size"
                + " qdigest_agg rand random reduce reduce_agg regr_intercept regr_slope shuffle skewness soundex"
                + " split_to_map split_to_multimap spooky_hash_v2_32 spooky_hash_v2_64 st_distance tdigest_agg transform"
                + " transform_keys transform_values try_decrypt typeof uuid value_at_quantile version wilson_interval_lower"
                + " wilson_interval_upper with_timezone_shift word_stem xxhash64 zip zip_with normalize translate3"
                + " human_readable_seconds from_unixtime_nanos to_milliseconds timezone_hour timezone_minute");
    }

    private ForeignFunctions() {}

    private static void instead(String form, String... names) {
        Arrays.stream(names).forEach(name -> INSTEAD.put(name, form));
    }

    private static void trino(String names) {
        OF_TRINO.addAll(Arrays.asList(names.split(" ")));
    }

    /** What to write in the place of a function of that name; null if nobody is known to have one. */
    static @Nullable String instead(String name) {
        return INSTEAD.get(name.toLowerCase(Locale.ROOT));
    }

    /** Whether Trino alone has it. */
    static boolean isOfTrino(String name) {
        return OF_TRINO.contains(name.toLowerCase(Locale.ROOT));
    }
}
