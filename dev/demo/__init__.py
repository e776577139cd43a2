"""The demo: one path through the whole product, on real components, measured."""
