import ast
import pickle
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

import odoo_data_flow
from odoo_data_flow.errors import FlowError, ScriptError, Sentence
from odoo_data_flow.messages import Message, joined, packed, text, told, unpacked

SOURCE = Path(odoo_data_flow.__file__).parent
#: Who works on the command line reads English.
ENGLISH = ("cli", "recipes")
#: What carries a sentence → the places of its arguments that are one. Errors are found by their
#: base classes.
SENTENCES: dict[str, tuple[int, ...]] = {
    "InvalidFlow": (),
    "Problem": (1,),
    "ScriptError": (2,),
    "Finding": (2,),
    "BadRow": (1,),
    "Breach": (2,),
    "Reject": (3,),
    "Unavailable": (0,),
    "Unusable": (0,),
    "refuse": (3,),
}
#: Variables that hold sentences.
NAMES = {"message", "reason", "reasons", "cause", "remedy"}
THAI = {
    "%(name)s has no column %(column)s.": "%(name)s ไม่มีคอลัมน์ %(column)s",
    "the frame %(name)s": "ตาราง %(name)s",
}


def nested() -> Message:
    frame = text("the frame %(name)s", name="'main'")
    return text("%(name)s has no column %(column)s.", name=frame, column="'x'")


def test_a_message_is_its_english_sentence() -> None:
    assert nested() == "the frame 'main' has no column 'x'."


def test_a_message_is_told_in_another_language_with_the_messages_in_it() -> None:
    assert told(nested(), lambda template: THAI[template]) == "ตาราง 'main' ไม่มีคอลัมน์ 'x'"


def test_what_is_no_message_is_told_as_it_is() -> None:
    assert told("100 % sure", lambda _template: "") == "100 % sure"


def test_a_message_without_values_may_hold_signs_of_percent() -> None:
    assert text("100 % sure") == told(text("100 % sure"), str) == "100 % sure"


def test_sentences_are_joined_but_for_those_without_words() -> None:
    message = joined(text("It failed."), "", text("Try again."))

    assert message == "It failed. Try again."
    assert told(message, lambda t: {"Try again.": "ลองอีกครั้ง"}.get(t, t)) == "It failed. ลองอีกครั้ง"


def test_sentence_that_lacks_its_full_stop_gets_it_before_the_next() -> None:
    assert joined("Invalid field 'x'", "Correct it.") == "Invalid field 'x'. Correct it."
    assert joined("Invalid field 'x'", "") == "Invalid field 'x'"


def test_errors_are_not_kept_alive_by_what_is_told_of_them() -> None:
    assert text("%(error)s.", error=ValueError("no")).values == {"error": "no"}


def test_the_line_of_a_script_is_part_of_its_message() -> None:
    error = ScriptError("clean", 3, text("it printed nothing"))

    assert str(error) == "scripts.clean: line 3: it printed nothing"
    assert "ไม่" in told(error.message, lambda t: "ไม่" if t == "it printed nothing" else t)


def test_an_error_keeps_its_message_through_pickles() -> None:
    error = pickle.loads(pickle.dumps(FlowError("steps", nested())))

    assert told(error.message, lambda template: THAI[template]).startswith("ตาราง")


def test_a_sentence_of_a_model_stays_a_message() -> None:
    class Told(BaseModel):
        reason: Sentence

    assert isinstance(Told(reason=nested()).reason, Message)
    assert (
        Told(reason=nested()).model_dump_json()
        == "{\"reason\":\"the frame 'main' has no column 'x'.\"}"
    )


values = st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.builds(nested))


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), values), st.text())
def test_what_is_packed_is_unpacked_as_it_was(given: dict[str, Any], rest: str) -> None:
    template = " ".join(f"%({name})s" for name in given)
    template += rest.replace("%", "%%") if given else rest
    message = text(template, **given)

    again = unpacked(packed(message))

    assert again == message
    assert told(again, "«{}»".format) == told(message, "«{}»".format)


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE)
        if name.parts[0] not in ENGLISH:
            yield str(name), ast.parse(path.read_text(encoding="utf-8"))


def bare_sentences() -> Iterator[str]:
    """Where something is told in a literal, or in pieces that are put together."""
    parsed = list(modules())
    carriers = {
        **dict.fromkeys(derived(parsed, "FlowError"), (1,)),
        **dict.fromkeys(derived(parsed, "ConnectError"), (1, 2)),
        **SENTENCES,
    }
    for name, module in parsed:
        for node in ast.walk(module):
            if any(map(is_bare, sentences(node, carriers))):
                yield f"{name}:{getattr(node, 'lineno', 0)}"


def sentences(node: ast.AST, carriers: Mapping[str, tuple[int, ...]]) -> list[ast.expr]:
    """Where a sentence stands: what a carrier is called with, what a name of it is set to."""
    if isinstance(node, ast.Call):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        return [node.args[place] for place in carriers.get(called, ()) if place < len(node.args)]
    if isinstance(node, ast.Assign):
        names = {getattr(getattr(target, "value", target), "id", "") for target in node.targets}
        return [node.value] if names & NAMES else []
    return []


def derived(parsed: list[tuple[str, ast.Module]], name: str) -> set[str]:
    """The names of a class and of all that are derived from it."""
    classes = [
        node for _, module in parsed for node in ast.walk(module) if isinstance(node, ast.ClassDef)
    ]
    found = {name}
    while (
        more := {
            one.name for one in classes if found & {getattr(base, "id", "") for base in one.bases}
        }
        - found
    ):
        found |= more
    return found


def is_bare(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return is_bare(node.body) or is_bare(node.orelse)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(node.value)
    if isinstance(node, ast.JoinedStr):
        return any(map(has_words, node.values))
    return isinstance(node, ast.BinOp)


def has_words(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and any(map(str.isalpha, str(node.value)))


def test_whatever_is_told_can_be_translated() -> None:
    assert list(bare_sentences()) == []


def test_templates_are_literals_with_the_values_that_are_given() -> None:
    assert [
        f"{name}:{node.lineno}"
        for name, module in modules()
        if name != "messages.py"
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text"
        if not is_filled(node)
    ] == []


def is_filled(call: ast.Call) -> bool:
    (template,) = call.args
    given = {word.arg for word in call.keywords}
    return isinstance(template, ast.Constant) and (
        not given or given == set(needed(str(template.value)))
    )


def needed(template: str) -> list[str]:
    class Noting(dict[str, str]):
        def __getitem__(self, name: str) -> str:
            asked.append(name)
            return ""

    asked: list[str] = []
    _ = template % Noting()
    return asked


@pytest.mark.parametrize("source", ['"x"', 'f"no {x}"', '"a" + b', '"x" if y else z'])
def test_bare_sentences_are_found(source: str) -> None:
    assert is_bare(ast.parse(source, mode="eval").body)
