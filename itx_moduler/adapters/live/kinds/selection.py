from collections import defaultdict

from ..adapter import LiveAdapter
from ..references import RecordOf
from ..registry import register


@register
class SelectionAdapter(LiveAdapter):
    """Options. Those of a new field are made with it, and only bound here."""

    kind = "selection"
    model = "ir.model.fields.selection"
    inside = ("field", "field_id")
    sequence = "sequence"

    def values(self, node, element):
        return {"field_id": RecordOf(element.parent), "value": node.value, "name": node.name}

    def read(self, record, node):
        return {"value": record.value, "name": record.name}

    def strays(self):
        domain = [("field_id.model", "in", self.live_models()), ("field_id.state", "=", "manual")]
        return self.not_ours(domain)

    def add(self, operations):
        elements, records, others = [], [], []
        for operation in operations:
            element = self.session.elements[operation.uid]
            record = self._existing(element)
            if record:
                elements.append(element)
                records.append(record)
            else:
                others.append(operation)
        self.own(elements, records)
        if others:
            super().add(others)

    def own_options(self, field_element):
        """Bind the options of a field that was made anew."""
        for option in field_element.node.selection:
            element = self.session.elements[option.uid]
            record = self._existing(element)
            if not self.session.uid_of(self.kind, record):
                self.session.unbind([option.uid])
                self.own([element], [record])

    def _existing(self, element):
        field = self.session.records(element.parent)
        return field.selection_ids.filtered(lambda option: option.value == element.node.value)

    def remove(self, operations):
        """Delete options, those of one field at a time: Odoo 19 can't do several.

        Options of a field that goes as well go with it.
        """
        of_field = defaultdict(list)
        for operation in operations:
            of_field[self.session.elements_before[operation.uid].parent].append(operation)
        for field, held in of_field.items():
            if field in self.session.elements:
                super().remove(held)
            else:
                self.session.unbind([operation.uid for operation in held])

    def change(self, operations):
        # An option whose field was made anew is as described already.
        super().change(
            [operation for operation in operations if self.session.bindings[operation.uid]]
        )
