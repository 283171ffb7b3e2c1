"""Addresses on the web: which may be asked for at all, and which hosts are none of the public's."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit, urlunsplit

from treatykg.errors import ArticleError

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_ODD: Final = re.compile(r"[\s\x00-\x20\x7f\\<>\"]")
_PATH_KEEPS: Final = "/%:@!$&'()*+,;=~-._"
_QUERY_KEEPS: Final = _PATH_KEEPS + "?[]"
_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address seen from a network that has only IPv6
_LONGEST: Final = 4_000  # characters; what is longer is an attack or a mistake


class PrivateAddressError(ArticleError):
    """A host that the public cannot reach, and that nothing on the web may lead us to."""


def find_scheme(text: str) -> str | None:
    """The scheme of what looks like an address, in lower case.

    >>> find_scheme("HTTPS://news.example/a"), find_scheme("news/a.txt")
    ('https', None)
    """
    match = _SCHEME.match(text)
    return match[1].lower() if match else None


def resolve_address(address: str, *, base: str = "", place: str | None = None) -> str:
    """The address in ASCII and without fragment, as a request can name it; relative ones as seen from `base`.

    >>> resolve_address("/2024/Überblick#top", base="https://News.example/feed")
    'https://news.example/2024/%C3%9Cberblick'

    :param place: what an error message begins with, instead of the address
    :raises ArticleError: if it is not one of http or https, or has a user name, a password or no host in it
    """
    address = address.strip()
    shown = place or without_credentials(address)
    if len(address) > _LONGEST or _ODD.search(address):
        raise ArticleError(f"{shown[:200]}: no address: it is too long or has spaces or quotes in it")
    try:
        parts = urlsplit(urldefrag(urljoin(base, address)).url)
        return urlunsplit(_normalized(parts, shown))
    except ValueError as error:  # of urllib: a bracket or a port that is none
        raise ArticleError(f"{shown}: no address ({error}): mend it") from error


def without_credentials(address: str) -> str:
    """The address as it can be shown: what stands before the @ of its host may be a password.

    >>> without_credentials("https://me:secret@news.example/a@b")
    'https://...@news.example/a@b'
    """
    return re.sub(r"^([^/?#]*//)[^/?#]*@", r"\1...@", address)


def is_public(host: str) -> bool:
    """Whether an IP address can be one that anybody reaches: no private, loopback, link-local or reserved one.

    An IPv4 address inside an IPv6 one counts as itself; tunnels (6to4, Teredo) are not public: they lead anywhere.

    >>> is_public("93.184.216.34"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    address = _embedded(ip_address(host))
    if isinstance(address, IPv6Address) and (address.sixtofour or address.teredo or address.is_site_local):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address


def _normalized(parts: SplitResult, shown: str) -> SplitResult:
    if parts.scheme not in ("http", "https"):
        raise ArticleError(f"{shown}: only http and https addresses are fetched, not {parts.scheme or 'relative ones'}")
    if "@" in parts.netloc:
        raise ArticleError(f"{shown}: a user name or password in an address is not sent: leave it out")
    if not parts.hostname:
        raise ArticleError(f"{shown}: an address without a host: mend it")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else _to_ascii(parts.hostname)
    port = "" if parts.port in (None, 80 if parts.scheme == "http" else 443) else f":{parts.port}"
    path = quote(parts.path or "/", safe=_PATH_KEEPS)
    return SplitResult(parts.scheme, f"{host}{port}", path, quote(parts.query, safe=_QUERY_KEEPS), "")


def _to_ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")  # UnicodeError is a ValueError
