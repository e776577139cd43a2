"""What scripts each sort of change gives, and what they are told to do."""

import pytest

from itx_codegen.errors import DocumentError
from itx_codegen.migrate import above
from itx_codegen.render import render
from tests.unit.codegen.migrate.shop import FIRST, after, facts, first, upgraded


def _moved(name):
    return [("shop.item", "shop_item", *name)]


def test_nothing_is_written_where_no_row_is_concerned():
    head = after(lambda data, at: at["title"].update(string="Name", help="Of the thing"))

    assert upgraded(first(), head) == ((), ())


def test_a_renamed_field_keeps_its_column_and_is_followed_by_what_people_wrote():
    found = facts(upgraded(first(), after(lambda data, at: at["title"].update(name="name"))))

    assert found["fields"] == {"renamed": [("shop.item", "shop_item", "title", "name")]}
    assert found["mentions"] == {"fields": {"shop.item": {"title": "name"}}}


def test_fields_that_exchange_their_names_take_turns():
    def swap(data, at):
        at["title"]["name"], at["amount"]["name"] = "amount", "title"

    found = facts(upgraded(first(), after(swap)))

    assert found["fields"]["renamed"] == [
        ("shop.item", "shop_item", "amount", "moduler_meanwhile_amount"),
        ("shop.item", "shop_item", "title", "amount"),
        ("shop.item", "shop_item", "moduler_meanwhile_amount", "title"),
    ]


def test_a_renamed_model_takes_its_table_and_those_of_its_links_along():
    def rename(data, at):
        at["tag"]["name"] = "shop.label"
        at["tags"]["comodel_name"] = at["link"]["comodel_name"] = "shop.label"

    found = facts(upgraded(first(), after(rename)))

    assert found["models"]["renamed"] == [("shop.tag", "shop.label", "shop_tag", "shop_label")]
    [(old, new, columns, indexes, keys)] = found["links"]["renamed"]
    assert (old, new) == ("shop_item_shop_tag_rel", "shop_item_shop_label_rel")
    assert columns == [("shop_tag_id", "shop_label_id")]
    assert ("shop_item_shop_tag_rel_pkey", "shop_item_shop_label_rel_pkey") in indexes
    assert len(keys) == 2
    assert "values" not in found


def test_what_goes_is_put_aside():
    def remove(data, at):
        for uid in ("amount", "tags", "photo"):
            at["item"]["fields"].remove(at[uid])

    found = facts(upgraded(first(), after(remove)))["put_aside"]

    assert found == {
        "columns": [("shop_item", "amount", "moduler_kept_1_1_0_amount")],
        "tables": [("shop_item_shop_tag_rel", "moduler_kept_1_1_0_shop_item_shop_tag_rel")],
        "attachments": [("shop.item", "photo", "moduler_kept_1_1_0_photo")],
    }


def test_a_model_that_goes_is_put_aside_with_its_links_and_the_plan_says_what_odoo_deletes():
    def remove(data, at):
        data["models"].remove(at["item"])

    found = upgraded(first(), after(remove))

    assert [table for table, _kept in facts(found)["put_aside"]["tables"]] == [
        "shop_item",
        "shop_item_shop_tag_rel",
    ]
    assert [limit.path for limit in found.limits] == ["models[shop.item]"]


def test_a_field_that_takes_the_name_of_one_that_goes_makes_odoo_forget_that():
    def replace(data, at):
        at["item"]["fields"].remove(at["amount"])
        at["title"]["name"] = "amount"

    found = facts(upgraded(first(), after(replace)))["put_aside"]

    assert found["forgotten"] == [("shop.item", "amount")]


@pytest.mark.parametrize(
    ("kind", "how", "column_type"),
    [("integer", "anew", "int4"), ("text", None, "text"), ("date", "anew", "date")],
)
def test_values_are_converted_and_kept_where_something_can_be_lost(kind, how, column_type):
    found = upgraded(first(), after(lambda data, at: at["amount"].update(type=kind)))

    [row] = facts(found)["values"]["values"]
    source = "moduler_kept_1_1_0_amount" if how else "amount"
    assert row[:5] == ("shop_item", "amount", source, how, column_type)
    assert len(found.limits) == (how == "anew")


def test_what_becomes_too_long_is_copied_and_cut():
    found = facts(upgraded(first(), after(lambda data, at: at["title"].update(size=10))))

    copy, cut = found["values"]["values"]
    assert copy[:4] == ("shop_item", "moduler_kept_1_1_0_title", "title", "copy")
    assert cut[4:6] == ("varchar(10)", "left(%(column)s, 10)")


def test_what_nothing_can_be_made_of_is_put_aside_and_told():
    found = upgraded(first(), after(lambda data, at: at["amount"].update(type="json")))

    assert facts(found)["put_aside"]["columns"] == [
        ("shop_item", "amount", "moduler_kept_1_1_0_amount")
    ]
    [limit] = found.limits
    assert limit.place == "models[shop.item].fields[amount].type"
    assert "char to json" in limit.reason


def test_a_link_becomes_links_and_links_become_a_link():
    def exchange(data, at):
        at["link"].update(type="many2many", relation_table="item_tag")
        at["tags"].update(type="many2one")

    found = facts(upgraded(first(), after(exchange)))

    columns = ("shop_item_id", "shop_tag_id")
    kept = "moduler_kept_1_1_0_tag_id"
    assert found["single_links"]["linked"] == [("shop_item", "tag_id", kept, "item_tag", *columns)]
    aside = "moduler_kept_1_1_0_shop_item_shop_tag_rel"
    assert found["single_links"]["unlinked"] == [("shop_item", "tag_ids", aside, *columns)]
    assert found["put_aside"]["tables"] == [("shop_item_shop_tag_rel", aside)]


def test_options_are_renamed_and_those_that_go_leave_a_copy():
    def change(data, at):
        at["state"].update(
            default="fresh", selection=[{"uid": "new", "value": "fresh", "name": "Fresh"}]
        )

    found = facts(upgraded(first(), after(change)))

    assert found["selections"] == {"renamed": [("shop.item", "state", [("new", "fresh")])]}
    copy, new = found["values"]["values"]
    assert copy[:4] == ("shop_item", "moduler_kept_1_1_0_state", "state", "copy")
    assert copy[6] == "%(column)s IN ('old')"
    assert new[5] == (
        "CASE %(column)s WHEN 'new' THEN 'fresh' WHEN 'old' THEN 'fresh' ELSE %(column)s END"
    )


def test_an_option_that_goes_stays_in_rows_that_must_have_one_and_that_is_told():
    def change(data, at):
        at["state"].update(required=True, selection=at["state"]["selection"][:1])

    base = after(lambda data, at: at["state"].update(required=True), version="1.0.0")
    found = upgraded(base, after(change))

    assert found.steps == ()
    assert [limit.place for limit in found.limits] == ["models[shop.item].fields[state].selection"]


@pytest.mark.parametrize(
    ("further", "tables"),
    [
        (
            {"default": "100% 'x'"},
            {
                "values": [
                    (
                        "shop_item",
                        "title",
                        "title",
                        None,
                        None,
                        "COALESCE(%(column)s, '100%% ''x''')",
                        "%(column)s IS NULL",
                    )
                ]
            },
        ),
        ({}, {"empty": [("shop_item", "title")]}),
        ({"default_expression": "self._make()"}, None),
    ],
)
def test_rows_without_a_value_get_the_default_of_what_is_required(further, tables):
    head = after(lambda data, at: at["title"].update(required=True, **further))

    assert facts(upgraded(first(), head)).get("values") == tables


def test_a_constraint_and_an_index_follow():
    def change(data, at):
        at["item"]["constraints"][0]["name"] = "only_one"
        at["amount"]["index"] = False

    found = facts(upgraded(first(), after(change)))["constraints"]

    assert found == {
        "renamed": [("shop_item", "shop_item_title_unique", "shop_item_only_one", True)],
        "dropped": [("shop_item", "shop_item__amount_index")],
    }


def test_a_constraint_whose_field_is_renamed_demands_no_more():
    def change(data, at):
        at["title"]["name"] = "name"
        at["item"]["constraints"][0]["definition"] = "UNIQUE(name)"

    assert upgraded(first(), after(change)).limits == ()


def test_a_field_that_comes_again_gets_its_values_back():
    second = after(lambda data, at: at["item"]["fields"].remove(at["amount"]))
    third = after(lambda data, at: None, version="1.2.0")

    found = facts(upgraded(first(), second, third), "1.2.0")

    assert found["come_back"]["columns"] == [
        ("shop_item", "moduler_kept_1_1_0_amount", "amount", None)
    ]


def test_what_a_model_inherits_follows_on_its_own_table():
    base = {
        **FIRST,
        "models": [
            {
                "uid": "mixin",
                "name": "shop.mixin",
                "abstract": True,
                "fields": [{"uid": "code", "name": "code", "type": "char"}],
            },
            {**FIRST["models"][0], "inherit": ["shop.mixin"]},
        ],
    }
    second = after(lambda data, at: at["code"].update(name="number"), base)

    found = facts(upgraded(after(lambda data, at: None, base, "1.0.0"), second))

    assert ("shop.tag", "shop_tag", "code", "number") in found["fields"]["renamed"]


def test_columns_of_what_is_inherited_no_more_are_put_aside():
    base = {**FIRST, "models": [{**FIRST["models"][0], "inherit": ["a.mixin", "b.mixin"]}]}
    second = after(lambda data, at: at["tag"].update(inherit=["b.mixin"]), base)

    found = facts(upgraded(after(lambda data, at: None, base, "1.0.0"), second))

    assert found["put_aside"]["mixins"] == [
        ("shop_tag", "a.mixin", ["b.mixin"], ["name"], "moduler_kept_1_1_0_")
    ]


def test_every_version_since_the_first_has_its_folder_in_the_order_of_the_numbers():
    second = after(lambda data, at: at["title"].update(name="name"), version="1.2.0")
    third = after(lambda data, at: at["title"].update(name="label"), version="1.10.0")

    found = upgraded(second, first(), third)

    assert [(step.base, step.head) for step in found.steps] == [
        ("1.0.0", "1.2.0"),
        ("1.2.0", "1.10.0"),
    ]


def test_the_version_must_rise_where_there_is_something_to_do():
    head = after(lambda data, at: at["title"].update(name="name"), version="1.0.0")

    with pytest.raises(DocumentError) as caught:
        upgraded(first(), head)

    assert [problem.path for problem in caught.value.problems] == ["module.version"]
    assert upgraded(first(), after(lambda data, at: None, version="1.0.0")) == ((), ())


def test_another_module_is_no_earlier_version():
    head = after(lambda data, at: data["module"].update(uid="other"))

    with pytest.raises(DocumentError) as caught:
        upgraded(first(), head)

    assert [problem.path for problem in caught.value.problems] == ["module.uid"]


def test_a_module_under_another_name_is_not_upgraded_and_that_is_told():
    head = after(lambda data, at: data["module"].update(name="store"))

    found = upgraded(first(), head)

    assert found.steps == ()
    assert [limit.place for limit in found.limits] == ["module.name"]


def test_a_script_of_a_person_and_ours_stand_side_by_side():
    def change(data, at):
        at["title"]["name"] = "name"
        at["item"]["constraints"][0]["definition"] = "UNIQUE(name)"
        data["migrations"] = [{"name": "own", "version": "1.1.0", "phase": "pre", "code": "pass"}]

    tree = render(after(change), bases=[first()])

    files = [path for path in tree if path.startswith("migrations/")]
    assert "migrations/19.0.1.1.0/pre-own.py" in files
    assert "migrations/19.0.1.1.0/pre-40_fields.py" in files


def test_records_keep_what_they_are_under_another_xml_id():
    def group(xml_id):
        return lambda data, at: data.update(groups=[{"uid": "g", "xml_id": xml_id, "name": "G"}])

    base = after(group("group_a"), version="1.0.0")

    tree = render(after(group("group_b")), bases=[base])

    assert '[("group_a", "group_b")]' in tree.text("migrations/19.0.1.1.0/pre-90_xml_ids.py")


def test_the_code_of_a_scheduled_action_follows_though_people_own_the_rest():
    def cron(code):
        return lambda data, at: data.update(
            crons=[{"uid": "c", "xml_id": "c", "name": "C", "model": "shop.item", "code": code}]
        )

    base = after(cron("model.search([])"), version="1.0.0")

    tree = render(after(cron("model.browse()")), bases=[base])

    script = tree.text("migrations/19.0.1.1.0/pre-90_xml_ids.py")
    assert 'CODE = [("c", "model.search([])", "model.browse()")]' in script


@pytest.mark.parametrize(
    ("number", "former", "expected"),
    [
        ("1.0.0", [], "1.0.0"),
        ("1.0.0", ["1.0.0"], "1.0.1"),
        ("1.0.0", ["1.0.0", "1.10.2", "1.9.9"], "1.10.3"),
        ("2.0.0", ["1.0.0"], "2.0.0"),
        ("soon", ["1.0.0"], "soon"),
    ],
)
def test_a_number_is_raised_only_where_it_must_be(number, former, expected):
    assert above(number, former) == expected
