// The data of the page, read once, with what is looked up often.

const store = readData();

function readData() {
  const data = JSON.parse(byId("data").textContent);
  const nodes = [...data.things, ...data.facts];
  nodes.forEach((node, number) => { node.number = number; });
  data.articles.forEach((article, number) => { article.number = number; article.evidence = []; });
  for (const node of nodes) node.kindName = node.kind ?? "entity";
  for (const node of nodes) for (const said of node.said ?? []) placeEvidence(data.articles, node, said);
  const found = { ...data, nodes, byId: new Map(nodes.map((node) => [node.id, node])), usedIn: usesOf(nodes) };
  return Object.freeze(found);
}

/** A passage of an article, in units of the browser's strings; Python counts code points. */
function placeEvidence(articles, node, [number, start, end, rules, quote]) {
  const article = articles[number];
  const units = unitsOf(article);
  const passage = { node, article, start: units(start), end: units(end), rules };
  passage.quote = quote ?? article.text.slice(passage.start, passage.end);
  article.evidence.push(passage);
  (node.passages ??= []).push(passage);
}

/** From code points to UTF-16 code units of an article's text. */
function unitsOf(article) {
  return (article.units ??= makeUnits(article.text));
}

function makeUnits(text) {
  if (!text || !/[\ud800-\udfff]/.test(text)) return (place) => place;
  const starts = [];
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit) > 0xffff ? 2 : 1) starts.push(unit);
  starts.push(text.length);
  return (place) => starts[place];
}

/** For each thing or fact, the facts in which it has a role. */
function usesOf(nodes) {
  const uses = nodes.map(() => []);
  for (const node of nodes) {
    if (!node.kind) continue;
    for (const number of new Set(Object.values(node.roles ?? {}).flat())) uses[number].push(node);
  }
  return uses;
}

/** The sentences of an article, in units of the browser's strings. */
function sentencesOf(article) {
  const units = unitsOf(article);
  return (article.parts ??= (article.sentences ?? []).map(([start, end], number) => ({ article, number, start: units(start), end: units(end) })));
}

/** The sentence that a passage begins in. */
function sentenceOf(passage) {
  return sentencesOf(passage.article).find((each) => passage.start < each.end);
}

function titleOf(article) {
  return article.title ?? article.id;
}

/** Where a thing or fact can be seen on the page. */
function linkTo(node) {
  return node.kind ? `#fact/${encodeURIComponent(node.id)}` : `#entity/${encodeURIComponent(node.id)}`;
}
