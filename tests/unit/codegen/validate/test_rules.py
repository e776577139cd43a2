"""Each static rule: what breaks it is told by path, cause and remedy; the faultless passes."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from itx_codegen.ir import load
from itx_codegen.messages import Message, text
from itx_codegen.validate import check
from tests.golden.cases import CASES

from .clinic import GOOD, MODEL, VISIT, Around, Edit, add, arch, field, new_field, put, told

FORM = "views[clinic_visit_view_form].arch"
DEFINITION = f"{MODEL}.constraints[weight_positive].definition"
CONSTRAINT = (*VISIT, "constraints", "weight_positive")
METHOD = (*VISIT, "methods", "_compute_double")
CODE = f"{MODEL}.methods[_compute_double].code"
STEPS = ("flows", "load", "steps")
STEP = "flows[load].steps"
FETCH = ("flows", "fetch", "steps")
FETCHED = "flows[fetch].steps"
LONG = "a" * 62


def test_module_without_a_fault_passes() -> None:
    assert told(lambda data: None) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_examples_pass(case: Any) -> None:
    assert check(case.document()) == []


def test_without_a_world_only_the_document_is_judged() -> None:
    data = copy.deepcopy(GOOD)
    data["module"]["depends"] = ["not_there"]
    data["models"][0]["fields"][6]["comodel_name"] = "not.there"
    data["models"][1]["fields"].pop(2)
    data["views"].pop(2)
    data["menus"][1]["groups"] = ["not_there.group"]

    assert [p.path for p in check(load(data))] == []


NAMES: list[tuple[Edit, str, str]] = [
    (put("module", name="Clinic"), "module.name", "'Clinic' is no identifier"),
    (put("module", name="class"), "module.name", "'class' is a word of Python"),
    (put("module", version="1"), "module.version", "write two or three numbers"),
    (add("models", name="Clinic.x"), "models[Clinic.x]", "is no model name"),
    (add("models", name="clinic..x"), "models[clinic..x]", "is no model name"),
    (add("models", name="1clinic"), "models[1clinic]", "is no model name"),
    (add("models", name="res.visit"), "models[res.visit]", "are Odoo's own"),
    (add("models", name=LONG), f"models[{LONG}]", "use at most 61 characters"),
    (new_field(name="my field", type="char"), f"{MODEL}.fields[my field]", "is no identifier"),
    (new_field(name="Größe", type="char"), f"{MODEL}.fields[Größe]", "is no identifier"),
    (new_field(name="_x", type="char"), f"{MODEL}.fields[_x]", "is no identifier"),
    (new_field(name="name\n", type="char"), f"{MODEL}.fields[name\n]", "is no identifier"),
    (new_field(name="class", type="char"), f"{MODEL}.fields[class]", "is a word of Python"),
    (new_field(name="id", type="integer"), f"{MODEL}.fields[id]", "is reserved by Odoo"),
    (new_field(name="write_date", type="date"), f"{MODEL}.fields[write_date]", "is reserved"),
    (new_field(name="mapped", type="char"), f"{MODEL}.fields[mapped]", "is reserved by Odoo"),
    (new_field(name="with_user", type="char"), f"{MODEL}.fields[with_user]", "is reserved"),
    (new_field(name="self", type="char"), f"{MODEL}.fields[self]", "is reserved by Odoo"),
    (new_field(name=LONG, type="char"), f"{MODEL}.fields[{LONG}]", "use at most 61 characters"),
    (
        add(*VISIT, "methods", name="search", type="helper", code="pass"),
        f"{MODEL}.methods[search]",
        "call super() to add to it, or choose another name",
    ),
    (
        add(*VISIT, "methods", name="1x", type="helper", code="pass"),
        f"{MODEL}.methods[1x]",
        "is no identifier",
    ),
    (
        add(*VISIT, "constraints", name="order", definition="UNIQUE (name)"),
        f"{MODEL}.constraints[order]",
        "'order' is reserved by Odoo",
    ),
    (
        add(*VISIT, "constraints", name="Name", definition="UNIQUE (name)"),
        f"{MODEL}.constraints[Name]",
        "is no identifier",
    ),
    (add("menus", xml_id="a.b", name="x"), "menus[a.b]", "is no XML id"),
    (add("scripts", name="a b", code="def transform(df, ctx): pass"), "scripts[a b]", "is no id"),
    (put(*STEPS, "read", name="Read"), f"{STEP}[Read]", "is no identifier"),
]


@pytest.mark.parametrize(("edit", "path", "says"), NAMES)
def test_names(edit: Edit, path: str, says: str) -> None:
    found = told(edit)
    assert path in [one for one, _ in found]
    assert says in " ".join(sentence for one, sentence in found if one == path)


@pytest.mark.parametrize(
    "edit",
    [
        new_field(name="x_code", type="char"),
        new_field(name=LONG[:61], type="char"),
        add(*VISIT, "methods", name="search", type="helper", code="return super().search()"),
        add(*VISIT, "constraints", name="ordered", definition="UNIQUE (name)"),
    ],
)
def test_names_that_may_be_taken(edit: Edit) -> None:
    assert told(edit) == []


@pytest.mark.parametrize(
    ("edit", "path", "says"),
    [
        (new_field(name="name", type="text"), f"{MODEL}.fields[name]", "'name' stands twice"),
        (add("models", name="clinic.visit"), "models[clinic.visit]", "stands twice"),
        (add("module", "depends", name="base"), "module.depends[base]", "stands twice"),
        (
            add("groups", xml_id="menu_root", name="x"),
            "menus[menu_root]",
            "there is already Group groups[menu_root]. Rename or remove one.",
        ),
        (
            add(*VISIT, "fields", "state", "selection", value="new", name="Again"),
            f"{MODEL}.fields[state].selection[new]",
            "stands twice",
        ),
        (add(*STEPS, name="read", type="read", format="csv", path="a"), f"{STEP}[read]", "twice"),
        (
            new_field(name="x_name", type="char"),
            f"{MODEL}.fields[x_name]",
            "both this and name are called x_name; rename one",
        ),
        (
            add("models", name="clinic_visit"),
            "models[clinic_visit]",
            "both this and clinic.visit are called x_clinic_visit",
        ),
    ],
)
def test_duplicates(edit: Edit, path: str, says: str) -> None:
    def with_dependencies_as_objects(data: Any) -> None:
        data["module"]["depends"] = [{"name": name} for name in data["module"]["depends"]]
        edit(data)

    assert any(
        one == path and says in sentence for one, sentence in told(with_dependencies_as_objects)
    )


@pytest.mark.parametrize(
    ("edit", "attribute", "says"),
    [
        (field("doctor_id", comodel_name=""), "doctor_id.comodel_name", "needs a model"),
        (field("name", comodel_name="res.users"), "name.comodel_name", "belongs on fields of"),
        (field("state", selection=[], default=None), "state.selection", "at least one option"),
        (field("name", selection=[["a", "A"]]), "name.selection", "belongs on fields of type"),
        (field("name", digits=[6, 2]), "name.digits", "belongs on fields of type float"),
        (field("weight", digits=[2, 6]), "weight.digits", "Write all digits, then those behind"),
        (field("name", ondelete="cascade"), "name.ondelete", "belongs on fields of type many2one"),
        (
            field("doctor_id", ondelete="set null", required=True),
            "doctor_id.ondelete",
            "can't be emptied; choose restrict or cascade",
        ),
        (field("name", size=0), "name.size", "a number above 0"),
        (field("weight", size=3), "weight.size", "on a char field only"),
        (field("weight", translate=True), "weight.translate", "belongs on fields of type char"),
        (field("double", related="weight"), "double.related", "keep one of the two"),
        (field("double", default=1), "double.default", "A computed field takes no default"),
        (field("state", default="x"), "state.default", "'x' is not among the options"),
        (field("doctor_id", default=1), "doctor_id.default", "takes no constant default"),
        (field("weight", default="1"), "weight.default", "'1' does not fit a field of type float"),
        (field("date", default="2023-02-29"), "date.default", "does not fit a field of type date"),
        (field("name", default=True), "name.default", "does not fit"),
        (field("fee", currency_field=""), "fee.currency_field", None),
        (field("fee", currency_field="name"), "fee.currency_field", "many2one to res.currency"),
        (
            new_field(name="a_ids", type="many2many", comodel_name="clinic.visit"),
            "a_ids.relation_table",
            "to itself needs the name of its table",
        ),
        (
            lambda data: [
                new_field(name=name, type="many2many", comodel_name="res.users")(data)
                for name in ("a_ids", "b_ids")
            ],
            "b_ids.relation_table",
            "share its table with a_ids",
        ),
    ],
)
def test_fields(edit: Edit, attribute: str, says: str | None) -> None:
    name, _, rest = attribute.partition(".")
    found = [s for path, s in told(edit) if path == f"{MODEL}.fields[{name}].{rest}"]
    if says is None:
        assert found == []
    else:
        assert says in " ".join(found)


def test_amount_needs_its_currency() -> None:
    def edit(data: Any) -> None:
        fields = data["models"][0]["fields"]
        data["models"][0]["fields"] = [f for f in fields if f["name"] != "currency_id"]
        field("fee", currency_field="")(data)

    assert told(edit)[0][0] == f"{MODEL}.fields[fee].currency_field"
    assert "name the many2one to res.currency, or add currency_id" in told(edit)[0][1]


REFERENCES: list[tuple[Edit, str, str]] = [
    (
        field("doctor_id", comodel_name="clinic.nurse", domain=""),
        f"{MODEL}.fields[doctor_id].comodel_name",
        "There is no model clinic.nurse, neither in this module nor in those it depends on.",
    ),
    (field("double", compute="_x"), f"{MODEL}.fields[double].compute", "has no method _x"),
    (
        field("doctor_name", related="doctor_id.title"),
        f"{MODEL}.fields[doctor_name].related",
        "The model clinic.doctor has no field title",
    ),
    (
        field("doctor_name", related="name.title"),
        f"{MODEL}.fields[doctor_name].related",
        "clinic.visit.name has no field title",
    ),
    (
        field("doctor_name", related="currency_id.x"),
        f"{MODEL}.fields[doctor_name].related",
        "The model res.currency has no field x",
    ),
    (put(*METHOD, depends=["wieght"]), f"{MODEL}.methods[_compute_double].depends", "no field wi"),
    (put(*VISIT, order="dat desc"), f"{MODEL}.order", "has no field dat"),
    (put(*VISIT, order="date down"), f"{MODEL}.order", "'date down' is no order"),
    (put(*VISIT, rec_name="title"), f"{MODEL}.rec_name", "has no field title"),
    (
        put("models", "clinic.doctor", "fields", "visit_ids", inverse_name="doctor"),
        "models[clinic.doctor].fields[visit_ids].inverse_name",
        "has no field doctor",
    ),
    (
        put("models", "clinic.doctor", "fields", "visit_ids", inverse_name="name"),
        "models[clinic.doctor].fields[visit_ids].inverse_name",
        "clinic.visit.name must be a many2one to clinic.doctor",
    ),
    (
        new_field(name="p_ids", type="one2many", comodel_name="res.partner", inverse_name="x_id"),
        f"{MODEL}.fields[p_ids].inverse_name",
        "The model res.partner has no field x_id",
    ),
    (
        add("access", xml_id="a", model="clinic.x", group="group_user"),
        "access[a].model",
        "There is no model clinic.x",
    ),
    (put("rules", "rule_own", model="clinic.x"), "rules[rule_own].model", "There is no model"),
    (
        add("views", xml_id="v", model="clinic.x", type="list", arch="<list/>"),
        "views[v].model",
        "There is no model clinic.x",
    ),
    (
        add("access", xml_id="a", model="clinic.visit", group="group_x"),
        "access[a].group",
        "There is no element with the XML id group_x in this module",
    ),
    (
        add("access", xml_id="a", model="clinic.visit", group="menu_root"),
        "access[a].group",
        "menu_root is of the kind menu; here it must be one of group",
    ),
    (put("rules", "rule_own", groups=["base.x"]), "rules[rule_own].groups", "no record with the"),
    (put("menus", "menu_visit", action="group_user"), "menus[menu_visit].action", "of the kind"),
    (put("menus", "menu_visit", parent="nowhere"), "menus[menu_visit].parent", "no element"),
    (put("crons", "cron_load", flow="x"), "crons[cron_load].flow", "There is no data flow x"),
    (put(*STEPS, "clean", script="x"), f"{STEP}[clean].script", "There is no transform script x"),
    (put(*STEPS, "write", mapping={"x": "y"}), f"{STEP}[write].mapping", "has no field x"),
    (put("module", depends=["x"]), "module.depends[x]", "There is no module x here"),
    (put("module", depends=["clinic"]), "module.depends[clinic]", "can't depend on itself"),
    (put("menus", "menu_root", parent="menu_root"), "menus[menu_root]", "cut the circle"),
    (put("menus", "menu_root", parent="clinic.menu_visit"), "menus[menu_root]", "cut the circle"),
    (
        put("groups", "group_user", implied=["clinic.group_manager"]),
        "groups[group_user]",
        "contains itself by way of others; cut the circle",
    ),
]


@pytest.mark.parametrize(("edit", "path", "says"), REFERENCES)
def test_references(edit: Edit, path: str, says: str) -> None:
    assert any(one == path and says in sentence for one, sentence in told(edit)), told(edit)


def test_access_right_of_a_model_that_is_not_there() -> None:
    [(path, sentence), *_] = told(put("access", 0, model="clinic.x"))
    assert path == "access[access_clinic_x_group_user].model"
    assert sentence.startswith("There is no model clinic.x")


@pytest.mark.parametrize(
    "edit",
    [
        field("doctor_name", related="create_uid.name"),
        field("doctor_name", related="doctor_id.user_ids.partner_id.anything"),
        put(*METHOD, depends=["doctor_id.visit_ids.weight", "create_date"]),
        new_field(
            name="p_ids", type="one2many", comodel_name="res.partner", inverse_name="visit_id"
        ),
    ],
)
def test_references_that_lead_somewhere(edit: Edit) -> None:
    assert told(edit) == []


@pytest.mark.parametrize(
    ("edit", "path", "says"),
    [
        (put(*METHOD, code="x = ("), CODE, "Python can't read line 1: '(' was never closed"),
        (put(*METHOD, code="x = 1\n\nif x\n    y"), CODE, "Python can't read line 3"),
        (put(*METHOD, code="    x = 1\n  y = 2"), CODE, "Python can't read line"),
        (put(*METHOD, code=" \n"), CODE, "The code is empty"),
        (put(*METHOD, code="x = " + "(" * 300), CODE, "Python can't read"),
        (
            put("actions", "action_done", code="return records"),
            "actions[action_done].code",
            "'return' outside function",
        ),
        (put("scripts", "clean", code="def transform(df, ctx"), "scripts[clean].code", "line 1"),
        (put("scripts", "clean", code="x = 1"), "scripts[clean].code", "must define a function"),
        (
            put("scripts", "clean", code="def transform(df):\n    return df"),
            "scripts[clean].code",
            "takes two arguments",
        ),
        (
            put("scripts", "clean", code="class A:\n    def transform(df, ctx): pass"),
            "scripts[clean].code",
            "must define a function",
        ),
    ],
)
def test_python(edit: Edit, path: str, says: str) -> None:
    assert any(one == path and says in sentence for one, sentence in told(edit)), told(edit)


@pytest.mark.parametrize(
    "edit",
    [
        put(*METHOD, code="    for v in self:\n        v.double = 1\n    return True"),
        put(*METHOD, code="x = '''\nno margin\n'''"),
        put(*METHOD, code="x = '\\d'"),
        put("scripts", "clean", code="def transform(*frames): pass"),
    ],
)
def test_python_that_compiles(edit: Edit, recwarn: pytest.WarningsRecorder) -> None:
    assert told(edit) == []
    assert not recwarn


ACTION = ("actions", "action_visit")


@pytest.mark.parametrize(
    ("domain", "says"),
    [
        ("[('name', '=',", "This is no Python expression"),
        ("'name'", "A domain is written as a list"),
        ("{'name': 1}", "A domain is written as a list"),
        ("[('title', '=', 1)]", "has no field title"),
        ("[('doctor_id.title', '=', 1)]", "The model clinic.doctor has no field title"),
        ("[('name', 'equals', 1)]", "'equals' is no operator of domains"),
        ("[('name', '=')]", "A condition has three parts"),
        ("['name', '=', 1]", "'name' is no condition"),
        ("['|', ('name', '=', 1)]", "A condition is missing"),
        (
            "[('doctor_id', 'any', [('title', '=', 1)])]",
            "The model clinic.doctor has no field title",
        ),
        ("[('doctor_id', 'any', ['|'])]", "A condition is missing"),
    ],
)
def test_domains(domain: str, says: str) -> None:
    for edit, path in (
        (put(*ACTION, domain=domain), "actions[action_visit].domain"),
        (put("rules", "rule_own", domain=domain), "rules[rule_own].domain"),
    ):
        assert any(one == path and says in sentence for one, sentence in told(edit)), told(edit)


@pytest.mark.parametrize(
    "domain",
    [
        "[]",
        "[(1, '=', 1)]",
        "['!', '&', ('name', '=', 1), '|', ('date', '=', 2), ('state', '=', 3)]",
        "[('name', '=', 1), ('doctor_id', 'not any', [('name', '=', user.name)])]",
        "[('date', '>=', time.strftime('%Y-01-01')), ('date.month_number', '=', 1)]",
        "[('name', '=', 'ไทย')] + [('x' + 'y', '=', 1)]",
        "[('doctor_id.user_ids', 'in', [%(base.group_user)d])]",
    ],
)
def test_domains_that_hold(domain: str) -> None:
    assert told(put(*ACTION, domain=domain)) == []


@pytest.mark.parametrize(
    ("context", "says"),
    [("{'a': ", "This is no Python expression"), ("['a']", "A context is written as a dict")],
)
def test_contexts(context: str, says: str) -> None:
    [(path, sentence)] = told(put(*ACTION, context=context))
    assert path == "actions[action_visit].context"
    assert says in sentence


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("<form><field name='name'></form>", "This is no XML"),
        ("", "This is no XML"),
        ("<list/>", "The outermost element is <list>; in a form view it must be <form>"),
        ("<form><field/></form>", "A <field> needs a name (line 1)"),
        ("<form>\n<field name='title'/></form>", "has no field title (line 2)"),
        (
            "<form><field name='doctor_id'><form><field name='weight'/></form></field></form>",
            "The model clinic.doctor has no field weight",
        ),
        ("<form><group invisible='not title'/></form>", "has no field title (line 1)"),
        ("<form><group invisible='not ('/></form>", "is no Python expression"),
        ("<form><field name='name' required='date =='/></form>", "is no Python expression"),
        ("<form><field name='doctor_id' domain='[(\"x\", \"=\", 1)]'/></form>", "has no field x"),
        ("<form><field name='doctor_id' context='{'/></form>", "This is no Python expression"),
        (
            "<form><button type='action' name='%(action_x)d'/></form>",
            "There is no record with the XML id action_x (line 1)",
        ),
        ("<form><button type='action' name='%(base.x)d'/></form>", "XML id base.x"),
        ("<form><button type='action' name='%(clinic.x)d'/></form>", "XML id clinic.x"),
        ("<form><button type='action' name='%(menu_root)d'/></form>", "menu_root is no action"),
        ("<form><button type='object' name='go'/></form>", "has no method 'go' (line 1)"),
        ("<!DOCTYPE form [<!ENTITY a 'b'>]><form/>", "needs no document type"),
    ],
)
def test_views(source: str, says: str) -> None:
    assert any(one == FORM and says in sentence for one, sentence in told(arch(source))), told(
        arch(source)
    )


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("<list decoration-info='titel'/>", "has no field titel"),
        ("<list default_order='titel desc'/>", "has no field titel"),
        ("<list default_group_by='titel:month'/>", "has no field titel"),
    ],
)
def test_outermost_element_of_a_view(source: str, says: str) -> None:
    [(path, sentence)] = told(arch(source, 0))
    assert path == "views[clinic_visit_view_list].arch"
    assert says in sentence


@pytest.mark.parametrize(
    "source",
    [
        "<form><!-- <field name='x'/> --><p title='%(x)d'>100 %(x)d %%</p></form>",
        "<form><button type='action' name='%(base.action_partner)d'/></form>",
        "<form><button type='object' name='action_archive'/></form>",
        "<form><field name='create_uid' invisible='context.get(\"a\") or active_id'/></form>",
        "<form><group invisible='[x for x in [1] if x]'/></form>",
        "<form><field name='currency_id'><form><field name='name'/></form></field></form>",
    ],
)
def test_views_that_hold(source: str) -> None:
    assert told(arch(source)) == []


@pytest.mark.parametrize(
    ("definition", "says"),
    [
        ("DROP TABLE x", "begins with UNIQUE, CHECK, EXCLUDE or FOREIGN KEY"),
        ("uniqueness (name)", "begins with UNIQUE"),
        ("UNIQUE (name); DROP TABLE x", "; can't stand in it"),
        ("UNIQUE (name) -- x", "-- can't stand in it"),
        ("UNIQUE (name) /* x */", "/* can't stand in it"),
        ("CHECK ($a$x$a$ = name)", "$ can't stand in it"),
        ("UNIQUE (name), DROP COLUMN weight", "a comma stands in parentheses only"),
        ("CHECK (weight > 0), ADD COLUMN x int", "a comma stands in parentheses only"),
        (r"CHECK (name <> E'\'') , DROP COLUMN weight --')", "Write literals without escapes"),
        ("CHECK (name <> U&'a')", "Write literals without escapes"),
        ("CHECK (name <> 'a)", "A quote is not closed"),
        ('CHECK ("name <> 1)', "A quote is not closed"),
        ("CHECK (weight > 0", "The parentheses don't match"),
        ("CHECK weight > 0) (", "The parentheses don't match"),
        ("UNIQUE", "What it is about stands in parentheses"),
        ("UNIQUE (titel)", "has no field 'titel'"),
        ("UNIQUE (name, doctor_name)", "doctor_name has no column in the database"),
        ("CHECK (Weight > 0)", "Write the column Weight in small letters"),
    ],
)
def test_sql(definition: str, says: str) -> None:
    found = told(put(*CONSTRAINT, definition=definition))
    assert any(one == DEFINITION and says in sentence for one, sentence in found), found


@pytest.mark.parametrize(
    "definition",
    [
        "UNIQUE (name, doctor_id)",
        "unique(name)",
        "CHECK (name <> 'a; -- ''b'' , (') ",
        "CHECK (weight > 0 AND (name IN ('A', 'B') OR weight - -1 > 2))",
        "EXCLUDE USING gist (doctor_id WITH =, date WITH =) WHERE (weight > 0)",
        "FOREIGN KEY (doctor_id) REFERENCES res_users (id) ON DELETE CASCADE",
        "UNIQUE (create_uid)",
        "CHECK (\"name\" = '$')",
    ],
)
def test_sql_that_is_one_clause(definition: str) -> None:
    assert told(put(*CONSTRAINT, definition=definition)) == []


@pytest.mark.parametrize(
    ("edit", "path", "says"),
    [
        (put("crons", "cron_load", flow=""), "crons[cron_load].code", "just one of the two"),
        (put("crons", "cron_load", code="pass"), "crons[cron_load].code", "just one of the two"),
        (
            put("crons", "cron_load", interval_number=0),
            "crons[cron_load].interval_number",
            "least 1",
        ),
        (put("actions", "action_done", model=""), "actions[action_done].model", "needs a model"),
        (put(*STEPS, "read", path=""), f"{STEP}[read].path", "needs a format and the path"),
        (put(*STEPS, "read", path="/etc/passwd"), f"{STEP}[read].path", "leaves the data folder"),
        (put(*STEPS, "read", path="a/../../b"), f"{STEP}[read].path", "leaves the data folder"),
        (put(*STEPS, "read", format="xls"), f"{STEP}[read].format", "'xls' is no format"),
        (put(*STEPS, "read", format=""), f"{STEP}[read].format", "choose one of csv"),
        (put(*STEPS, "read", path="C:\\a.csv"), f"{STEP}[read].path", "leaves the data folder"),
        (put(*STEPS, "read", connection="shop"), f"{STEP}[read].connection", "needs no connection"),
        (
            put(*STEPS, "read", options={"sheet": 1}),
            f"{STEP}[read].options.sheet",
            "no option of csv; there is encoding",
        ),
        (put(*STEPS, "read", output="x"), f"{STEP}[clean].input", "makes a frame main; there is x"),
        (
            put(*STEPS, "read", contract={"values": "evolve"}),
            f"{STEP}[read].contract.values",
            "'evolve' says nothing here; choose one of freeze",
        ),
        (
            put(*STEPS, "read", contract={"rows": "freeze"}),
            f"{STEP}[read].contract.rows",
            "'rows' says nothing here; choose one of columns, values",
        ),
        (
            put(*STEPS, "clean", on_error="quarantine"),
            f"{STEP}[clean].on_error",
            "works row by row",
        ),
        (put(*STEPS, "write", format="csv"), f"{STEP}[write].format", "not to a file"),
        (put("flows", "load", mode="delta"), f"{STEP}[read].key", "name it, or let the mode"),
        (put("flows", "load", steps=[]), "flows[load].steps", "begin with one that reads"),
        (put("flows", "load", max_rejects=-2), "flows[load].max_rejects", "-1 for no limit"),
        (put("flows", "load", keep_days=-1), "flows[load].keep_days", "0 to keep all"),
        (put(*FETCH, "read", key=""), f"{FETCHED}[read].key", "tells the rows apart"),
        (put(*FETCH, "read", path="a"), f"{FETCHED}[read].path", "odoo reads no file"),
        (
            put(*FETCH, "read", connection=""),
            f"{FETCHED}[read].options.model",
            "There is no model elsewhere.visit",
        ),
        (
            put(*FETCH, "read", connection="", format="rest", options={}, relations=[]),
            f"{FETCHED}[read].connection",
            "name it",
        ),
        (put(*FETCH, "read", options={}), f"{FETCHED}[read].options.model", "odoo needs it"),
        (
            put(*FETCH, "read", connection="x"),
            f"{FETCHED}[read].connection",
            "There is no connection x in this module; describe it",
        ),
        (
            put(*FETCH, "read", connection="shop"),
            f"{FETCHED}[read].connection",
            "shop is of the type rest; here it must be one of odoo",
        ),
        (
            put(*FETCH, "send", connection="shop"),
            f"{FETCHED}[send].connection",
            "here it must be one of odoo, postgresql",
        ),
        (
            put(*FETCH, "read", format="postgresql", options={"table": "x"}),
            f"{FETCHED}[read].relations",
            "compared as they are",
        ),
        (
            put(*FETCH, "send", options={"by": ".id", "sheet": 1}),
            f"{FETCHED}[send].options.sheet",
            "no option of model; there is by",
        ),
        (put(*FETCH, "list", key="id"), f"{FETCHED}[list].key", "not to a model"),
        (put(*FETCH, "list", format="ods"), f"{FETCHED}[list].format", "one of csv, jsonl"),
        (put("connections", "erp", name="My ERP"), "connections[My ERP]", "is no identifier"),
        *(
            (
                put("connections", "erp", **{name: address}),
                f"connections[erp].{name}",
                "Take them out",
            )
            for name, address in (
                ("url", "https://me:hush@erp.example.com"),
                ("url", "https://hush@erp.example.com"),
                ("url", "https://erp.example.com/?token=hush"),
                ("url", "https://[hush@erp"),
                ("database_url", "postgresql://me:hush@db/erp"),
                ("database_url", "postgresql://me@db/erp?password=hush"),
            )
        ),
        (
            put(*STEPS, "read", columns={"a": "text"}),
            f"{STEP}[read].columns.a",
            "no type of column",
        ),
        (
            put(*STEPS, "read", script="clean"),
            f"{STEP}[read].script",
            "means nothing in a read step",
        ),
        (put(*STEPS, "clean", script=""), f"{STEP}[clean].script", "needs a script"),
        (
            put(*STEPS, "clean", path="a"),
            f"{STEP}[clean].path",
            "means nothing in a transform step",
        ),
        (
            put(*STEPS, "write", key=""),
            f"{STEP}[write].mapping",
            "needs a key column and a mapping",
        ),
        (put(*STEPS, "write", mapping={}), f"{STEP}[write].mapping", "needs a key column"),
        (put(*STEPS, "write", model=""), f"{STEP}[write].model", "needs a model or the path"),
    ],
)
def test_steps(edit: Edit, path: str, says: str) -> None:
    found = told(edit)
    assert any(one == path and says in sentence for one, sentence in found), found


@pytest.mark.parametrize(
    ("edit", "path", "says"),
    [
        (field("name", help="a\x07b"), f"{MODEL}.fields[name].help", "U+0007 can't be stored"),
        (put("module", title="\ufffe"), "module.title", "U+FFFE can't be stored"),
        (put("menus", "menu_root", name=" "), "menus[menu_root].name", "name of its own"),
        (put("rules", "rule_own", domain=""), "rules[rule_own].domain", "must not be empty"),
        (
            put(*STEPS, "read", options={"quote": "\x01"}),
            f"{STEP}[read].options",
            "U+0001 can't be stored",
        ),
    ],
)
def test_texts(edit: Edit, path: str, says: str) -> None:
    assert any(one == path and says in sentence for one, sentence in told(edit)), told(edit)


@pytest.mark.parametrize("label", ["'", "'''", "{{ x }}", "]]>", "a\nb\tc", "ไทย", "🛩", "%s %(x)d"])
def test_any_text_may_be_a_label(label: str) -> None:
    def edit(data: Any) -> None:
        data["menus"][0]["name"] = data["groups"][0]["name"] = data["module"]["summary"] = label
        data["models"][0]["fields"][0].update(string=label, help=label)

    assert told(edit) == []


def test_problems_come_in_the_order_of_the_document() -> None:
    def edit(data: Any) -> None:
        put(*STEPS, "clean", script="x")(data)
        put("menus", "menu_visit", action="x")(data)
        field("name", size=0)(data)
        put("module", version="1")(data)

    assert [path for path, _ in told(edit)] == [
        "module.version",
        f"{MODEL}.fields[name].size",
        "menus[menu_visit].action",
        f"{STEP}[clean].script",
    ]


def test_every_sentence_can_be_translated() -> None:
    for edit, _path, _says in (*NAMES, *REFERENCES):
        data = copy.deepcopy(GOOD)
        edit(data)
        for problem in check(load(data), Around()):
            assert isinstance(problem.message, Message)
            assert problem.message == text(problem.message.template, **problem.message.values)
