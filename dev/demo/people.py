"""The people of the demo, with the rights that their work needs and no more."""

from dev.demo.client import Client

#: Describes, plans and exports modules.
ANALYST = "analyst"
#: Brings modules to life.
MANAGER = "manager"
#: Keeps the register of airfields: a user of the module that the others make.
REGISTRAR = "registrar"
#: Odoo's own administrator: hires the others.
_ADMIN = "admin"


def admin(address: str, database: str) -> Client:
    """The session of the administrator."""
    return Client(address, database, _ADMIN, _ADMIN)


def hire(admin: Client, login: str, *groups: str) -> Client:
    """Make a user with these groups (XML ids); return that user's session.

    In these throw-away databases, which only this machine reaches, the password is the login.
    """
    links = [(4, _id_of(admin, group)) for group in ("base.group_user", *groups)]
    values = {"login": login, "name": login.capitalize(), "password": login, "group_ids": links}
    admin.call("res.users", "create", values)
    return Client(admin.address, admin.database, login, login)


def _id_of(admin: Client, xml_id: str) -> int:
    module, name = xml_id.split(".")
    domain = [["module", "=", module], ["name", "=", name]]
    return int(admin.only("ir.model.data", domain, "res_id")["res_id"])
