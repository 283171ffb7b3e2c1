// What the table and the network both show: one set of filters, kept from view to view.

const chosen = { kinds: new Set(["event", "claim", "provision", "post"]), type: "", factualities: new Set(FACTUALITIES), from: "", to: "", confidence: 0, words: "" };

/** The facts that pass the filters. */
function filteredFacts() {
  const words = chosen.words.toLowerCase().split(/\s+/).filter(Boolean);
  return store.facts.filter((fact) => passes(fact) && words.every((word) => searchText(fact).includes(word)));
}

function passes(fact) {
  return chosen.kinds.has(fact.kind)
    && (!chosen.type || fact.type === chosen.type)
    && (!fact.factuality || fact.factuality.some((each) => chosen.factualities.has(each)))
    && (fact.confidence ?? 1) >= chosen.confidence
    && inTime(fact);
}

/** A fact whose days may lie between those chosen; one without a day only if none are chosen. */
function inTime(fact) {
  if (!chosen.from && !chosen.to) return true;
  const [first, last] = [fact.from ?? fact.to, fact.to ?? fact.from];
  if (!first) return false;
  return (!chosen.to || (fact.from ?? "") <= chosen.to) && (!chosen.from || (fact.to ?? "9999") >= chosen.from);
}

/** All words of a fact, in lower case. */
function searchText(fact) {
  return (fact.words ??= [KIND[fact.kind], nameOf(fact), gist(fact), ...(fact.passages ?? []).map((each) => each.quote)].join(" ").toLowerCase());
}

function filterForm(changed) {
  const redraw = settled(120, changed);
  const facts = store.facts;
  const types = [...new Set(facts.filter((fact) => fact.kind !== "post").map((fact) => fact.type))].sort(collator.compare);
  const present = (value) => facts.some((fact) => fact.factuality?.includes(value));
  const range = h("input", { type: "range", min: 0, max: 100, step: 5, value: Math.round(chosen.confidence * 100), oninput: () => {
    chosen.confidence = Number(range.value) / 100;
    least.textContent = `Confidence from ${range.value} %`;
    redraw();
  } });
  const least = h("span", {}, `Confidence from ${range.value} %`);
  return h("details", { class: "filters", open: window.innerWidth > 900 }, h("summary", {}, "Filters"), h("div", { class: "rows" },
    h("div", { class: "sets" }, boxes("Kind", Object.keys(KIND).filter((kind) => kind !== "thing"), chosen.kinds, (kind) => [h("span", { class: `swatch ${kind}`, "aria-hidden": "true" }), KINDS[kind]], redraw),
    boxes("Factuality of events", FACTUALITIES.filter(present), chosen.factualities, plain, redraw)),
    h("div", { class: "row" },
      field("Type", choice(types, redraw)),
      field("Not before", entry("date", "from", redraw)),
      field("Not after", entry("date", "to", redraw)),
      h("label", { class: "field" }, least, range),
      field("Words", entry("search", "words", redraw)))));
}

function field(name, control) {
  return h("label", { class: "field" }, h("span", {}, name), control);
}

function boxes(name, values, kept, label, redraw) {
  return h("fieldset", { class: "chips" }, h("legend", {}, name), values.map((value) => {
    const box = h("input", { type: "checkbox", value, checked: kept.has(value), onchange: () => {
      if (box.checked) kept.add(value); else kept.delete(value);
      redraw();
    } });
    return h("label", { class: "chip" }, box, label(value));
  }));
}

function choice(types, redraw) {
  const select = h("select", { onchange: () => { chosen.type = select.value; redraw(); } },
    h("option", { value: "" }, "All types"), types.map((type) => h("option", { value: type, selected: chosen.type === type }, plain(type))));
  return select;
}

function entry(type, key, redraw) {
  const input = h("input", { type, value: chosen[key], oninput: () => { chosen[key] = input.value; redraw(); } });
  return input;
}
