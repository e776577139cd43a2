"""Transform scripts: a Python file as the author wrote it, and the record that loads it."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir import flow_records as flows
from ...ir.kinds.script import Script
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Depends, Part, Stage, WholeFile
from ..python_source import body
from ..site import Site


@renders(Script)
def script(node: Script, site: Site) -> Iterator[Part]:
    """The file, and one record of `odf.transform.script`."""
    yield Depends(site.path, flows.RUNTIME)
    title = node.title or node.name
    xml_id = flows.script_id(node.name)
    path = flows.script_path(node.name)
    element = xml_source.record(
        flows.SCRIPT,
        xml_id,
        [
            xml_source.text("name", node.name),
            xml_source.text("description", title),
            xml_source.from_file("code", f"{site.scope.module}/{path}"),
        ],
    )
    yield WholeFile(site.path, path, f"{body(node.code)}\n".encode())
    yield records.term(site, "odf.transform.script,description", xml_id, title)
    data = f"data/{site.scope.module}_scripts.xml"
    yield records.placed(site, data, Stage.SCRIPTS, element)
