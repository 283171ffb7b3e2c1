// Who and what the articles name, with links to Wikidata.

function entitiesView(id) {
  const tally = h("p", { role: "status" });
  const state = { type: "", words: "" };
  const facts = (thing) => store.usedIn[thing.number];
  const conflicts = conflictsOfThings();
  const table = openTable({
    caption: "Entities",
    name: nameOf,
    details: entityDetails,
    columns: [
      { name: "Name", cell: () => null, key: nameOf },
      { name: "Type", cell: (thing) => plain(thing.type), key: (thing) => thing.type },
      { name: "Also called", cell: (thing) => (thing.aliases ?? []).join(", ") },
      { name: "Acts for", cell: (thing) => (thing.actsFor ? nameLinks(thing.actsFor) : null) },
      { name: "Mentions", class: "number", cell: (thing) => thing.passages.length, key: (thing) => thing.passages.length },
      { name: "Facts", class: "number", cell: (thing) => facts(thing).length, key: (thing) => facts(thing).length },
      ...(conflicts.some(Boolean) ? [{ name: "Conflicts", class: "number", cell: (thing) => conflicts[thing.number] || null, key: (thing) => conflicts[thing.number] }] : []),
      { name: "Wikidata", cell: (thing) => (thing.wikidata ? outside(`https://www.wikidata.org/wiki/${thing.wikidata}`, thing.wikidata) : null) },
    ],
  });
  const draw = () => {
    const things = store.things.filter((thing) => (!id || thing.id === id) && (!state.type || thing.type === state.type) && `${thing.label} ${(thing.aliases ?? []).join(" ")}`.toLowerCase().includes(state.words.toLowerCase()));
    table.show(things);
    tally.textContent = `${things.length.toLocaleString("en")} of ${many(store.things.length, "entity", "entities")}`;
  };
  draw();
  if (id) table.element.querySelector("tbody button")?.click();
  return h("section", { class: "view" },
    h("header", {}, h("h1", {}, "Entities"), h("p", { class: "lead" }, "States, bodies, people, treaties and places, by the names that the articles give them.")),
    h("div", { class: "tally" }, id ? h("a", { href: "#entities" }, "All entities") : entityFilters(state, draw), tally), table.element);
}

function entityFilters(state, draw) {
  const types = [...new Set(store.things.map((thing) => thing.type))].sort(collator.compare);
  const select = h("select", { onchange: () => { state.type = select.value; draw(); } }, h("option", { value: "" }, "All types"), types.map((type) => h("option", { value: type }, plain(type))));
  const input = h("input", { type: "search", oninput: settled(120, () => { state.words = input.value; draw(); }) });
  return [field("Type", select), field("Name", input)];
}

/** How many conflicts articles have about each thing, by its number. */
function conflictsOfThings() {
  const counts = store.things.map(() => 0);
  for (const { thing, disputes } of store.treaties) counts[thing] = disputes?.length ?? 0;
  return counts;
}

function entityDetails(thing) {
  const treaty = store.treaties.find((each) => each.thing === thing.number);
  const facts = store.usedIn[thing.number];
  const pairs = [
    thing.codes ? ["ISO 3166", thing.codes.join(", ")] : null,
    thing.parties ? ["Parties", nameLinks(thing.parties)] : null,
    treaty ? ["Status", [treaty.history.at(-1).status[0] ? plain(treaty.history.at(-1).status[0]) : "nothing known", " · ", h("a", { href: `#timeline/${encodeURIComponent(thing.id)}` }, "timeline")]] : null,
    ["Identifier", h("code", {}, store.base + thing.id)],
    ["Named", mentionsOf(thing)],
  ].filter(Boolean);
  return [h("dl", { class: "pairs" }, pairs.map(([name, value]) => [h("dt", {}, name), h("dd", { dir: "auto" }, value)])),
    treaty?.disputes ? [h("h2", {}, `${countOfDisputes(treaty)} between articles`), treaty.disputes.map((each) => disputeOf(each, treaty.disputes.length === 1))] : null,
    facts.length ? [h("h2", {}, many(facts.length, "fact")), facts.slice(0, 50).map((fact) => factCard(fact))] : null,
    facts.length > 50 ? h("p", { class: "hint" }, `${facts.length - 50} more; search for ${nameOf(thing)} to see them.`) : null];
}

/** The different words by which a thing is named, with how often. */
function mentionsOf(thing) {
  const counts = new Map();
  for (const passage of thing.passages) counts.set(passage.quote, (counts.get(passage.quote) ?? 0) + 1);
  return [...counts].slice(0, 30).map(([quote, count], place) => [place ? ", " : "", h("bdi", {}, `“${quote}”`), count > 1 ? ` ×${count}` : ""]);
}
