"""A Spark session that suits what treatykg does, on a cluster or on this machine."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from treatykg.errors import OptionError, TargetError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# What holds unless it is set otherwise.
_SETTINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "spark.app.name": "treatykg",
        "spark.executorEnv.OMP_NUM_THREADS": "1",  # a task is one core; more threads only get in each other's way
        "spark.sql.execution.arrow.maxRecordsPerBatch": "256",  # a batch of articles with their graphs is some 30 MB
        "spark.sql.parquet.columnarReaderBatchSize": "256",  # likewise; of 4096 rows it must hold each column in one piece
        "spark.sql.parquet.compression.codec": "zstd",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.showConsoleProgress": "false",
    }
)
# Executors on this machine must find its driver also where its name stands for an address that nothing listens at.
_LOCAL: Final[Mapping[str, str]] = MappingProxyType(
    {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false"}
)

_PARTITIONS = "spark.sql.shuffle.partitions"
_WAVES = 3  # tasks for each core: few enough to cost little, and no core waits long for the last one


@contextmanager
def open_session(master: str, *, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[SparkSession]:
    """A session on the cluster at `master`, which ends with the block.

    :param master: "local[2]", "local-cluster[2,1,1024]", "spark://host:7077", "yarn", "k8s://..."
    :param settings: Spark's own, which win over ours
    :raises OptionError: if pyspark or Java is missing, or the master cannot be used; says what to do
    """
    _check_java()
    local = master.startswith("local")
    if (
        local
    ):  # the interpreter that runs this has treatykg; what an executor on another machine has is for its site to say
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = _start(master, {**_SETTINGS, **(_LOCAL if local else {}), **settings})
    try:
        session.sparkContext.setLogLevel(settings.get("spark.log.level", "ERROR"))
        if _PARTITIONS not in settings:
            session.conf.set(_PARTITIONS, str(_WAVES * session.sparkContext.defaultParallelism))
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
            yield session
    finally:
        session.stop()


def _start(master: str, settings: Mapping[str, str]) -> SparkSession:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on the release of pandas, which is not used here
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise OptionError("the Spark engine needs pyspark and pyarrow: pip install 'treatykg[spark]'") from error
        builder = SparkSession.builder.master(master)
        for name, value in settings.items():
            builder = builder.config(name, value)
        try:
            return builder.getOrCreate()
        except Exception as error:  # whatever Java says
            raise OptionError(f"{master}: Spark cannot be started there: {_cause(error)}") from error


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (home and shutil.which(f"{home}/bin/java"))):
        raise OptionError("the Spark engine needs Java 17 or later: install a JRE, or set JAVA_HOME")


@contextmanager
def told_failures(place: str) -> Iterator[None]:
    """Says in one line why Spark gave up, of the hundreds that it prints.

    :raises TargetError: if it did
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        raise TargetError(
            f"{place}: Spark gave up: {_cause(error)}: see the logs of the executors, and build into a new folder"
        ) from error


def _cause(error: Exception) -> str:
    """The innermost error of a chain, as Java or Python names it."""
    lines = [line.removeprefix("Caused by: ").strip(": ") for line in str(error).splitlines()]
    named = [line for line in lines if re.match(r"[\w.]*(?:Error|Exception): ", line)]
    return (named or lines or [type(error).__name__])[-1][:300]
