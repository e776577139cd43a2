"""HTML that Odoo cleans when it is written."""


def as_described(record, name, described):
    """Return what an HTML field holds; as described where Odoo's cleaning made it what it is."""
    held = str(record[name] or "")
    if described:
        field = record._fields[name]
        cleaned = field.convert_to_column_insert(described, record)
        if held == str(field.convert_to_cache(described, record)) or held == _text(cleaned):
            return described
    return held


def _text(column):
    """Return the text that goes into a column; a translated one holds it for each language."""
    value = getattr(column, "adapted", column)
    return value.get("en_US", "") if isinstance(value, dict) else str(value or "")
