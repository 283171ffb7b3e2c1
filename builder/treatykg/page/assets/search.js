// One search over sentences, facts and entities.

const MOST_RESULTS = 50;

function searchView(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text) => words.length > 0 && words.every((word) => text.includes(word));
  const sentences = store.articles.flatMap((article) => sentencesOf(article).filter((each) => has(article.text.slice(each.start, each.end).toLowerCase())));
  const facts = store.facts.filter((fact) => has(searchText(fact)));
  const things = store.things.filter((thing) => has([thing.label, ...(thing.aliases ?? []), thing.wikidata, ...(thing.codes ?? [])].join(" ").toLowerCase()));
  const total = sentences.length + facts.length + things.length;
  announce(`${many(total, "result")}`);
  return h("section", { class: "view" }, h("header", {}, h("h1", {}, "Search"), h("p", { class: "lead" }, words.length ? [many(total, "result"), " for ", h("bdi", {}, `“${query}”`)] : "Type words into the field above.")),
    h("div", { class: "results" },
      results("Entities", things, (thing) => [h("a", { href: linkTo(thing), dir: "auto" }, thing.label), h("span", { class: "count" }, ` ${plain(thing.type)}`)]),
      results("Facts", facts, (fact) => [h("p", {}, h("a", { href: linkTo(fact) }, nameOf(fact)), " ", tagsOf(fact)), h("p", { class: "hint", dir: "auto" }, gist(fact))]),
      results("Sentences", sentences, (each) => [h("p", { class: "quote", dir: "auto" }, each.article.text.slice(each.start, each.end)),
        h("p", { class: "rule" }, h("a", { href: `${articleLink(each.article)}/${each.number}`, dir: "auto" }, titleOf(each.article)))])));
}

function results(name, found, item) {
  if (!found.length) return null;
  return h("section", {}, h("h2", {}, `${name} (${found.length.toLocaleString("en")})`), h("ul", {}, found.slice(0, MOST_RESULTS).map((each) => h("li", {}, item(each)))),
    found.length > MOST_RESULTS ? h("p", { class: "hint" }, `The first ${MOST_RESULTS} are shown.`) : null);
}
