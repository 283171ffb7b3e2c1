// The address after # tells what is shown: #article/ID/SENTENCE, #fact/ID/PASSAGE, #facts, #network, #timeline/ID, #claims,
// #entities, #entity/ID, #search/WORDS.

const VIEWS = {
  article: (id, sentence) => {
    const article = store.articles.find((each) => each.id === id) ?? store.articles[0];
    return article ? withSentence(articleView(article), article, sentence) : h("p", { class: "empty" }, "The graph holds no article.");
  },
  fact: (id, number) => {
    const fact = store.byId.get(id);
    if (!fact?.passages) return h("p", { class: "empty" }, "This fact is not on this page.");
    const passage = fact.passages[Number(number) || 0] ?? fact.passages[0];
    return articleView(passage.article, { fact, passage: fact.passages.indexOf(passage) });
  },
  facts: () => factsView(),
  network: () => networkView(),
  timeline: (id) => timelineView(id),
  claims: () => claimsView(),
  entities: () => entitiesView(),
  entity: (id) => entitiesView(id),
  search: (words) => searchView(words ?? ""),
};
const TABS = { fact: "article", entity: "entities" };
const NAMES = { article: "Article", facts: "Facts", network: "Network", timeline: "Timeline", claims: "Claims", entities: "Entities", search: "Search" };

function withSentence(view, article, number) {
  const sentence = number === undefined ? null : sentencesOf(article)[Number(number)];
  if (sentence?.element) requestAnimationFrame(() => { sentence.element.scrollIntoView({ block: "center" }); sentence.element.click(); });
  return view;
}

function route() {
  const [name, ...rest] = location.hash.slice(1).split("/").map(decode);
  if (name === "main") return;
  const view = Object.hasOwn(VIEWS, name) ? name : "article";
  const tab = TABS[view] ?? view;
  for (const link of document.querySelectorAll("[data-view]")) {
    if (link.dataset.view === tab) { link.setAttribute("aria-current", "page"); link.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" }); } else link.removeAttribute("aria-current");
  }
  document.title = `${NAMES[tab]} · treatykg report`;
  replace(byId("main"), VIEWS[view](...rest));
  if (view !== "fact" && rest.length < 2) window.scrollTo({ top: 0, behavior: "instant" });
}

function decode(part) {
  try { return decodeURIComponent(part); } catch { return part; } // a stray % in a typed address
}

function start() {
  startTheme();
  const shownArticles = store.articles.length;
  byId("about").textContent = [shownArticles < store.total ? `the newest ${shownArticles} of ${many(store.total, "article")}` : many(shownArticles, "article"), many(store.facts.length, "fact"), many(store.things.length, "entity", "entities")].join(" · ");
  byId("made").textContent = `Made by treatykg ${store.version}. This file holds all its data; it loads nothing and sends nothing.`;
  document.querySelector('[data-view="article"]').textContent = shownArticles > 1 ? "Articles" : "Article";
  const query = byId("query");
  const search = settled(200, () => { if (query.value.trim()) location.hash = `#search/${encodeURIComponent(query.value.trim())}`; });
  query.addEventListener("input", search);
  byId("find").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); byId("main").focus(); byId("main").scrollIntoView(); });
  window.addEventListener("hashchange", route);
  route();
}

start();
