// Tables that sort, open their rows, and grow on demand: of facts and of entities.

const PAGE = 100;

/** A table of `columns` ({name, cell, key?, class?}); the first cell of a row opens its details. */
function openTable({ caption, columns, details, name }) {
  const state = { rows: [], sort: 0, down: false, count: PAGE };
  const body = h("tbody");
  const heads = columns.map((column, number) => h("th", { scope: "col" }, column.key
    ? h("button", { type: "button", onclick: () => sortBy(number) }, column.name)
    : column.name));
  const more = h("button", { type: "button", class: "quiet", onclick: () => { state.count += PAGE; draw(); } }, "Show more");
  const sortBy = (number) => { state.down = state.sort === number && !state.down; state.sort = number; draw(); };
  const draw = () => {
    heads.forEach((head, number) => (number === state.sort ? head.setAttribute("aria-sort", state.down ? "descending" : "ascending") : head.removeAttribute("aria-sort")));
    const key = columns[state.sort].key;
    const rows = [...state.rows].sort((one, other) => collator.compare(key(one), key(other)) * (state.down ? -1 : 1));
    replace(body, rows.slice(0, state.count).map((row) => tableRow(row, columns, details, name)));
    more.hidden = rows.length <= state.count;
  };
  const element = h("div", {}, h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { class: "stack" }, h("caption", { class: "hidden" }, caption), h("thead", {}, h("tr", {}, heads)), body)), more);
  return { element, show: (rows) => { state.rows = rows; state.count = PAGE; draw(); } };
}

function tableRow(row, columns, details, name) {
  const button = h("button", { type: "button", class: "link name", "aria-expanded": "false", dir: "auto" }, name(row));
  const line = h("tr", {}, columns.map((column, number) => (number === 0
    ? h("th", { scope: "row" }, column.cell(row), button)
    : h("td", { class: column.class, "data-label": column.name, dir: "auto" }, column.cell(row)))));
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    line.classList.toggle("open", !open);
    if (open) line.nextSibling.remove();
    else line.after(h("tr", { class: "detail" }, h("td", { colspan: columns.length }, h("div", { class: "within" }, details(row)))));
  });
  return line;
}

function factsView() {
  const tally = h("p", { class: "tally", role: "status" });
  const table = openTable({
    caption: "Facts",
    name: nameOf,
    details: (fact) => factDetails(fact),
    columns: [
      { name: "Fact", cell: (fact) => h("span", { class: `kind ${fact.kind}` }, KIND[fact.kind], h("br")), key: (fact) => `${Object.keys(KIND).indexOf(fact.kind)} ${nameOf(fact)}` },
      { name: "Who and what", cell: gist, key: gist },
      { name: "Factuality", cell: tagsOf, key: (fact) => (fact.factuality ?? []).join() },
      { name: "Date", class: "when", cell: datesOf, key: (fact) => fact.from ?? fact.to ?? "9999" },
      { name: "Confidence", class: "number", cell: (fact) => percent(fact.confidence), key: (fact) => fact.confidence ?? 1 },
      { name: "Words", class: "words", cell: (fact) => shorten(fact.passages?.[0]?.quote ?? "") },
    ],
  });
  const draw = () => {
    const facts = filteredFacts();
    table.show(facts);
    tally.textContent = `${facts.length.toLocaleString("en")} of ${many(store.facts.length, "fact")}`;
  };
  const view = h("section", { class: "view" },
    h("header", {}, h("h1", {}, "Facts"), h("p", { class: "lead" }, "What the articles say, each with its words. What somebody only claims is a claim, or an event with another factuality than Actual.")),
    filterForm(draw), tally, table.element);
  draw();
  return view;
}

function shorten(words, most = 160) {
  return words.length > most ? `${words.slice(0, most).replace(/\s\S*$/, "")} …` : words;
}
