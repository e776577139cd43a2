from odoo import models

from ..adapters import (
    builder_check,
    builder_document,
    builder_engine,
    connections_here,
    inactive,
    metadata,
    polars_names,
)


class Flow(models.Model):
    """What the visual builder asks for. Documents are dicts, see adapters/builder_document.py."""

    _inherit = "itx.moduler.flow"

    def action_open_builder(self):
        """Open the flow in the visual builder."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "odf_flow_builder",
            "name": self.title or self.name,
            "params": {"flow_id": self.id},
            "context": {"active_id": self.id, "active_model": self._name},
        }

    def builder_load(self):
        """Return the flow's document, and what the builder must know beside it."""
        self.ensure_one()
        self.check_access("read")
        may_preview = builder_engine.may_run(self.env)
        return {
            "document": builder_document.read(self),
            "module": {
                "id": self.module_id.id,
                "name": self.module_id.display_name,
                "state": self.state,
            },
            "readonly": self.state != "draft" or not self.has_access("write"),
            "may_preview": may_preview,
            "formats": metadata.formats(self.env),
            "files": metadata.files() if may_preview else [],
            "connections": metadata.connections(self.env) if may_preview else [],
            "polars": polars_names.names(),
            "activity_models": inactive.models(),
        }

    def builder_save(self, document):
        """Make the flow, its steps and scripts equal to a document; return what they are now.

        Connections that were chosen for its steps are described in the module, too.
        """
        self.ensure_one()
        builder_document.write(self, document)
        connections_here.describe(self)
        return builder_document.read(self)

    def builder_preview(self, document, first, again=False):
        """Return the frames after every step of a document, saved or not, and its problems;
        `again`: ask the sources, though they have been asked the same a moment ago.
        """
        self.ensure_one()
        self.check_access("read")
        return builder_engine.preview(self, document, first, again)

    def builder_dry_run(self):
        """Return what a run of the flow, as it is saved, would do, without doing it."""
        self.ensure_one()
        self.check_access("read")
        return builder_engine.dry_run(self)

    def builder_check(self, document):
        """Return what would stand in the way of a run of a document, saved or not: list of dicts
        with path, severity, message and fix, the worst first.
        """
        self.ensure_one()
        self.check_access("read")
        return builder_check.check(self, document)

    def builder_fix(self, finding):
        """Return the action that a finding of `builder_check` can be mended with."""
        self.ensure_one()
        self.check_access("read")
        return builder_check.fix(self.env, finding)

    def builder_inactive(self, connection, model, months, mark=False):
        """Return which records of a source are not in use; with `mark`, mark them there."""
        self.ensure_one()
        self.check_access("read")
        return inactive.look(self, connection, model, months, mark)

    def builder_models(self, connection=""):
        """Return the models of this database and module, or of a connection."""
        self.ensure_one()
        self.check_access("read")
        return metadata.models(self, connection)

    def builder_fields(self, model, connection=""):
        """Return the fields of a model of this database and module, or of a connection."""
        self.ensure_one()
        self.check_access("read")
        return metadata.fields(self, connection, model)

    def builder_suggest(self, columns, model, connection="", names=None, origin=None):
        """Return which of the columns (name and type) may fill which field, one to one; `names`:
        of the fields that are asked about, by default all. `origin`: the model that the columns
        were read from, and its connection, if they are fields of an Odoo.
        """
        self.ensure_one()
        self.check_access("read")
        fields = metadata.fields(self, connection, model)
        if names is not None:
            fields = [field for field in fields if field["name"] in names]
        labels = metadata.labels(self, connection, model)
        read = metadata.labels(self, origin["connection"], origin["model"]) if origin else {}
        return builder_engine.suggestions(columns, fields, model, labels, read)
