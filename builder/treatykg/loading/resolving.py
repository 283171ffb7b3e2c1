"""From what a user writes as a target to the target."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from treatykg.errors import OptionError
from treatykg.loading.bolt import BoltTarget
from treatykg.loading.endpoint import EndpointTarget
from treatykg.loading.ladybug import LadybugTarget
from treatykg.loading.oxigraph import OxigraphTarget
from treatykg.loading.products import Addresses, Auth, Credentials, load_products
from treatykg.loading.target import Target

_BOLT = frozenset(scheme + secure for scheme in ("bolt", "neo4j") for secure in ("", "+s", "+ssc"))
_WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class TargetOptions:
    """What a target needs beyond its name; what is None or empty is as the product has it."""

    update_url: str | None = None
    gsp_url: str | None = None
    user: str | None = None
    password: str = field(default="", repr=False)
    auth: Auth | None = None
    database: str | None = None
    timeout: float = 300.0

    def with_password(self, password: str) -> TargetOptions:
        """The same options with this password."""
        return replace(self, password=password)


def resolve_target(name: str, options: TargetOptions) -> Target:
    """The target: `oxigraph:PATH`, `ladybug:PATH`, `bolt://...`, `neo4j://...` or the URL of an endpoint after `PRODUCT+`.

    :raises OptionError: if it is none of these, or an option does not fit it
    :raises TargetError: if it cannot be opened
    """
    scheme, _, rest = name.partition(":")
    product, _, web = scheme.partition("+")
    _check(name)
    if scheme in ("oxigraph", "ladybug") and rest:
        return OxigraphTarget(Path(rest)) if scheme == "oxigraph" else LadybugTarget(Path(rest))
    if scheme in _BOLT:
        return BoltTarget(name, _credentials(options, "basic"), database=options.database, timeout=options.timeout)
    if web in _WEB and product in load_products():
        return _endpoint(product, f"{web}:{rest}".rstrip("/"), options)
    endpoints = ", ".join(f"{each}+http://..." for each in load_products())
    raise OptionError(
        f"{name}: no such target: choose from oxigraph:PATH, ladybug:PATH, bolt://..., neo4j://..., {endpoints}"
    )


def needs_password(name: str, options: TargetOptions) -> bool:
    """Whether the target asks who one is: a user is given, or the product takes a token."""
    product = load_products().get(name.partition("+")[0])
    return options.user is not None or (options.auth or (product.auth if product else None)) == "bearer"


def _endpoint(product: str, url: str, options: TargetOptions) -> EndpointTarget:
    known = load_products()[product]
    usual = known.addresses(url)
    own = options.gsp_url or options.update_url
    addresses = Addresses(usual.query, options.update_url or "", options.gsp_url or "") if own else usual
    credentials = _credentials(options, options.auth or known.auth)
    return EndpointTarget(addresses, credentials, timeout=options.timeout)


def _credentials(options: TargetOptions, method: Auth) -> Credentials | None:
    if options.user is None and not (method == "bearer" and options.password):
        return None
    return Credentials(options.user or "", options.password, method)


def _check(name: str) -> None:
    """A password in a URL is seen by whoever lists the processes, and ends up in logs."""
    try:
        parts = urlsplit(name)
        secret = parts.password is not None
    except ValueError as error:
        raise OptionError("the target is not a URL: check its brackets and port") from error
    if secret:
        raise OptionError("a password in the target would be seen by others: use --user and TREATYKG_PASSWORD instead")
