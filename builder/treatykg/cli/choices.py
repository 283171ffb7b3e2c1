"""The values that options choose from."""

from __future__ import annotations

from enum import StrEnum


class Output(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"


class Engine(StrEnum):
    """Where a corpus is built."""

    local = "local"
    spark = "spark"


class ReportFormat(StrEnum):
    """How a report is printed."""

    text = "text"
    json = "json"
    turtle = "turtle"


class Projection(StrEnum):
    """What a network ties to what; a test compares with `treatykg.network.PROJECTIONS`."""

    actors = "actors"
    claims = "claims"
    entities = "entities"
    timeline = "timeline"
    treaties = "treaties"


class NetworkFormat(StrEnum):
    """How a network is written; a test compares with `treatykg.network.WRITERS`."""

    csv = "csv"
    cx2 = "cx2"
    cyjs = "cyjs"
    gexf = "gexf"
    graphml = "graphml"
    json = "json"
    pajek = "pajek"


class TableFormat(StrEnum):
    """How a table of measures is printed."""

    text = "text"
    csv = "csv"
    markdown = "markdown"


class AuthMethod(StrEnum):
    """How one tells a server who one is."""

    basic = "basic"
    digest = "digest"
    bearer = "bearer"
