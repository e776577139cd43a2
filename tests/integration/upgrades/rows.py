"""The rows that the three versions must bring along, and what must have become of them."""

from __future__ import annotations

#: How many books there are.
BOOKS = 100_000

#: Fills a database in which the first version is installed. `BOOKS` is replaced by a number.
FILL = """
env.cr.execute('''
    INSERT INTO library_author (name) SELECT 'Author ' || n FROM generate_series(1, 100) n;
    INSERT INTO library_shelf (name, active)
    SELECT 'Shelf ' || n, TRUE FROM generate_series(1, 20) n;
    INSERT INTO library_book (title, subtitle, shelf_mark, pages, price, bought, state, author_id,
                              shelf_id, note, blurb, rating, isbn, code, about, length)
    SELECT 'Book ' || n, 'Sub ' || n, 'M-' || n,
           (ARRAY[n::text, ' ' || n || ' ', 'many', '12.6', NULL])[n % 5 + 1],
           n % 1000,
           timestamp '2020-01-01 13:45:00' + make_interval(mins => n),
           (ARRAY['draft', 'lent', 'lost', NULL])[n % 4 + 1],
           a.first + n % 100, s.first + n % 20, 'Note ' || n,
           CASE WHEN n % 3 = 0 THEN jsonb_build_object('en_US', 'Blurb ' || n)
                ELSE jsonb_build_object('en_US', 'Blurb ' || n, 'fr_FR', 'Baratin ' || n) END,
           NULLIF(n % 6, 0),
           CASE WHEN n % 2 = 0 THEN 'isbn ' || n END,
           'C' || n, 'library.author,' || (a.first + n % 100), length('Book ' || n)
      FROM generate_series(1, BOOKS) n,
           (SELECT min(id) AS first FROM library_author) a,
           (SELECT min(id) AS first FROM library_shelf WHERE name LIKE 'Shelf %') s;
    INSERT INTO library_author_library_book_rel (library_book_id, library_author_id)
    SELECT b.id, a.id FROM library_book b
      JOIN library_author a ON a.id % 50 = b.id % 50;
    INSERT INTO library_loan (day, book_id)
    SELECT date '2024-01-01' + n, (SELECT min(id) FROM library_book) + n
      FROM generate_series(1, 500) n;
    INSERT INTO library_author_library_loan_rel (library_loan_id, library_author_id)
    SELECT id, (SELECT min(id) FROM library_author) FROM library_loan;
''')
env.invalidate_all()
books = env["library.book"].search([], limit=5)
for book in books:
    book.title = book.title + "!"
    book.message_post(body="Hello")
    book.message_subscribe(env.ref("base.partner_admin").ids)
    book.cover = "aGVsbG8="
    env.cr.flush()
    env["mail.activity"].create(
        {
            "res_model_id": env["ir.model"]._get_id("library.book"),
            "res_id": book.id,
            "summary": "Look",
        }
    )
author = env["library.author"].search([], limit=1)
env["ir.attachment"].create({"name": "a", "res_model": "library.author", "res_id": author.id})
env["ir.filters"].create(
    {
        "name": "Mine",
        "model_id": "library.book",
        "domain": "[('title', 'ilike', 'x'), ('author_id.name', '!=', 'title')]",
        "context": "{'group_by': ['author_id', 'bought:month']}",
        "sort": '["title desc"]',
    }
)
env["ir.exports"].create(
    {
        "name": "List",
        "resource": "library.book",
        "export_fields": [(0, 0, {"name": "title"}), (0, 0, {"name": "author_id/name"})],
    }
)
env["ir.default"].set("library.book", "state", "lent")
env["ir.rule"].create(
    {
        "name": "Own",
        "model_id": env["ir.model"]._get_id("library.book"),
        "domain_force": "[('author_id.name', '=', 'Author 1')]",
    }
)
env.cr.commit()
"""

#: A hash over all books as the third version must have them: of the rows of the first version …
EXPECTED = """
SELECT count(*), md5(string_agg(row::text, '|' ORDER BY row)) FROM (SELECT (
    b.id, b.title, b.shelf_mark,
    CASE WHEN b.pages ~ '^ *[0-9.]+ *$' THEN round(b.pages::numeric)::int END,
    b.price::float8, b.bought::date,
    CASE b.state WHEN 'lent' THEN 'out' WHEN 'lost' THEN 'draft' ELSE b.state END,
    b.author_id, ARRAY[b.shelf_id], jsonb_build_object('en_US', b.note), b.blurb->>'en_US',
    CASE WHEN b.rating IS NOT NULL
         THEN jsonb_build_object((SELECT min(id) FROM res_company), b.rating) END,
    coalesce(b.isbn, '100% unknown'), b.code, replace(b.about, 'library.author', 'library.writer'),
    length(b.title) * 2, 'None.',
    (SELECT array_agg(library_author_id ORDER BY library_author_id)
       FROM library_author_library_book_rel r WHERE r.library_book_id = b.id)
)::text AS row FROM library_book b) rows
"""

#: … and of those of the third.
FOUND = """
SELECT count(*), md5(string_agg(row::text, '|' ORDER BY row)) FROM (SELECT (
    b.id, b.name, b.shelf_mark, b.pages, b.price, b.bought, b.state, b.writer_id,
    (SELECT array_agg(library_shelf_id) FROM library_shelf_library_volume_rel r
      WHERE r.library_volume_id = b.id),
    b.note, b.blurb, b.rating, b.isbn, b.number, b.about, b.length, b.abstract,
    (SELECT array_agg(library_writer_id ORDER BY library_writer_id)
       FROM library_volume_library_writer_rel r WHERE r.library_volume_id = b.id)
)::text AS row FROM library_volume b) rows
"""

#: The whole schema, and what Odoo notes of it; what was put aside is left out. So are the XML ids
#: of what modules that are loaded later add to `mail.thread`: Odoo gives them at installation only.
SCHEMA = """
SELECT 'column', table_name, column_name, udt_name, character_maximum_length::text, is_nullable
  FROM information_schema.columns WHERE table_schema = current_schema
   AND table_name || column_name NOT LIKE '%moduler_kept_%'
UNION ALL
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', ''
  FROM pg_constraint WHERE conrelid::regclass::text NOT LIKE 'moduler_kept_%'
   AND connamespace = current_schema::regnamespace AND contype != 'n'
UNION ALL
SELECT 'index', tablename, indexname, indexdef, '', '' FROM pg_indexes
 WHERE schemaname = current_schema AND tablename NOT LIKE 'moduler_kept_%'
UNION ALL
SELECT 'sequence', sequencename, '', '', '', '' FROM pg_sequences
 WHERE schemaname = current_schema AND sequencename NOT LIKE 'moduler_kept_%'
   AND sequencename NOT LIKE 'ir_sequence_%' AND sequencename NOT LIKE 'base_%'
UNION ALL
SELECT 'model', model, "order", transient::text, '', '' FROM ir_model
UNION ALL
SELECT 'field', model, name, concat_ws('/', ttype, relation, relation_field, relation_table,
       column1, column2, required, store, index, translate, company_dependent, related), '', ''
  FROM ir_model_fields
UNION ALL
SELECT 'option', f.model, f.name, s.value, s.sequence::text, ''
  FROM ir_model_fields_selection s JOIN ir_model_fields f ON f.id = s.field_id
UNION ALL
SELECT 'xml id', module, name, model, noupdate::text, '' FROM ir_model_data
 WHERE module = 'upgrade_case' AND name != 'shelf_old'
   AND name !~ '__(message_has_sms_error|website_message_ids)$'
UNION ALL
SELECT 'noted constraint', c.name, m.model, c.type, c.definition, ''
  FROM ir_model_constraint c JOIN ir_model m ON m.id = c.model
UNION ALL
SELECT 'noted links', r.name, '', '', '', '' FROM ir_model_relation r
ORDER BY 1, 2, 3, 4, 5, 6
"""
