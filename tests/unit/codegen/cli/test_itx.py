"""The command `itx`: results to stdout, problems to stderr as `path: message`, status 0, 1 or 2."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from itx_codegen.cli.app import app

_BROKEN = {"module": {"name": "1bad"}, "menus": [{"xml_id": "a", "name": "A", "parent": "none"}]}


@pytest.fixture
def example(repository: Path) -> str:
    return str(repository / "examples" / "airfield_register.json")


@pytest.fixture
def broken(tmp_path: Path) -> str:
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(_BROKEN))
    return str(path)


def _itx(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_schema_is_json_schema() -> None:
    assert json.loads(_itx("schema").stdout)["title"] == "ITX module document"


def test_validate_says_nothing_about_a_good_document(example: str) -> None:
    result = _itx("validate", example)

    assert (result.exit_code, result.output) == (0, "")


def test_validate_names_each_broken_element(broken: str) -> None:
    result = _itx("validate", broken)

    assert result.exit_code == 1
    paths = [line.partition(": ")[0] for line in result.stderr.splitlines()]
    assert paths == ["module.name", "menus[a].parent"]
    assert result.stdout == ""


def test_validate_tells_programs_the_same(broken: str, example: str) -> None:
    found = json.loads(_itx("validate", broken, "--format", "json").stdout)

    assert [problem["path"] for problem in found] == ["module.name", "menus[a].parent"]
    assert json.loads(_itx("validate", example, "--format", "json").stdout) == []


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff"])
def test_file_that_is_no_document_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)

    result = _itx("validate", str(path))

    assert result.exit_code == 1
    assert ": " in result.stderr


def test_missing_file_is_told() -> None:
    result = _itx("validate", "nothing.json")

    assert (result.exit_code, result.stderr) == (
        1,
        "nothing.json: No such file or directory.\n",
    )


def test_wrong_usage_gives_status_two(example: str) -> None:
    assert _itx("render", example).exit_code == 2
    assert _itx("unknown").exit_code == 2


def test_render_writes_a_zip_and_tells_its_hash(example: str, tmp_path: Path) -> None:
    target = tmp_path / "a.zip"

    result = _itx("render", example, "-o", str(target), "--format", "json")

    told = json.loads(result.stdout)
    assert told["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert "__manifest__.py" in told["files"]


def test_render_as_data_tells_what_is_not_in_it(example: str, tmp_path: Path) -> None:
    target = tmp_path / "data.zip"
    done = _itx("render", "--data", example, "-o", str(target))
    assert done.exit_code == 0
    assert "latitude].digits: Odoo's own records" in done.stdout
    with zipfile.ZipFile(target) as archive:
        assert not [name for name in archive.namelist() if name.endswith("models.py")]
        assert "airfield_register/models/ir.model.csv" in archive.namelist()
    told = json.loads(
        _itx("render", "--data", example, "-o", str(target), "--format", "json").stdout
    )
    assert {"path", "attribute", "reason"} == set(told["limits"][0])


def test_render_writes_a_folder(example: str, tmp_path: Path) -> None:
    assert _itx("render", example, "-o", str(tmp_path / "airfield_register")).exit_code == 0
    assert (tmp_path / "airfield_register" / "__manifest__.py").is_file()


def test_render_of_a_broken_document_writes_nothing(broken: str, tmp_path: Path) -> None:
    result = _itx("render", broken, "-o", str(tmp_path / "a.zip"))

    assert result.exit_code == 1
    assert not (tmp_path / "a.zip").exists()


def test_render_to_a_folder_that_is_not_there_is_told(example: str, tmp_path: Path) -> None:
    result = _itx("render", example, "-o", str(tmp_path / "no" / "a.zip"))

    assert result.exit_code == 1
    assert result.stderr.endswith("a.zip: No such file or directory.\n")


def test_render_gives_the_same_bytes_in_every_process(example: str, tmp_path: Path) -> None:
    here, there = tmp_path / "here.zip", tmp_path / "there.zip"
    code = "from itx_codegen.cli import main; main()"
    _itx("render", example, "-o", str(here))

    subprocess.run(
        [sys.executable, "-c", code, "render", example, "-o", str(there)],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        check=True,
    )

    assert there.read_bytes() == here.read_bytes()


def test_diff_tells_a_rename_as_one(example: str, tmp_path: Path) -> None:
    document = json.loads(Path(example).read_text(encoding="utf-8"))
    document["groups"][0]["name"] = "Readers"
    later = tmp_path / "later.json"
    later.write_text(json.dumps(document), encoding="utf-8")

    text = _itx("diff", example, str(later)).stdout
    operations = json.loads(_itx("diff", example, str(later), "--format", "json").stdout)

    assert len(text.splitlines()) == 1
    assert [operation["description"] for operation in operations] == text.splitlines()
    assert operations[0]["op"] == "change"


def test_render_brings_the_scripts_from_earlier_versions_and_tells_their_limits(
    tmp_path: Path,
) -> None:
    versions = []
    for number, kind in enumerate(("char", "integer", "json")):
        field = {"uid": "f", "name": f"name_{number}", "type": kind}
        document = {
            "module": {"name": "shop", "version": f"1.{number}.0"},
            "models": [{"name": "shop.item", "fields": [field]}],
        }
        versions.append(tmp_path / f"{number}.json")
        versions[-1].write_text(json.dumps(document))
    first, second, third = map(str, versions)

    # In any order, and also without uids: an element is known by its place.
    result = _itx("render", third, "--base", second, "--base", first, "-o", str(tmp_path / "shop"))

    assert result.exit_code == 0, result.output
    folders = sorted(path.name for path in (tmp_path / "shop" / "migrations").iterdir())
    assert folders == ["19.0.1.1.0", "19.0.1.2.0"]
    told = [line.partition(": ")[0] for line in result.stdout.splitlines()]
    assert told == [
        "models[shop.item].fields[name_1].type",
        "models[shop.item].fields[name_2].type",
    ]


def test_render_refuses_a_version_that_does_not_rise(tmp_path: Path) -> None:
    for name in ("former", "later"):
        field = {"uid": "f", "name": name, "type": "char"}
        document = {"module": {"name": "shop"}, "models": [{"name": "a.b", "fields": [field]}]}
        (tmp_path / f"{name}.json").write_text(json.dumps(document))

    result = _itx(
        *("render", str(tmp_path / "later.json"), "--base", str(tmp_path / "former.json")),
        *("-o", str(tmp_path / "shop")),
    )

    assert result.exit_code == 1
    assert result.stderr.startswith("module.version: ")
    assert not (tmp_path / "shop").exists()


def test_a_flow_that_stays_data_when_it_is_taken_in_is_told_with_the_reason(
    tmp_path: Path, example: str
) -> None:
    module = tmp_path / "airfield_register"
    _itx("render", example, "-o", str(module))
    flows = module / "data" / "airfield_register_flows.xml"
    flows.write_text(flows.read_text().replace(">airfield_register<", ">elsewhere<"))

    result = _itx("extract", str(module), "-o", str(tmp_path / "document.json"))

    told = [line for line in result.stdout.splitlines() if "a data record only." in line]
    assert len(told) == 6
    assert "data flow flow_load_airfields" in told[0]
    assert told[0].endswith("in namespace.")
