// Where exactly does which article say that a treaty was ratified?
MATCH (event:Event {type: "Ratification"})-[:HAS_EVIDENCE]->(passage:Evidence)-[:SOURCE]->(article:Article)
RETURN DISTINCT event.iri AS event, article.headline AS headline, passage.start AS start, passage.quote AS words
