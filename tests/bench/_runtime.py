"""Runs in Odoo's shell (`env` is there): see runtime.py."""

import json
import os
import statistics
import time
from pathlib import Path

FIELDS = ("name", "ref", "email", "city", "color", "is_company")
FILE = Path(os.environ["ODF_DATA_DIR"]) / "rows.csv"
NEW, AGAIN, MANY = 5_000, 50_000, 1_000_000
REPEATS = 5


def partner(number, mark):
    return {
        "name": f"Partner {number}",
        "ref": f"{mark}-{number}",
        "email": f"p{number}@example.com",
        "city": f"City {number % 97}",
        "color": number % 12,
        "is_company": number % 5 == 0,
    }


def put(count, mark):
    """The file of a source with partners."""
    lines = (
        f"{mark}{number},{','.join(map(str, partner(number, mark).values()))}"
        for number in range(count)
    )
    FILE.write_text("\n".join([",".join(("key", *FIELDS)), *lines]) + "\n")


def flow(name, model, fields, **write):
    """A flow from the file to a model; Odoo's defaults but for the attributes of `write`."""
    steps = [
        {"name": "read_rows", "type": "read", "format": "csv", "path": FILE.name,
         "columns": {"color": "int", "is_company": "bool"} if "color" in fields else {}},
        {"name": "write_rows", "type": "write", "model": model, "key": "key",
         "mapping": {field: field for field in fields}, **write},
    ]  # fmt: skip
    return env["odf.flow"].from_document({"name": name, "steps": steps}, "bench")  # noqa: F821


def seconds(work):
    # Else it depends on when autovacuum came by how Odoo's own updates are planned: up to twice the
    # time, for either way.
    env.cr.execute("ANALYZE res_partner, ir_model_data")  # noqa: F821
    env.cr.commit()  # noqa: F821
    started = time.perf_counter()
    work()
    env.cr.commit()  # noqa: F821
    return time.perf_counter() - started


def run(tested, **counts):
    """Run a flow; all rows must have become what `counts` says."""
    tested.run()
    done = tested.last_run_id
    assert done.state == "done", done.error
    for name, count in counts.items():
        assert done[f"{name}_count"] == count, done._summary()


def bare(count, mark, context):
    """The loop that one would write by hand, without the notes that the flow leaves out either."""
    partners = env["res.partner"].with_context(**context)  # noqa: F821
    rows = [partner(number, mark) for number in range(count)]
    for start in range(0, count, 500):
        partners.create(rows[start : start + 500])
        env.flush_all()  # noqa: F821


def new():
    loading = flow("bench_new", "res.partner", FIELDS)
    context = loading._writing_context()
    times = {"ours": [], "bare": []}
    # Once for what is done only once: registry, polars, caches.
    put(100, "warm")
    run(loading, created=100)
    bare(100, "warm", context)
    for turn in range(REPEATS):
        put(NEW, f"n{turn}_")
        times["ours"].append(seconds(lambda: run(loading, created=NEW)))
        times["bare"].append(seconds(lambda turn=turn: bare(NEW, f"b{turn}_", context)))
    tell(rows=NEW, **{name: statistics.median(taken) for name, taken in times.items()})


def again():
    loading = flow("bench_again", "res.partner", FIELDS, compare="state")
    put(AGAIN, "a")
    first = seconds(lambda: run(loading, created=AGAIN))
    taken = [seconds(lambda: run(loading, unchanged=AGAIN)) for _ in range(REPEATS)]
    tell(rows=AGAIN, first=first, second=statistics.median(taken))


def memory():
    """A million rows, compared with the records that are there: none is written, all are read."""
    env.cr.execute(  # noqa: F821
        """
        WITH made AS (
            INSERT INTO res_partner_industry (name, full_name, active)
            SELECT jsonb_build_object('en_US', 'Industry ' || n), jsonb_build_object('en_US', n),
                   true
              FROM generate_series(1, %s) AS n
            RETURNING id, full_name->>'en_US' AS n
        )
        INSERT INTO ir_model_data (module, name, model, res_id, noupdate)
        SELECT 'bench', 'i' || n, 'res.partner.industry', id, true FROM made
        """,
        [MANY],
    )
    env.cr.commit()  # noqa: F821
    with FILE.open("w") as file:
        file.write("key,name,full_name\n")
        file.writelines(f"i{n},Industry {n},{n}\n" for n in range(1, MANY + 1))
    loading = flow("bench_memory", "res.partner.industry", ("name", "full_name"))
    before = resident("VmRSS")
    # From here on the kernel notes the most that the process holds.
    Path("/proc/self/clear_refs").write_text("5")
    run(loading, unchanged=MANY)
    tell(rows=MANY, megabytes=resident("VmHWM") - before)


def resident(what):
    """Megabytes that the process holds (VmRSS), or has held at most (VmHWM)."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(what))
    return int(line.split()[1]) / 1024


def tell(**measured):
    print("MEASURED", json.dumps(measured))
