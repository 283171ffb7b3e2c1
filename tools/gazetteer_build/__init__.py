"""How the derived tables of `ontology/gazetteer/` are made from the CSV files in its `sources/` and `overlays/`."""
