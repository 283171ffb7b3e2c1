"""One treaty, one node: which nodes of different articles are one thing, with scores, reasons and the last word to people."""

from treatykg.resolution.blocking import find_blocks, find_pairs
from treatykg.resolution.clusters import Edge, Match, components, settle
from treatykg.resolution.comparing import compare
from treatykg.resolution.comparison import Comparison
from treatykg.resolution.decisions import NO_DECISIONS, Decision, Decisions, read_decisions
from treatykg.resolution.merging import merge_profiles
from treatykg.resolution.profile import Act, Name, Profile, Reference, from_json, to_json
from treatykg.resolution.profiling import to_profiles
from treatykg.resolution.resolving import Resolution, resolve
from treatykg.resolution.scoring import Score, score_pairs, to_edge

__all__ = [
    "NO_DECISIONS",
    "Act",
    "Comparison",
    "Decision",
    "Decisions",
    "Edge",
    "Match",
    "Name",
    "Profile",
    "Reference",
    "Resolution",
    "Score",
    "compare",
    "components",
    "find_blocks",
    "find_pairs",
    "from_json",
    "merge_profiles",
    "read_decisions",
    "resolve",
    "score_pairs",
    "settle",
    "to_edge",
    "to_json",
    "to_profiles",
]  # fmt: skip
