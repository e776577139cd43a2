"""Connection records ⇄ the engine's connections."""

from functools import partial

from odoo.exceptions import AccessError, UserError

from odoo_data_flow.client import Odoo
from odoo_data_flow.connect import (
    NO_RETRY,
    AuthenticationError,
    ConnectError,
    InvalidConnection,
    OdooConnection,
    Reach,
    Secret,
    Timeouts,
    check_connection,
)
from odoo_data_flow.connect.check import check_database, check_service, http_warnings
from odoo_data_flow.connect.database import Database
from odoo_data_flow.connect.database_url import check_database_address, database_url
from odoo_data_flow.connect.web import WebService
from odoo_data_flow.errors import FlowError, Problem
from odoo_data_flow.messages import text

from . import messages, secrets
from .settings import setting

#: Fields that take a secret; beside each stand `has_…` and `sealed_…`.
SECRETS = ("secret", "database_secret")
#: The engine's name of a setting → the field that people know it by.
_FIELDS = {
    "url": "url",
    "database": "database",
    "login": "login",
    "protocol": "protocol",
    "api_key": "secret",
    "password": "secret",
}
_DATABASE_FIELDS = {"url": "database_url", "password": "database_secret"}
#: Certificates of an authority of one's own: a setting of the server's owner, as it names a file.
_CA_FILE = "odf_ca_file"
#: Networks that connections may lead to, as in 10.0.0.0/8, divided by commas; see Reach.
_NETWORKS = "odf_networks"
#: Options of calls whose answer somebody waits for; see client().
IN_HASTE = {"timeouts": Timeouts(connect=10, answer=30), "retry": NO_RETRY}


def lookup(env, name):
    """The connection that a step means by a name: that of the company, else the one for all; none
    if the user of the environment may not see it. Raises AccessError if they may see no connection.
    """
    domain = [
        ("name", "=", name),
        ("active", "=", True),
        ("company_id", "in", (False, env.company.id)),
    ]
    found = env["odf.connection"].search(domain)
    return found.sorted(lambda connection: not connection.company_id)[:1]


def find(env, name):
    """The connection that a step means by a name; see lookup(). Raises FlowError."""
    try:
        found = lookup(env, name)
    except AccessError as error:
        raise FlowError("", str(error)) from error
    if not found:
        raise FlowError(
            "",
            text(
                "There is no connection %(name)s that you may use. Make it under Data Flows ‣ "
                "Connections, or correct the name.",
                name=name,
            ),
        )
    return found


def client(connection, **options):
    """What a connection record leads to, ready for use: Odoo, Database or WebService.

    An Odoo with a database address gives its Database by `direct`. `options`: of calls over HTTP;
    see OdooConnection. The user must be allowed to see the record. Raises InvalidConnection.
    """
    connection.check_access("read")
    # sudo: who may run a flow need not be able to see where it reads, nor, ever, by which secret.
    connection = connection.sudo()
    if not connection.url:
        raise InvalidConnection(
            connection.display_name,
            text("It has no address yet."),
            text("A Flow Manager enters it under Data Flows ‣ Connections."),
        )
    if connection.kind == "postgresql":
        return _database(connection, connection.url, "secret")
    secret = _opened(connection, "secret")
    if connection.kind == "rest":
        return WebService(
            connection.url, secret or None, ca_file=_ca_file(), reach=_reach(), **options
        )
    if not secret:
        raise InvalidConnection(
            connection.display_name,
            text("It has no API key or password."),
            text("A Flow Manager enters it under Data Flows ‣ Connections."),
        )
    direct = partial(_database, connection, connection.database_url, "database_secret")
    return Odoo.on(
        _odoo(connection, secret, **options), direct=direct if connection.database_url else None
    )


def identity(connection):
    """What tells one place from another that had the same name, without secrets."""
    # sudo: see client().
    return " ".join(filter(None, place(connection, "secret")))


def stamp(connection):
    """What changes whenever somebody changes the record: where it leads, or by which secret."""
    return f"{connection.id} {connection.write_date}"


def place(connection, name):
    """What a secret is for: list of texts. It changes when the secret would go somewhere else."""
    # sudo: see client().
    connection = connection.sudo()
    if name == "database_secret":
        return [connection.database_url or ""]
    return [connection.kind or "", connection.url or "", connection.database or ""]


def sealed(connection, name):
    """What is to be kept of the text in the field `name`. Raises UserError."""
    if not connection[name]:
        return False
    try:
        return secrets.seal(Secret(connection[name]), place(connection, name))
    except InvalidConnection as error:
        raise UserError(messages.error_text(connection.env, error)) from None


def problems(connection):
    """What is wrong with the addresses of a record: list of texts."""
    # sudo: for constraints, which must look at all that was written.
    connection = connection.sudo()
    address = {
        "odoo": lambda: _odoo(connection, Secret("•")),
        "rest": lambda: WebService(connection.url),
        "postgresql": lambda: check_database_address(connection.url),
    }[connection.kind]
    # One without an address came with a module, and is still to be filled in.
    problems = [_problem(connection, address)] if connection.url else []
    if connection.database_url:
        check = partial(check_database_address, connection.database_url)
        problems.append(_problem(connection, check, _DATABASE_FIELDS))
    return list(filter(None, problems))


def warning(connection):
    """What is to be said of the address of a record; empty if nothing is."""
    # sudo: for a field that only managers see.
    found = http_warnings(connection.sudo().url or "")
    return " ".join(messages.translated(connection.env, one) for one in found)


def _problem(connection, check, fields=_FIELDS):
    try:
        check()
    except InvalidConnection as error:
        return _told(connection, error, fields)
    return None


def _told(connection, error, fields=_FIELDS):
    """An error as it is told to who has the form before their eyes: a setting by its label.

    `fields`: the engine's name of a setting → field.
    """
    told = "api_key" if isinstance(error, AuthenticationError) else error.path
    name, path = fields.get(told), error.path
    if name:
        path = connection._fields[name].get_description(connection.env, ["string"])["string"]
    return str(Problem(path, messages.translated(connection.env, error.message)))


def test(connection):
    """Try a connection out. Returns (kind of notification, text). Raises UserError."""
    failure, fields = None, _FIELDS
    try:
        found = client(connection, **IN_HASTE)
        reports = [_report(found)]
        if isinstance(found, Odoo) and found.direct:
            fields = _DATABASE_FIELDS
            reports.append(_report(found.direct()))
    except ConnectError as error:
        failure = _told(connection, error, fields)
    if failure:
        # Outside: what the server has answered stands in the frames of the error, and might be the
        # secret that it was sent.
        raise UserError(failure)
    warnings = [
        messages.translated(connection.env, warning)
        for report in reports
        for warning in report.warnings
    ]
    sentences = [*(_sentence(connection.env, report) for report in reports), *warnings]
    return "warning" if warnings else "success", "\n".join(sentences)


def rotate(connections):
    """See odf.connection.action_rotate_secrets. Returns (kind of notification, text)."""
    env, done, lost = connections.env, 0, connections.browse()
    # sudo: also those of companies that the user does not see, or the old key could never go. Each
    # stays the same secret; nothing is shown of it.
    for connection in connections.sudo().with_context(active_test=False).search([]):
        for name in SECRETS:
            token = connection[f"sealed_{name}"]
            if not token:
                continue
            try:
                renewed = secrets.renew(token)
            except InvalidConnection as error:
                raise UserError(messages.error_text(env, error)) from None
            if renewed:
                connection[f"sealed_{name}"] = renewed
                done += 1
            else:
                lost |= connection
    message = env._("Secrets that are encrypted by the first key now: %s.", done)
    if not lost:
        return "success", message
    seen = lost.with_env(env)._filtered_access("read")
    return "warning", "\n".join(
        [
            message,
            env._(
                "No key of the server decrypts the secrets of these connections; put their key "
                "back or enter them again: %(names)s",
                names=", ".join([*seen.mapped("display_name"), *["…"] * (len(seen) < len(lost))]),
            ),
        ]
    )


def _report(found):
    if isinstance(found, Odoo):
        return check_connection(found.connection)
    return check_database(found) if isinstance(found, Database) else check_service(found)


def _sentence(env, report):
    values = report.model_dump()
    if "user_id" in values:
        return env._(
            "Odoo %(version)s, database %(database)s: connected by %(protocol)s as user "
            "%(user_id)s.",
            **{key: values[key] for key in ("version", "database", "protocol", "user_id")},
        )
    if "version" in values:
        return env._(
            "PostgreSQL %(version)s answers at %(name)s.",
            version=values["version"],
            name=values["name"],
        )
    return env._("The service answers at %s.", values["url"])


def _odoo(connection, secret, **options):
    return OdooConnection(
        connection.url,
        connection.database or "",
        login=connection.login or None,
        api_key=secret,
        protocol=connection.protocol,
        ca_file=_ca_file(),
        reach=_reach(),
        **options,
    )


def _database(connection, address, name):
    password = _opened(connection, name)
    return Database(database_url(address, password, ca_file=_ca_file(), reach=_reach()))


def _opened(connection, name):
    token = connection[f"sealed_{name}"]
    if not token:
        return Secret("")
    return secrets.unseal(token, place(connection, name))


def _reach():
    networks = setting(_NETWORKS)
    return Reach(networks.split(",") if networks else ())


def _ca_file():
    return setting(_CA_FILE) or None
