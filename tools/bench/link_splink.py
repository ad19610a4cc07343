"""The peer: Splink on DuckDB, the same file and the same columns. Runs in an environment of its own (`link_peer`).

Settings follow its documentation (https://moj-analytical-services.github.io/splink): its own name and date comparisons
with term frequencies, edit distances for numbers, `u` from random pairs, `m` by expectation and maximisation in two
rounds of blocking, and several blocking rules for predictions, each on two columns or on the identifier.

It is trained in one of three manners. "whole": on every pair of each round, which is what it does when told nothing
else. "pairs": on about a million pairs of each round (`max_pairs`), out of all records. "records": everything on
100,000 records, then the model is read again for all.

  python link_splink.py REGISTER.csv MATCHES.csv THREADS MANNER

Prints one line of JSON: seconds for loading, training, predicting and writing, and the pairs.
"""

import csv
import json
import sys
import time
import warnings

warnings.simplefilter("ignore")

import duckdb  # noqa: E402  (behind the filter of warnings)
import splink.comparison_library as compare  # noqa: E402  (as above)
from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: E402  (as above)

LEAST = 0.01


PAIRS = 1e6


def train(linker: Linker, *, has_identifier: bool, max_pairs: float | None) -> None:
    """Learn everything. The count of pairs that precedes sampling takes a tenth of the records, not all of them."""
    learn_prior(linker, has_identifier=has_identifier)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("date_of_birth"), block_on("given_name", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, max_pairs=max_pairs, record_sample_proportion=0.1
        )


def learn_prior(linker: Linker, *, has_identifier: bool) -> None:
    """Estimate how many pairs there are of one person, from rules that are nearly always right."""
    rules = [block_on("given_name", "surname", "date_of_birth")]
    rules += [block_on("soc_sec_id")] if has_identifier else []
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.7)


def main(source: str, out: str, threads: int, manner: str) -> None:
    """Link one file within itself."""
    begun = time.perf_counter()
    connection = duckdb.connect(":memory:", config={"threads": threads})
    connection.execute("CREATE TABLE register AS SELECT * FROM read_csv(?, all_varchar = true)", [source])
    columns = [row[0] for row in connection.execute("DESCRIBE register").fetchall()]
    has_identifier = "soc_sec_id" in columns
    comparisons = [
        compare.NameComparison("given_name").configure(term_frequency_adjustments=True),
        compare.NameComparison("surname").configure(term_frequency_adjustments=True),
        compare.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
        compare.LevenshteinAtThresholds("postcode", [1, 2]),
        compare.LevenshteinAtThresholds("street_number", [1]),
    ]
    rules = [
        block_on("given_name", "surname"),
        block_on("given_name", "date_of_birth"),
        block_on("surname", "date_of_birth"),
        block_on("surname", "postcode"),
        block_on("given_name", "postcode"),
        block_on("postcode", "date_of_birth"),
    ]
    if has_identifier:
        comparisons.append(compare.LevenshteinAtThresholds("soc_sec_id", [1, 2]))
        rules.append(block_on("soc_sec_id"))
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules,
        unique_id_column_name="rec_id",
        retain_matching_columns=False,
    )
    api = DuckDBAPI(connection)
    linker = Linker(api.register("register"), settings)
    loaded = time.perf_counter()
    if manner == "records":
        connection.execute(
            "CREATE TABLE sample AS SELECT * FROM register USING SAMPLE reservoir(100000 ROWS) REPEATABLE (1)"
        )
        learner = Linker(api.register("sample"), settings)
        train(learner, has_identifier=has_identifier, max_pairs=PAIRS)
        linker = Linker(api.register("register"), learner.misc.save_model_to_json())
        learn_prior(linker, has_identifier=has_identifier)
    else:
        train(linker, has_identifier=has_identifier, max_pairs=PAIRS if manner == "pairs" else None)
    trained = time.perf_counter()
    found = linker.inference.predict(threshold_match_probability=LEAST)
    predicted = time.perf_counter()
    rows = connection.execute(
        f"SELECT rec_id_l, rec_id_r, match_probability FROM {found.physical_name} ORDER BY 3 DESC"  # noqa: S608  (its own table)
    )
    count = 0
    with open(out, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["left_id", "right_id", "score"])
        while batch := rows.fetchmany(50_000):
            writer.writerows(batch)
            count += len(batch)
    written = time.perf_counter()
    steps = {"load": loaded - begun, "train": trained - loaded, "predict": predicted - trained}
    print(json.dumps({**steps, "write": written - predicted, "all": written - begun, "pairs": count}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
