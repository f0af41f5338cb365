"""Reads a table with pandas, polars or DuckDB as often as it is asked on stdin, and says how long it took.

    reading.py <pandas|polars|duckdb>     asked by lines: {"path": …, "into": "table" | "rows"}
"""
import json
import sys
import time
from importlib.metadata import version

import numpy as np

NAME = sys.argv[1]


def read(path):
    """A table in memory, as the library has it."""
    parquet = path.endswith(".parquet")
    if NAME == "pandas":
        import pandas

        return pandas.read_parquet(path) if parquet else pandas.read_csv(path)
    if NAME == "polars":
        import polars

        return polars.read_parquet(path) if parquet else polars.read_csv(path)
    import duckdb

    return duckdb.sql(f"select * from {'read_parquet' if parquet else 'read_csv'}('{path}')").fetchnumpy()


def columns(table):
    if NAME == "pandas":
        return {name: table[name].to_numpy() for name in table.columns}
    if NAME == "polars":
        return {name: table[name].to_numpy() for name in table.columns}
    return table


def rows(table):
    """Standardised sensors and a column of 0 and 1 for each site, float32 [rows, columns]; classes as codes."""
    found = columns(table)
    sensors = [name for name in found if name.startswith("sensor")]
    sites, codes = np.unique(np.asarray(found["site"], dtype=object).astype(str), return_inverse=True)
    y = np.zeros((len(codes), len(sensors) + len(sites)), np.float32)
    for i, name in enumerate(sensors):
        values = np.asarray(found[name], np.float64)
        y[:, i] = (values - values.mean()) / values.std()
    y[np.arange(len(codes)), len(sensors) + codes] = 1
    return y, np.unique(np.asarray(found["state"], dtype=object).astype(str), return_inverse=True)[1]


print(json.dumps({"version": version(NAME)}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    started, used = time.perf_counter(), time.process_time()
    result = read(asked["path"])
    if asked["into"] == "rows":
        result, _ = rows(result)
    took = {"seconds": time.perf_counter() - started, "processorSeconds": time.process_time() - used}
    took["rows"] = len(result["id"]) if NAME == "duckdb" and asked["into"] == "table" else len(result)
    del result
    print(json.dumps(took), flush=True)
