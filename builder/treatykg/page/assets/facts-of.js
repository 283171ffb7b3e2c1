// A fact as a card that opens, with its words and the rule that found them.

/** A label in the colours of a factuality, by default of the one that it names. */
function tag(words, factuality = words) {
  return h("span", { class: `tag ${FACTUALITIES.includes(factuality) ? factuality : ""}` }, plain(words));
}

function tagsOf(fact) {
  return (fact.factuality ?? []).map((each) => tag(each));
}

/** A card of one fact; `onopen` is told when it opens or closes. */
function factCard(fact, { open = false, onopen = null, level = "h3" } = {}) {
  const more = h("div", { class: "more", hidden: !open });
  const button = h("button", { type: "button", "aria-expanded": open },
    h("span", { class: "head" }, h("span", { class: "kind" }, KIND[fact.kind]), h("span", { class: "name", dir: "auto" }, nameOf(fact)), tagsOf(fact)),
    h("span", { class: "who", dir: "auto" }, gist(fact)));
  const show = (opened) => {
    button.setAttribute("aria-expanded", String(opened));
    more.hidden = !opened;
    if (opened && !more.hasChildNodes()) append(more, factDetails(fact));
    if (onopen) onopen(fact, opened);
  };
  button.addEventListener("click", () => show(more.hidden));
  if (open) append(more, factDetails(fact));
  return h("article", { class: `card ${fact.kind}`, "aria-label": `${KIND[fact.kind]}: ${nameOf(fact)}`, "data-fact": fact.id }, button, more);
}

/** All that is known of a fact: roles, time, confidence, words, rules. */
function factDetails(fact) {
  const pairs = Object.entries(fact.roles ?? {}).map(([role, numbers]) => [ROLES[role] ?? plain(role), nameLinks(numbers)]);
  return [h("dl", { class: "pairs" }, [...pairs, ...timesOf(fact), ...detailsOf(fact)].map(([name, value]) => [h("dt", {}, name), h("dd", { dir: "auto" }, value)])), wordsOf(fact), disputesAbout(fact).map((each) => disputeOf(each))];
}

function timesOf(fact) {
  const dates = (fact.dates ?? []).map((date) => [dateWords(date), " ", h("code", { title: "Extended Date/Time Format" }, date), h("br")]);
  const how = (fact.how ?? []).map((each) => DERIVATIONS[each] ?? plain(each)).join("; ");
  return [
    dates.length ? ["When", [dates, how]] : fact.kind === "event" ? ["When", "not said"] : null,
    fact.effective ? ["Takes effect", fact.effective.map(dateWords).join("; ")] : null,
  ].filter(Boolean);
}

function detailsOf(fact) {
  const votes = fact.votes ?? {};
  const count = [["votesFor", "for"], ["votesAgainst", "against"], ["abstentions", "abstained"]].filter(([key]) => votes[key]).map(([key, word]) => `${votes[key]} ${word}`);
  return [
    count.length || fact.unanimous ? ["Vote", [...count, ...(fact.unanimous ? ["unanimous"] : [])].join(", ")] : null,
    fact.unnamed ? ["Speaker", "an unnamed source"] : null,
    fact.article ? ["Article", fact.article] : null,
    fact.content ? ["Content", h("bdi", {}, fact.content)] : null,
    fact.trigger ? ["Triggered by", h("bdi", {}, fact.trigger)] : null,
    fact.kind === "provision" ? ["Wording", fact.quoted ? "the treaty's own words" : "the article's words"] : null,
    fact.extractor ? ["Proposed by", fact.extractor.join(", ")] : null,
    fact.confidence === undefined ? null : ["Confidence", percent(fact.confidence)],
  ].filter(Boolean);
}

function nameLinks(numbers) {
  return h("span", { class: "names" }, numbers.map((number) => h("a", { href: linkTo(store.nodes[number]), dir: "auto" }, nameOf(store.nodes[number]))));
}

/** Each passage that says a fact, a link to it in its article, and the rules that found it. */
function wordsOf(fact) {
  const told = new Set(); // an example once a fact
  return h("ul", { class: "passages" }, (fact.passages ?? []).map((passage) => h("li", {},
    h("blockquote", { class: "quote", dir: "auto" }, passage.quote),
    h("p", { class: "rule" },
      store.articles.length > 1 ? [h("bdi", {}, titleOf(passage.article)), " · "] : null,
      h("a", { href: `#fact/${encodeURIComponent(fact.id)}/${fact.passages.indexOf(passage)}` }, "in the article"), " · rule ", passage.rules.map((number, place) => ruleOf(number, place, told))))));
}

function ruleOf(number, place, told) {
  const [rule, example] = store.rules[number];
  const fresh = example && !told.has(number);
  told.add(number);
  return [place ? ", " : "", h("code", {}, rule), fresh ? [", which finds: “", example, "”"] : null];
}
