// Who accuses whom, in which words?
MATCH (who:Entity)-[accuses:ACCUSES]->(whom:Entity)
RETURN DISTINCT who.iri AS who, whom.iri AS whom, accuses.quote AS words
