"""Explains logs with Spark: every partition is piped through naserr where it lies, and one more run adds up what was found.

usage: spark-submit tests/scale/spark.py LOG...      files, folders or patterns, wherever Spark can read; compressed ones too
"""

import os
import subprocess
import sys

from pyspark.sql import SparkSession

# A partition without an error ends with 1, which is no failure.
EXPLAIN = "sh -c 'naserr explain -f jsonl || [ $? = 1 ]'"


def main() -> None:
    spark = SparkSession.builder.appName("naserr").getOrCreate()
    lines = spark.sparkContext.textFile(",".join(sys.argv[1:]))
    # Spark gives the command no environment of its own, hence no path. One line comes back for each kind of error in each partition.
    found = lines.pipe(EXPLAIN, env=dict(os.environ), checkCode=True).collect()
    subprocess.run(["naserr", "explain", "--summary"], input="\n".join(found), text=True, check=False)


if __name__ == "__main__":
    main()
