// Who signed which treaty, as a fact?
MATCH (who:Entity)-[:SIGNED]->(treaty:Entity)
RETURN DISTINCT who.iri AS who, treaty.iri AS treaty
