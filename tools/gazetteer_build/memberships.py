"""The table of memberships: the Factbook's for most organizations, the overlay's dates and corrections before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gazetteer_build.files import Row, items, read_rows

COLUMNS = ("organization", "state", "since", "until", "status", "source")
_FACTBOOK, _OVERLAY = "CIA World Factbook (CC0)", "overlays/memberships.csv"


def build_memberships(sources: Path, overlays: Path, states: Iterable[Row]) -> list[Row]:
    """The rows of memberships.csv, sorted. What the overlay says of a state in an organization replaces the Factbook."""
    own = list(_from_overlay(overlays))
    decided = {(row["organization"], row["state"]) for row in own}
    rows = [
        row for row in _from_factbook(sources, overlays, states) if (row["organization"], row["state"]) not in decided
    ]
    return sorted([*_strongest(rows), *own], key=lambda row: [row[column] for column in COLUMNS])


def _from_overlay(overlays: Path) -> Iterator[Row]:
    for row in read_rows(overlays / "memberships.csv"):
        for state in items(row["states"]):
            yield {
                "organization": f"organization/{row['organization']}",
                "state": f"state/{state}",
                "since": row["since"],
                "until": row["until"],
                "status": row["status"],
                "source": _OVERLAY,
            }


def _from_factbook(sources: Path, overlays: Path, states: Iterable[Row]) -> Iterator[Row]:
    """The Factbook's memberships in the organizations that the overlay maps, of states that the table of states has."""
    organizations = {row["factbook"]: row["organization"] for row in read_rows(overlays / "factbook_organizations.csv")}
    statuses = {row["factbook"]: row["status"] for row in read_rows(overlays / "membership_status.csv")}
    keys = {row["alpha2"]: row["key"] for row in states if row.get("alpha2")}
    for row in read_rows(sources / "igo_membership_factbook.csv"):
        known = row["org"] in organizations and row["iso2"] in keys and row["status"] in statuses
        if known:
            organization = f"organization/{organizations[row['org']]}"
            status = statuses[row["status"]]
            yield {"organization": organization, "state": keys[row["iso2"]], "status": status, "source": _FACTBOOK}


def _strongest(rows: Iterable[Row]) -> Iterator[Row]:
    """One row for each state in each organization: of two, the member's."""
    best: dict[tuple[str, str], Row] = {}
    for row in rows:
        pair = row["organization"], row["state"]
        if pair not in best or row["status"] == "member":
            best[pair] = {column: row.get(column, "") for column in COLUMNS}
    yield from best.values()
