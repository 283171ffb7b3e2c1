// Which treaty obliges whom to do what, in which article and on which occasion?
MATCH (treaty:Entity)-[obliges:OBLIGES]->(whom:Entity)
RETURN DISTINCT treaty.iri AS treaty, whom.iri AS whom, obliges.obligationType AS what, obliges.articleNumber AS article,
  obliges.trigger AS occasion
