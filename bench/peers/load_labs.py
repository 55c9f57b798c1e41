"""Reads labevents.csv, checks its types and writes a local store that can be queried.

Usage: load_labs.py pandas|pandas-whole|polars <labevents.csv> <folder for the store>
Prints seconds of plain reading, seconds of the whole job, rows, and the peak of resident memory in MB, as JSON.
"""

import json
import os
import resource
import sqlite3
import sys
import time

INTEGERS = ["labevent_id", "subject_id", "hadm_id", "specimen_id", "itemid"]
NUMBERS = ["valuenum", "ref_range_lower", "ref_range_upper"]
TIMES = ["charttime", "storetime"]
TEXTS = ["order_provider_id", "value", "valueuom", "flag", "priority", "comments"]
CHUNK_ROWS = 1_000_000


def with_pandas(path, folder, whole=False):
    import pandas as pd

    dtypes = {**dict.fromkeys(INTEGERS, "Int64"), **dict.fromkeys(NUMBERS, "float64"), **dict.fromkeys(TEXTS, "string")}

    def chunks():
        """The file in pieces, or as one frame, as most people read it."""
        if whole:
            return iter([pd.read_csv(path, dtype=dtypes, parse_dates=TIMES)])
        return pd.read_csv(path, dtype=dtypes, parse_dates=TIMES, chunksize=CHUNK_ROWS)

    started = time.perf_counter()
    for chunk in chunks():
        del chunk  # as one frame it would stand in memory twice
    read = time.perf_counter() - started
    store = sqlite3.connect(os.path.join(folder, "pandas-whole.db" if whole else "pandas.db"))
    started = time.perf_counter()
    rows = 0
    for chunk in chunks():
        chunk.to_sql("labevents", store, if_exists="append", index=False, chunksize=CHUNK_ROWS)
        rows += len(chunk)
    store.execute("CREATE INDEX labevents_subject ON labevents (subject_id)")
    store.commit()
    return read, time.perf_counter() - started, rows


def with_polars(path, folder):
    import polars as pl

    schema = {**dict.fromkeys(INTEGERS, pl.Int64), **dict.fromkeys(NUMBERS, pl.Float64), **dict.fromkeys(TEXTS, pl.String)}
    frame = pl.scan_csv(path, schema_overrides={**schema, **dict.fromkeys(TIMES, pl.String)})
    frame = frame.with_columns(pl.col(TIMES).str.to_datetime("%Y-%m-%d %H:%M:%S", strict=True))
    started = time.perf_counter()
    frame.select(pl.all().count()).collect(engine="streaming")
    read = time.perf_counter() - started
    store = os.path.join(folder, "polars.parquet")
    started = time.perf_counter()
    frame.sort("subject_id").sink_parquet(store)
    seconds = time.perf_counter() - started
    return read, seconds, pl.scan_parquet(store).select(pl.len()).collect().item()


peer, path, folder = sys.argv[1:]
jobs = {
    "pandas": with_pandas,
    "pandas-whole": lambda path, folder: with_pandas(path, folder, whole=True),
    "polars": with_polars,
}
read, seconds, rows = jobs[peer](path, folder)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"read": read, "seconds": seconds, "rows": rows, "residentMegabytes": peak}))
