// What is alleged of whom, or said not to have happened?
MATCH (who:Entity)-[act:ACT_ALLEGED|ACT_NEGATED]->(treaty:Entity)
RETURN DISTINCT who.iri AS who, act.iri AS event, treaty.iri AS treaty
