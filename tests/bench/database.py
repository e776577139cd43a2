"""How long a test waits for a database with the addons in it."""

from dev import bench, databases

_NAME = "bench_database"


def measure() -> list[bench.Row]:
    """Compare a clone of the template with an installation from nothing."""
    databases.template()

    def install() -> None:
        databases.drop(_NAME)
        databases.install(_NAME, databases.installed_addons())

    try:
        row = bench.seconds(
            "a fresh database with the addons",
            ours=lambda: databases.clone(_NAME),
            reference=install,
            reference_name="odoo -i, empty database",
            target=10,
        )
    finally:
        databases.drop(_NAME)
    return [row]
