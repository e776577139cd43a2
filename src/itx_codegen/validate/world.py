"""What lies outside a document: the models, fields and records of the modules it depends on."""

from __future__ import annotations

from enum import Enum
from typing import Protocol


class Owner(str, Enum):
    """Whose a module on disk is."""

    NOBODY = "nobody"
    ODOO = "odoo"
    SOMEBODY = "somebody"
    US = "us"


class World(Protocol):
    """What the rules ask about names that the document itself does not declare.

    Every answer may be None: not known here. A rule then says nothing.
    """

    def has_module(self, name: str) -> bool | None:
        """Whether a module of that name can be installed."""
        ...

    def owner(self, module: str) -> Owner | None:
        """Whose the module of that name is which stands on disk."""
        ...

    def brought_by(self, module: str) -> frozenset[str] | None:
        """Return the modules that a module depends on, directly or by way of others."""
        ...

    def has_model(self, name: str) -> bool | None:
        """Whether a model of that name exists."""
        ...

    def has_field(self, model: str, name: str) -> bool | None:
        """Whether a model that is not of the document has that field."""
        ...

    def has_xml_id(self, name: str) -> bool | None:
        """Whether a record with that full XML id exists."""
        ...

    def has_connection(self, name: str) -> bool | None:
        """Whether flows that run there find a connection of that name."""
        ...

    def archs(self, name: str) -> tuple[str, ...] | None:
        """Return the XML of the view with that full XML id: with all that changes it, and each.

        A change that lives already may have replaced what a document speaks of.
        """
        ...

    def arch_faults(self, view_type: str, arch: str) -> tuple[str, ...] | None:
        """Return what the schema of a type of views has against an arch, a sentence each."""
        ...


#: Module → what it brings, for those that almost every document names (manifests of Odoo 19).
_WEB = frozenset({"base", "web"})
_MAIL = _WEB | {"base_setup", "bus", "html_editor", "web_tour"}
_AUTOMATION = frozenset(
    """
    auth_signup digest http_routing iap iap_mail mail phone_validation portal resource sms
    """.split()  # noqa: SIM905 - a list of words is read as words
)
_BROUGHT = {
    "base": frozenset[str](),
    "web": frozenset({"base"}),
    "odf_core": _WEB,
    "mail": _MAIL,
    "base_automation": _MAIL | _AUTOMATION,
}


class Nowhere:
    """A world about which nothing is known: for the command line, where no Odoo runs."""

    def has_module(self, name: str) -> bool | None:
        return None

    def owner(self, module: str) -> Owner | None:
        return None

    def brought_by(self, module: str) -> frozenset[str] | None:
        return _BROUGHT.get(module)

    def has_model(self, name: str) -> bool | None:
        return None

    def has_field(self, model: str, name: str) -> bool | None:
        return None

    def has_xml_id(self, name: str) -> bool | None:
        return None

    def has_connection(self, name: str) -> bool | None:
        return None

    def archs(self, name: str) -> tuple[str, ...] | None:
        return None

    def arch_faults(self, view_type: str, arch: str) -> tuple[str, ...] | None:
        return None
