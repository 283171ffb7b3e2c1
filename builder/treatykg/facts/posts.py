"""Offices: who holds or held which post of which state or body, as the text gives them."""

from __future__ import annotations

from dataclasses import replace

from treatykg.entities import LinkedDocument
from treatykg.identifiers import post_id
from treatykg.model import Post


def find_posts(linked: LinkedDocument) -> tuple[Post, ...]:
    """The posts in the order of the text; posts of unknown states or bodies have no `of`."""
    posts = (Post("", found.title, found.person, found.evidence, found.of) for found in linked.affiliations)
    return tuple(replace(post, id=post_id(post)) for post in posts)
