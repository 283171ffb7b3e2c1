// What articles tell differently of a treaty: each side with its sentences, and the articles they stand in.

const DISPUTES = { date: "on which day", votes: "how the votes were counted", parties: "who the parties are", stage: "whether it was still to come", factuality: "whether it happened" };

const MOST_PLACES = 3;

function countOfDisputes(treaty) {
  return treaty.disputes ? many(treaty.disputes.length, "conflict") : "";
}

/** A conflict as a line that opens. */
function disputeOf({ kind, about, sides }, open = false) {
  return h("details", { class: "dispute", open }, h("summary", {}, tag("Articles differ", "Denied"), " ", DISPUTES[kind] ?? kind, kind === "parties" ? null : h("span", { class: "count", dir: "auto" }, ` · ${about.replace(/^\w+/, plain)}`)),
    h("ul", { class: "sides" }, sides.map(([value, places]) => h("li", {}, h("p", { class: "head", dir: "auto" }, toldOn(kind, value)), placesOf(places)))));
}

/** The first articles of a side; the others open. */
function placesOf(places) {
  const rest = places.slice(MOST_PLACES);
  return [places.slice(0, MOST_PLACES).map(placeOf), rest.length ? h("details", { class: "rest" }, h("summary", {}, many(rest.length, "more article")), rest.map(placeOf)) : null];
}

/** The conflicts in which a fact is one of the steps. */
function disputesAbout(fact) {
  return store.treaties.flatMap((treaty) => treaty.disputes ?? []).filter((each) => each.steps.includes(fact.number));
}

/** What one side tells, in words. */
function toldOn(kind, value) {
  if (kind === "date") return value.split(", ").map(dateWords).join("; ");
  if (kind !== "stage" && kind !== "factuality") return value;
  const [type, factuality] = value.split(", ");
  return [plain(type), " ", tag(factuality)];
}

/** The sentence of one article, and whose it is. */
function placeOf([number, start, end, quote]) {
  const article = store.articles[number];
  const units = unitsOf(article);
  const passage = { article, start: units(start), end: units(end), quote };
  const sentence = article.text ? sentenceOf(passage) : null;
  const by = [article.publisher, article.published && dayWords(article.published)].filter(Boolean).join(", ");
  return [inSentence(passage, "event"), h("p", { class: "rule" }, by ? [h("bdi", {}, by), " · "] : null, h("a", { href: `${articleLink(article)}${sentence ? `/${sentence.number}` : ""}`, dir: "auto" }, titleOf(article)))];
}
