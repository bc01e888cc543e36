"""Explains logs with Spark. Each partition is piped through naserr where it is stored, and one more run adds up the findings.

usage: spark-submit tests/scale/spark.py LOG...      files, folders or patterns, wherever Spark can read; compressed ones too
"""

import os
import subprocess
import sys

from pyspark.sql import SparkSession

# For a partition without an error, the exit code is 1. That is not a failure.
EXPLAIN = "sh -c 'naserr explain -f jsonl || [ $? = 1 ]'"


def main() -> None:
    spark = SparkSession.builder.appName("naserr").getOrCreate()
    lines = spark.sparkContext.textFile(",".join(sys.argv[1:]))
    # Spark runs the command without environment variables, so without a path. Each partition returns a line for each
    # kind of error.
    found = lines.pipe(EXPLAIN, env=dict(os.environ), checkCode=True).collect()
    subprocess.run(["naserr", "explain", "--summary"], input="\n".join(found), text=True, check=False)


if __name__ == "__main__":
    main()
