"""A live app as people leave it: many rows, and all that they add to rows. Runs inside of Odoo."""

import json

from odoo import Command

from .place import DOCUMENT

SINKS = 1000


def live(env):
    """Bring the example to life that has every kind of element and every type of field."""
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    module = env["itx.moduler.module"].from_document(document)
    module.action_validate()
    module.action_apply_to_odoo()
    env.cr.commit()


def fill(env, rows):
    """Fill the app with so many parts; with links, files, messages and settings."""
    plumber = _people(env)
    _sinks(env)
    _parts(env, rows)
    _links(env, rows)
    _beside(env, rows, plumber)
    env.flush_all()
    _settings(env, plumber)
    env.cr.commit()


def _people(env):
    """What people do with records that came with the app."""
    env.ref("x_kitchen_sink.brand_steel").x_name = "Renamed by people"
    sequence = env.ref("x_kitchen_sink.sequence_sink")
    sequence.write({"number_next_actual": 77, "prefix": "OURS/"})
    env.ref("x_kitchen_sink.cron_count_parts").write({"active": True, "interval_number": 9})
    group = env.ref("x_kitchen_sink.group_plumber")
    values = {"name": "Paula", "login": "paula", "group_ids": [Command.link(group.id)]}
    plumber = env["res.users"].create(values)
    plumber.action_id = env.ref("x_kitchen_sink.action_sink").id
    env.flush_all()
    return plumber


def _sinks(env):
    env.cr.execute(
        """
        INSERT INTO x_kitchen_sink
               (id, x_name, x_reference, x_brand_id, x_basins, create_uid, create_date)
        SELECT 10 + n, 'sink ' || n, 'S' || n, %s, 1 + n %% 3, 2,
               '2024-01-01'::timestamp + n * interval '1 minute'
          FROM generate_series(1, %s) AS n
        """,
        [env.ref("x_kitchen_sink.brand_steel").id, SINKS],
    )
    env.cr.execute("SELECT setval('x_kitchen_sink_id_seq', 5000)")


def _parts(env, rows):
    """Parts with even ids; the parents of some have higher ids than they."""
    env.cr.execute(
        """
        INSERT INTO x_kitchen_part (
               id, x_name, x_label, x_story, x_active, x_stock, x_weight, x_price, x_bought_on,
               x_used_at, x_drawing, x_extra, x_quality, x_about, x_made_for_model, x_made_for_id,
               x_secret, x_cost, x_parent_id, x_traits, x_values, x_priority, create_uid,
               create_date, write_date)
        SELECT 2 * n, jsonb_build_object('en_US', 'part ' || n, 'th_TH', 'ชิ้น ' || n), 'part ' || n,
               '<p>' || n || '</p>', n %% 7 <> 0, n %% 500, n / 8.0, n, '2024-01-01',
               '2024-01-01 12:00:00', CASE WHEN n < 9 THEN 'aGVsbG8='::bytea END,
               jsonb_build_object('n', n), 'good', 'res.partner,1', 'x_kitchen_sink', n, 'secret',
               jsonb_build_object('1', n), 2 + 2 * ((n * 3) %% %s),
               CASE WHEN n = 1 THEN jsonb_build_array(jsonb_build_object('name', 'sink', 'string',
               'Sink', 'type', 'many2one', 'comodel', 'x_kitchen_sink')) END,
               jsonb_build_object('sink', 11), n %% 3, 2,
               '2024-01-01'::timestamp + n * interval '1 second',
               '2025-01-01'::timestamp + n * interval '1 second'
          FROM generate_series(1, %s) AS n
        """,
        [rows, rows],
    )
    env.cr.execute("SELECT setval('x_kitchen_part_id_seq', %s)", [3 * rows])


def _links(env, rows):
    env.cr.execute(
        """
        INSERT INTO x_kitchen_part_fits (part_id, sink_id)
        SELECT 2 * n, 11 + (n * k) %% %s
          FROM generate_series(1, %s) AS n, generate_series(1, 2) AS k
            ON CONFLICT DO NOTHING
        """,
        [SINKS, rows],
    )
    for tag in env["res.partner.category"].create([{"name": f"tag {n}"} for n in range(3)]):
        env.cr.execute(
            """
            INSERT INTO x_kitchen_part_x_tag_ids_rel (record_id, target_id)
            SELECT 2 * n, %s FROM generate_series(1, %s) AS n
            """,
            [tag.id, rows // 10],
        )


def _beside(env, rows, plumber):
    """Files, messages, tracked changes, followers, XML ids; columns of contacts."""
    env.cr.execute(
        """
        INSERT INTO ir_attachment (name, type, res_model, res_field, res_id, db_datas)
        SELECT 'file ' || n, 'binary', 'x_kitchen_part',
               CASE WHEN n %% 2 = 0 THEN 'x_picture' END, 2 * n, 'aGVsbG8='::bytea
          FROM generate_series(1, %s) AS n
        """,
        [rows // 2],
    )
    env.cr.execute(
        """
        INSERT INTO mail_message (model, res_id, message_type, body, date, author_id)
        SELECT 'x_kitchen_part', 2 * n, 'comment', '<p>' || n || '</p>', now(), 1
          FROM generate_series(1, %s) AS n
        """,
        [rows],
    )
    env.cr.execute(
        """
        INSERT INTO mail_tracking_value (mail_message_id, field_id, old_value_char, new_value_char)
        SELECT message.id, field.id, 'before', 'after'
          FROM mail_message AS message, ir_model_fields AS field
         WHERE message.model = 'x_kitchen_part' AND message.res_id % 20 = 0
           AND field.model = 'x_kitchen_part' AND field.name = 'x_name'
        """
    )
    env.cr.execute(
        """
        INSERT INTO mail_followers (res_model, res_id, partner_id)
        SELECT 'x_kitchen_part', 2 * n, %s FROM generate_series(1, %s) AS n
        """,
        [plumber.partner_id.id, rows // 2],
    )
    env.cr.execute(
        """
        INSERT INTO ir_model_data (module, name, model, res_id)
        SELECT '__import__', 'part_' || n, 'x_kitchen_part', 2 * n
          FROM generate_series(1, %s) AS n
        """,
        [rows // 50],
    )
    env.cr.execute(
        """
        INSERT INTO res_partner (name, active, x_favourite_sink_id, x_sink_count)
        SELECT 'contact ' || n, true, 10 + n, n FROM generate_series(1, 500) AS n
        """
    )


def _settings(env, plumber):
    model = env["ir.model"]._get("x_kitchen_part")
    env["mail.activity"].create(
        {"res_model_id": model.id, "res_id": 2, "summary": "Look", "user_id": plumber.id}
    )
    env["ir.filters"].create(
        [
            {
                "name": "mine",
                "model_id": "x_kitchen_part",
                "domain": "[('x_parent_id.x_name', 'ilike', 'x_name'), ('x_stock', '>', 3)]",
                "context": "{'group_by': ['x_quality', 'x_bought_on:month']}",
                "sort": '["x_stock desc"]',
                "user_ids": [Command.link(plumber.id)],
                "action_id": env.ref("x_kitchen_sink.action_sink").id,
            },
            {
                "name": "contacts",
                "model_id": "res.partner",
                "domain": "[('x_favourite_sink_id.x_brand_id.x_name', '=', 'x')]",
            },
        ]
    )
    env["ir.default"].set("x_kitchen_part", "x_stock", 9, user_id=plumber.id)
    line = Command.create({"name": "x_parent_id/x_name"})
    env["ir.exports"].create(
        {"name": "parts", "resource": "x_kitchen_part", "export_fields": [line]}
    )
    env["ir.actions.server"].create(
        {"name": "By hand", "model_id": model.id, "state": "code", "code": "pass"}
    )
