// The article with every piece of evidence marked by kind; a sentence shows its facts, a fact its words.

const shown = new Set(Object.keys(KINDS)); // the kinds that are marked, kept from article to article

function articleView(article, wanted) {
  const aside = h("aside", { class: "aside", "aria-label": "Facts of the chosen sentence", tabindex: "0" });
  const story = storyOf(article, (sentence) => showSentence(sentence, aside, story));
  const many = store.articles.length > 1;
  const view = h("div", { class: `reading ${many ? "many" : ""}` }, many ? shelf(article) : null, h("div", { class: "sheet" }, story), aside);
  showHint(article, aside);
  if (wanted) requestAnimationFrame(() => showFact(wanted.fact, wanted.passage, aside, story));
  return view;
}

function shelf(current) {
  const items = h("ul", {}, store.articles.map((article) => h("li", {}, h("a", { href: articleLink(article), "aria-current": article === current ? "page" : null, dir: "auto" },
    titleOf(article), h("small", {}, [article.published ? dayWords(article.published) : null, article.publisher].filter(Boolean).join(" · "))))));
  const filter = h("input", { type: "search", "aria-label": "Filter the list of articles", placeholder: "Filter", oninput: () => {
    for (const item of items.children) item.hidden = !item.textContent.toLowerCase().includes(filter.value.toLowerCase());
  } });
  return h("nav", { class: "shelf", "aria-label": "Articles" }, h("details", { open: window.innerWidth > 900 }, h("summary", {}, many(store.articles.length, "article")), store.articles.length > 8 ? filter : null, items));
}

function articleLink(article) {
  return `#article/${encodeURIComponent(article.id)}`;
}

function storyOf(article, choose) {
  const story = h("article", { class: ["story", ...[...shown].map((kind) => `show-${kind}`)].join(" "), dir: "auto" });
  const paragraphs = article.text ? textOf(article, choose) : quotesOf(article, choose);
  const first = article.text && sentencesOf(article)[0];
  const repeated = first && article.title && article.text.slice(first.start, first.end).trim() === article.title.trim();
  append(story, [h("header", {},
    repeated ? h("h1", { dir: "auto" }, ...paragraphs.shift().childNodes) : h("h1", { dir: "auto" }, titleOf(article)),
    byline(article), turnNotice(article), legend(article, story)), paragraphs]);
  return story;
}

function byline(article) {
  const address = article.url && outside(article.url, article.url.replace(/^https?:\/\//, ""));
  return h("p", { class: "byline" }, article.publisher ? h("bdi", {}, article.publisher) : null, article.published ? h("time", { datetime: article.published }, dayWords(article.published)) : null, address);
}

/** Marks that turn the direction of writing can make a text look like another; a reader should know of them. */
function turnNotice(article) {
  if (!/[\u202a-\u202e\u2066-\u2069]/.test(`${article.title ?? ""}${article.text ?? ""}`)) return null;
  return h("p", { class: "notice" }, "This text holds invisible marks that turn the direction of writing: it may not read as it is stored.");
}

function legend(article, story) {
  return h("fieldset", { class: "chips legend" }, h("legend", {}, "Mark"), Object.entries(KINDS).map(([kind, name]) => {
    const count = new Set(article.evidence.filter((each) => each.node.kindName === kind).map((each) => each.node)).size;
    const box = h("input", { type: "checkbox", checked: shown.has(kind), onchange: () => {
      story.classList.toggle(`show-${kind}`, box.checked);
      if (box.checked) shown.add(kind); else shown.delete(kind);
    } });
    return h("label", { class: "chip" }, box, h("span", { class: `swatch ${kind}`, "aria-hidden": "true" }), name, h("span", { class: "count" }, count));
  }));
}

/** The paragraphs of the text; a line break between two sentences begins a new one. */
function textOf(article, choose) {
  placeInSentences(article);
  const paragraphs = [];
  let end = 0;
  for (const sentence of sentencesOf(article)) {
    const gap = article.text.slice(end, sentence.start);
    if (!paragraphs.length || gap.includes("\n")) paragraphs.push(h("p", { dir: "auto" }));
    else paragraphs.at(-1).append(gap);
    paragraphs.at(-1).append(sentenceElement(sentence, choose));
    end = sentence.end;
  }
  return paragraphs;
}

/** Give each sentence the evidence in it, in one walk along the text; a passage may reach into the next sentence. */
function placeInSentences(article) {
  const sentences = sentencesOf(article);
  for (const sentence of sentences) sentence.evidence = [];
  let first = 0;
  for (const each of [...article.evidence].sort((one, other) => one.start - other.start || other.end - one.end)) {
    while (first < sentences.length && sentences[first].end <= each.start) first += 1;
    for (let number = first; number < sentences.length && sentences[number].start < each.end; number += 1) sentences[number].evidence.push(each);
  }
}

function sentenceElement(sentence, choose) {
  const element = h("span", { class: "sentence", "data-sentence": sentence.number }, segmentsOf(sentence));
  if (sentence.evidence.length) makeButton(element, () => choose(sentence));
  sentence.element = element;
  return element;
}

function makeButton(element, run) {
  for (const [name, value] of [["role", "button"], ["tabindex", "0"], ["aria-pressed", "false"]]) element.setAttribute(name, value);
  element.addEventListener("click", run);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); run(); }
  });
}

/** The sentence in pieces, each inside the same passages from its first to its last letter, however they overlap. */
function segmentsOf(sentence) {
  const text = sentence.article.text;
  const places = new Set([sentence.start, sentence.end]);
  for (const each of sentence.evidence) for (const place of [each.start, each.end]) if (place > sentence.start && place < sentence.end) places.add(place);
  const sorted = [...places].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((start, number) => {
    const end = sorted[number + 1];
    const around = sentence.evidence.filter((each) => each.start <= start && end <= each.end);
    if (!around.length) return text.slice(start, end);
    const kinds = new Set(around.map((each) => `in-${each.node.kindName}`));
    return h("span", { class: `ev ${[...kinds].join(" ")}`, "data-start": start, "data-end": end }, text.slice(start, end));
  });
}

/** In place of a text that the graph does not hold: the words of its facts, in their order. */
function quotesOf(article, choose) {
  const places = new Map();
  for (const each of article.evidence.filter((each) => each.node.kind)) {
    const key = `${each.start}-${each.end}`;
    if (!places.has(key)) places.set(key, { article, number: places.size, start: each.start, end: each.end, evidence: [], quote: each.quote });
    places.get(key).evidence.push(each);
  }
  const sorted = [...places.values()].sort((one, other) => one.start - other.start || one.end - other.end);
  return [h("p", { class: "notice" }, "The graph was built without the text of this article. These are the passages that its facts stand on."), ...sorted.map((place) => {
    place.element = h("span", { class: "sentence", "data-sentence": place.number }, place.quote);
    makeButton(place.element, () => choose(place));
    return h("p", { dir: "auto" }, place.element);
  })];
}

function showHint(article, aside) {
  const facts = new Set(article.evidence.filter((each) => each.node.kind).map((each) => each.node)).size;
  aside.classList.add("idle");
  replace(aside, h("h2", {}, "Facts"), h("p", { class: "hint" }, facts
    ? `${many(facts, "fact")} in this article. Choose a sentence to see what was taken from it; choose a fact to see its words and the rule that found them.`
    : "Nothing was found in this article."));
}

function showSentence(sentence, aside, story, opened) {
  for (const each of story.querySelectorAll('[aria-pressed="true"]')) each.setAttribute("aria-pressed", "false");
  sentence.element?.setAttribute("aria-pressed", "true");
  const nodes = [...new Set(sentence.evidence.map((each) => each.node))];
  const facts = nodes.filter((node) => node.kind);
  const things = nodes.filter((node) => !node.kind);
  markHits(story, opened ? opened.passages : []);
  aside.classList.remove("idle");
  replace(aside,
    h("div", { class: "title" }, h("h2", {}, facts.length ? many(facts.length, "fact") : "No facts", " in this sentence"), closeButton(sentence, aside, story)),
    facts.map((fact) => factCard(fact, { open: fact === opened, onopen: (one, open) => markHits(story, open ? one.passages : []) })),
    things.length ? [h("h2", {}, "Named here"), nameLinks(things.map((thing) => thing.number))] : null);
  aside.scrollTop = 0;
  announce(`${many(facts.length, "fact")} in this sentence${facts.length ? `: ${facts.map(nameOf).join(", ")}` : ""}`);
}

function closeButton(sentence, aside, story) {
  return h("button", { type: "button", class: "quiet", onclick: () => {
    sentence.element?.setAttribute("aria-pressed", "false");
    sentence.element?.focus({ focusVisible: false, preventScroll: true });
    markHits(story, []);
    showHint(sentence.article, aside);
  } }, "Close");
}

function showFact(fact, number, aside, story) {
  const passage = fact.passages[number] ?? fact.passages[0];
  const sentence = passage.article.text ? sentenceOf(passage) : null;
  if (!sentence?.element) return replace(aside, h("h2", {}, "Fact"), factCard(fact, { open: true }));
  showSentence(sentence, aside, story, fact);
  sentence.element.scrollIntoView({ block: "center" });
  sentence.element.focus({ preventScroll: true, focusVisible: false });
  return null;
}

function markHits(story, passages) {
  for (const each of story.querySelectorAll(".hit")) each.classList.remove("hit");
  for (const each of story.querySelectorAll(".ev")) {
    const [start, end] = [Number(each.dataset.start), Number(each.dataset.end)];
    each.classList.toggle("hit", passages.some((passage) => passage.start <= start && end <= passage.end && story.contains(each)));
  }
}
