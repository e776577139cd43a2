from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from ..adapter import LiveAdapter
from ..registry import register


class _Place(NamedTuple):
    """A translatable field of a live record of the module."""

    record: object
    field: object


@register
class TranslationAdapter(LiveAdapter):
    """A text is translated wherever a live record of the module says it, once its language is here.

    Fields are either one text, or (views, help) hold several terms. What only code says is
    translated by the exported module alone.
    """

    kind = "translation"
    model = "itx.moduler.live.translation"

    def __init__(self, session):
        super().__init__(session)
        self.env = self.env[self.model]._unguarded().env

    def values(self, node, element):
        return {"name": node.name, "lang": node.lang, "source": node.source, "value": node.value}

    def read(self, record, node):
        return {
            "name": record.name,
            "lang": record.lang,
            "source": record.source,
            "value": self._said(record),
            "places": node.places if node is not None else (),
        }

    def _said(self, record):
        """Return the translation, or what a place says instead of it."""
        for lang in self._languages(record.lang):
            for place in self._places[record.source]:
                said = self._translation(place, record.source, lang)
                if said != record.value:
                    return said or ""
        return record.value

    def change(self, operations):
        changed = {operation.uid for operation in operations}
        for uid in changed:
            self._take_back(self.records(uid))
        super().change(operations)

    def remove(self, operations):
        for operation in operations:
            self._take_back(self._still_there(operation.uid))
        super().remove(operations)

    def settle(self):
        """Translate what the module's records say now."""
        self._forget_places()
        touched = False
        for element in list(self.session.elements.values()):
            node = element.node
            if node.kind == self.kind:
                for lang in self._languages(node.lang):
                    for place in self._places[node.source]:
                        if self._translation(place, node.source, lang) != node.value:
                            self._translate(place, node.source, lang, node.value)
                            touched = True
        if touched:
            # Labels and menus are kept in caches by language.
            self.env.registry.clear_cache()

    def _take_back(self, records):
        self._forget_places()
        for record in records:
            for lang in self._languages(record.lang):
                for place in self._places[record.source]:
                    if self._translation(place, record.source, lang) == record.value:
                        self._translate(place, record.source, lang, False)

    def _translate(self, place, source, lang, value):
        new = value if place.field.translate is True else {source: value or source}
        place.record.update_field_translations(place.field.name, {lang: new})

    def _translation(self, place, source, lang):
        record = place.record.with_context(lang=lang)
        if place.field.translate is True:
            return record[place.field.name]
        terms = place.field.get_translation_dictionary(
            place.record[place.field.name], {lang: record[place.field.name]}
        )
        return terms[source][lang] if source in terms else source

    def _languages(self, code):
        """Return the installed languages of a code: `th_TH`, or for `th` all that begin so."""
        installed = [lang for lang, _name in self.env["res.lang"].get_installed()]
        exact = [lang for lang in installed if lang == code]
        return exact or [lang for lang in installed if lang.partition("_")[0] == code]

    def _forget_places(self):
        self.env.flush_all()
        self.__dict__.pop("_places", None)

    @cached_property
    def _places(self):
        """Text → places where live records of the module say it in English."""
        found = defaultdict(list)
        for kind, by_uid in self.session.bound().items():
            if kind == self.kind:
                continue
            adapter = self.session.adapter(kind)
            for records in by_uid.values():
                for record in filter(adapter.is_made_by_us, records):
                    for place in self._translatable(record):
                        for text in self._texts(place):
                            if place not in found[text]:
                                found[text].append(place)
        return found

    def _translatable(self, record):
        for name, field in record._fields.items():
            if not field.translate:
                continue
            if field.inherited:
                # A cron delegates its name to a server action.
                parent, _dot, name = field.related.partition(".")
                yield _Place(record[parent], record[parent]._fields[name])
            elif field.store:
                yield _Place(record, field)

    def _texts(self, place):
        held = place.record[place.field.name]
        if not held:
            return []
        return [held] if place.field.translate is True else place.field.get_trans_terms(held)
