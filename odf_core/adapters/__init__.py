"""All that touches the engine: records ↔ flow documents, reports → records, the ORM as writer."""
