"""Names as Odoo and PostgreSQL make them."""

from itx_codegen.ir.kinds.field import Field
from itx_codegen.migrate import storage
from itx_codegen.migrate.free_order import free_order


def test_links_stand_where_odoo_looks_for_them():
    field = Field(name="tag_ids", type="many2many", comodel_name="b.tag")

    assert storage.links(field, "c_item", "b_tag") == ("b_tag_c_item_rel", "c_item_id", "b_tag_id")


def test_long_names_are_cut_as_postgresql_cuts_them():
    links = storage.Links(
        "library_volume_library_writer_rel", "library_volume_id", "library_writer_id"
    )

    # As seen in a database.
    assert links.indexes == (
        "library_volume_library_writer_rel_pkey",
        "library_volume_library_writer_library_writer_id_library_vol_idx",
    )


def test_long_names_are_cut_as_odoo_cuts_them():
    # As `odoo.tools.sql.make_identifier` gives it.
    assert storage.identifier("x" * 64) == f"{'x' * 54}_3ad2ac12"
    assert storage.identifier("x" * 63) == "x" * 63


def test_names_of_actions_are_not_made_by_the_rule():
    assert storage.table("ir.actions.act_window") == "ir_act_window"
    assert storage.table("library.book") == "library_book"


def test_each_name_is_free_when_it_is_taken():
    renamed = [("a", "b"), ("b", "c"), ("d", "e"), ("e", "d"), ("f", "f")]
    holders = {name: name for name in "abdef"}

    for old, new in free_order(renamed):
        assert new not in holders
        holders[new] = holders.pop(old)

    assert holders == {"b": "a", "c": "b", "e": "d", "d": "e", "f": "f"}
