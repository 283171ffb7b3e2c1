// A treaty through time: its steps, and where it stood on a day that the reader chooses.

const DAY = 86400000;
const FINAL = new Set(["InForce", "Suspended", "Terminated"]);

function timelineView(id) {
  const treaties = [...store.treaties].sort((one, other) => other.steps.length - one.steps.length || collator.compare(labelOf(one), labelOf(other)));
  const stage = h("div", {});
  const header = h("header", {}, h("h1", {}, "Timeline"), h("p", { class: "lead" }, "Where each treaty stood on a day, by what the articles say had happened. A vote or a ratification alone puts no treaty in force."));
  if (!treaties.length) return h("section", { class: "view" }, header, h("p", { class: "empty" }, "No treaty is named."));
  const select = h("select", { onchange: () => showTreaty(stage, treaties[Number(select.value)]) }, treaties.map((treaty, number) => h("option", { value: number }, `${labelOf(treaty)} (${[many(treaty.steps.length, "step"), countOfDisputes(treaty)].filter(Boolean).join(", ")})`)));
  const first = Math.max(0, treaties.findIndex((treaty) => store.nodes[treaty.thing].id === id));
  select.value = String(first);
  showTreaty(stage, treaties[first]);
  return h("section", { class: "view" }, header, h("div", { class: "tally" }, field("Treaty", select)), stage);
}

function labelOf(treaty) {
  return store.nodes[treaty.thing].label;
}

function showTreaty(stage, treaty) {
  const disputes = treaty.disputes ?? [];
  const steps = treaty.steps.map(([number, may, sure]) => ({ fact: store.nodes[number], may, sure, disputes: disputes.filter((each) => each.steps.includes(number)) }));
  const general = disputes.filter((each) => !each.steps.some((step) => treaty.steps.some(([number]) => number === step)));
  const days = daysOf(treaty, steps);
  const standing = h("div", { class: "standing" });
  const items = h("ol", { class: "steps" });
  const show = (day) => { showStanding(standing, treaty, steps, day); showSteps(items, steps, day); };
  replace(stage, h("h2", { class: "hidden" }, labelOf(treaty)), days.length > 1 ? dial(treaty, steps, days, show) : null, h("div", { class: "stage" },
    h("section", { "aria-label": "Steps" }, general.map((each) => disputeOf(each)), steps.length ? items : h("p", { class: "hint" }, "The articles tell of no step of this treaty.")), standing));
  show(null);
}

/** First and last day of the scale: of all steps, with a margin, and of the articles that tell them. */
function daysOf(treaty, steps) {
  const said = steps.flatMap((step) => step.fact.passages.map((passage) => passage.article.published));
  const all = [...treaty.history.map((each) => each.day), ...steps.flatMap((step) => [step.fact.from, step.fact.to]), ...said].filter(Boolean);
  const times = all.map((day) => Date.parse(day)).filter(Number.isFinite);
  if (!times.length) return [];
  const margin = Math.max(3, Math.round((Math.max(...times) - Math.min(...times)) / DAY / 20)) * DAY;
  return [Math.min(...times) - margin, Math.max(...times) + margin];
}

function dial(treaty, steps, [first, last], show) {
  const end = Math.round((last - first) / DAY);
  const dayAt = (place) => new Date(first + place * DAY).toISOString().slice(0, 10);
  const said = h("output", { for: "day" });
  const strip = stripOf(steps, first, last);
  const range = h("input", { type: "range", id: "day", min: 0, max: end, value: end, step: 1, "aria-label": "Day" });
  const move = () => {
    const place = Number(range.value);
    const day = place === end ? null : dayAt(place);
    const status = standingOn(treaty, day).status[0];
    said.textContent = day ? dayWords(day) : "After all that the articles tell";
    range.setAttribute("aria-valuetext", `${said.textContent}: ${status ? plain(status) : "nothing known"}`);
    strip.now.setAttribute("x1", `${100 * place / end}%`);
    strip.now.setAttribute("x2", `${100 * place / end}%`);
    show(day);
  };
  const changes = [...new Set(treaty.history.map((each) => each.day).filter(Boolean).map((day) => Math.round((Date.parse(day) - first) / DAY))), 0, end].sort((one, other) => one - other);
  const jump = (next) => { range.value = String(next ?? range.value); move(); };
  range.addEventListener("input", move);
  const element = h("div", { class: "dial" }, h("div", { class: "row" }, h("span", { class: "count" }, "Status as of"), said,
    h("button", { type: "button", class: "quiet", onclick: () => jump(changes.findLast((each) => each < Number(range.value))) }, "← Earlier change"),
    h("button", { type: "button", class: "quiet", onclick: () => jump(changes.find((each) => each > Number(range.value))) }, "Later change →")),
    strip.element, range);
  move();
  return element;
}

/** The steps on a line of time; a step of which only some days are known is as wide as they are. */
function stripOf(steps, first, last) {
  const x = (day) => `${100 * (Date.parse(day) - first) / (last - first)}%`;
  const now = svg("line", { class: "now", x1: "100%", x2: "100%", y1: 2, y2: 40 });
  const marks = steps.map(({ fact, disputes }) => [fact.from ?? fact.to, fact.to ?? fact.from, fact, disputes]).filter(([from]) => from).map(([from, to, fact, disputes]) => {
    const line = (style) => svg("line", { class: style, x1: x(from), x2: x(to), y1: 21, y2: 21 }, svg("title", {}, [nameOf(fact), datesOf(fact), disputes.length ? "articles differ" : null].filter(Boolean).join(", ")));
    return [disputes.length ? line("ring") : null, line("step"), isActual(fact) ? null : line("hole")];
  });
  const labels = [["0", "start", first], ["100%", "end", last]].map(([place, anchor, time]) => svg("text", { x: place, y: 54, "text-anchor": anchor }, dayWords(new Date(time).toISOString().slice(0, 10))));
  const element = svg("svg", { class: "strip", "aria-hidden": "true" }, svg("line", { class: "axis", x1: "0", x2: "100%", y1: 21, y2: 21 }), marks, now, labels);
  return { element, now };
}

function isActual(fact) {
  return (fact.factuality ?? []).every((each) => each === "Actual");
}

/** The standing that held on a day; without a day the last. */
function standingOn(treaty, day) {
  if (day === null) return treaty.history.at(-1);
  return treaty.history.findLast((each) => each.day !== null && each.day <= day) ?? { status: [], may: [], parties: {} };
}

/** Whether a step was "done", "maybe" done, or still "ahead" on a day; "plan" and "never" are no facts on any day. */
function stateOf({ fact, may, sure }, day) {
  if (!isActual(fact)) return fact.factuality.some((each) => each === "Denied" || each === "Negated") ? "never" : "plan";
  if (day === null || (sure && sure <= day)) return "done";
  return may && may <= day ? "maybe" : "ahead";
}

const STATES = { done: "", maybe: "may have happened by then", ahead: "not yet", plan: "", never: "" };

function showSteps(items, steps, day) {
  replace(items, steps.map((step) => {
    const { fact } = step;
    const state = stateOf(step, day);
    const told = datesOf(fact) || (step.sure ? `no date is said; reported on ${dayWords(step.sure)}` : "no date is said");
    return h("li", { class: state }, h("p", { class: "on" }, told, STATES[state] ? ` · ${STATES[state]}` : ""),
      h("p", { class: "head" }, h("a", { href: linkTo(fact), class: "name" }, nameOf(fact)), " ", tagsOf(fact)),
      h("p", { class: "hint", dir: "auto" }, gist({ ...fact, roles: { ...fact.roles, concerns: [] } })), inSentence(tellingPassage(fact), fact.kind), step.disputes.map((each) => disputeOf(each)));
  }));
}

/** The longest passage: a headline or a pronoun tells less. */
function tellingPassage(fact) {
  return fact.passages.reduce((one, other) => (other.quote.length > one.quote.length ? other : one));
}

/** The sentence behind a fact, with its words marked. */
function inSentence(passage, kind) {
  const sentence = passage.article.text && sentenceOf(passage);
  if (!sentence) return h("blockquote", { class: `quote ${kind}`, dir: "auto" }, passage.quote);
  const { text } = passage.article;
  return h("blockquote", { class: `quote ${kind}`, dir: "auto" }, text.slice(sentence.start, passage.start), h("mark", {}, text.slice(Math.max(passage.start, sentence.start), Math.min(passage.end, sentence.end))), text.slice(passage.end, sentence.end));
}

function showStanding(element, treaty, steps, day) {
  const { status, may, parties } = standingOn(treaty, day);
  const people = Object.entries(parties).sort((one, other) => collator.compare(nameOf(store.nodes[one[0]]), nameOf(store.nodes[other[0]])));
  const disputed = [...new Set(steps.filter((step) => status[2]?.includes(step.fact.number)).flatMap((step) => step.disputes.map(({ kind }) => DISPUTES[kind] ?? kind)))];
  const waiting = steps.filter((step) => stateOf(step, day) !== "done" && !step.fact.factuality?.includes("Denied"));
  replace(element, h("div", {}, h("p", { class: "count" }, day ? `On ${dayWords(day)}` : "After all that the articles tell"),
    h("p", { class: "big" }, status[0] ? plain(status[0]) : "Nothing known"), status[0] && !FINAL.has(status[0]) ? h("p", {}, "Not in force, as far as the articles tell.") : null, status[1] ? h("p", { class: "hint" }, `By the rule: ${status[1]}`) : null,
    disputed.length ? h("p", { class: "hint" }, tag("Articles differ", "Denied"), ` ${list(disputed)}, in a step that this stands on`) : null,
    may?.[0] ? h("p", { class: "hint" }, `The dates leave open whether it was already: ${plain(may[0])}`) : null),
  people.length ? h("section", {}, h("h3", {}, "Who stands where"), h("table", {}, h("thead", { class: "hidden" }, h("tr", {}, h("th", { scope: "col" }, "Participant"), h("th", { scope: "col" }, "Standing"))),
    h("tbody", {}, people.map(([number, [name, rule]]) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, nameOf(store.nodes[number])), h("td", {}, plain(name), h("span", { class: "count" }, ` · ${rule}`))))))) : null,
  waiting.length ? h("section", {}, h("h3", {}, "Outstanding"), h("ul", { class: "ties" }, waiting.map((step) => outstanding(step.fact)))) : null);
  announce(`${day ? dayWords(day) : "At the end"}: ${status[0] ? plain(status[0]) : "nothing known"}`);
}

function outstanding(fact) {
  const conditions = (fact.roles?.conditionalOn ?? []).map((number) => store.nodes[number]);
  return h("li", {}, h("span", {}, h("a", { href: linkTo(fact) }, nameOf(fact)), " ", tagsOf(fact)), conditions.length ? h("span", {}, "Only after: ", list(conditions.map(nameOf))) : null, h("span", { class: "count", dir: "auto" }, shorten(fact.passages[0].quote, 140)));
}
