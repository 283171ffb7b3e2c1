// The network view: a canvas to look at, and beside it a list of things and their ties for reading and for the keyboard.

let running = 0; // the frame that is waited for; only one network is laid out at a time

function networkView() {
  const stage = h("div", {});
  const draw = () => showNetwork(stage);
  const view = h("section", { class: "view" },
    h("header", {}, h("h1", {}, "Network"), h("p", { class: "lead" }, "Who is tied to whom, by the facts that pass the filters.")),
    filterForm(draw), stage);
  requestAnimationFrame(draw);
  return view;
}

function showNetwork(stage) {
  cancelAnimationFrame(running);
  const network = networkOf(filteredFacts());
  if (!network.nodes.length) return replace(stage, h("p", { class: "empty" }, "No ties pass the filters."));
  const state = { chosen: null };
  const canvas = h("canvas", { tabindex: "0", role: "img", "aria-label": `Network of ${many(network.nodes.length, "thing")} and ${many(network.edges.length, "tie")}`, "aria-describedby": "canvas-help" });
  const panel = h("div", { class: "panel" });
  const drawn = picture(canvas, network, () => state.chosen);
  const choose = (node) => { state.chosen = node; showTies(panel, network, node, choose); request(); };
  const finish = settled(200, () => drawn.draw());
  let pending = false;
  const request = () => {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => { pending = false; drawn.draw(true); finish(); });
  };
  replace(stage, network.left ? h("p", { class: "notice", role: "status" }, `The ${many(network.nodes.length, "thing")} with most ties are shown; ${many(network.left, "other")} would make the picture slow. Narrow the filters to see them.`) : null,
    h("div", { class: "graph" }, h("div", {}, h("div", { class: "canvas" }, canvas, zoomButtons(drawn, request)), networkKey()), panel),
    h("p", { class: "hidden", id: "canvas-help" }, "Arrow keys move the picture, plus and minus zoom, 0 fits it. The list beside it names the same things and ties."));
  showTies(panel, network, null, choose);
  drawn.resize();
  listen(canvas, network, drawn, choose, request);
  animate(network, drawn, canvas);
  return null;
}

/** Step the layout for some milliseconds a frame, and draw, until it rests. */
function animate(network, drawn, canvas) {
  const simulation = layoutOf(network);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const started = performance.now();
  let frames = 0;
  const step = () => {
    const until = performance.now() + 12;
    do simulation.tick(); while (performance.now() < until && simulation.alpha() > simulation.alphaMin());
    const rests = simulation.alpha() <= simulation.alphaMin();
    if (!still || rests) { if (!drawn.view.moved) drawn.fit(); drawn.draw(!rests); }
    frames += 1;
    canvas.dataset.frames = String(frames);
    canvas.dataset.milliseconds = String(Math.round(performance.now() - started));
    canvas.dataset.state = rests ? "rests" : "moves";
    if (!rests && canvas.isConnected) running = requestAnimationFrame(step);
  };
  step();
}

function listen(canvas, network, drawn, choose, request) {
  const { view } = drawn;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left - view.width / 2) / view.scale + view.x, (event.clientY - box.top - view.height / 2) / view.scale + view.y];
  };
  const pointers = new Map();
  let travelled = 0;
  canvas.addEventListener("pointerdown", (event) => { pointers.set(event.pointerId, event); travelled = 0; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    travelled += Math.abs(dx) + Math.abs(dy);
    if (pointers.size === 2) pinch(pointers, event, view);
    else Object.assign(view, { x: view.x - dx / view.scale, y: view.y - dy / view.scale });
    view.moved = true;
    pointers.set(event.pointerId, event);
    request();
  });
  canvas.addEventListener("pointerup", (event) => {
    pointers.delete(event.pointerId);
    if (travelled < 5) choose(nearest(network.nodes, at(event), view.scale));
  });
  canvas.addEventListener("pointercancel", (event) => pointers.delete(event.pointerId));
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); zoom(view, Math.exp(-event.deltaY / 500), at(event)); request(); }, { passive: false });
  canvas.addEventListener("keydown", (event) => { if (steer(event.key, drawn)) { event.preventDefault(); request(); } });
  new ResizeObserver(() => { drawn.resize(); if (!view.moved) drawn.fit(); request(); }).observe(canvas);
  window.addEventListener("themechange", () => { if (canvas.isConnected) { drawn.recolour(); request(); } });
}

function pinch(pointers, event, view) {
  const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, each]) => each);
  const before = pointers.get(event.pointerId);
  const distance = (each) => Math.hypot(each.clientX - other.clientX, each.clientY - other.clientY);
  zoom(view, distance(event) / Math.max(1, distance(before)), [view.x, view.y]);
}

function zoom(view, factor, [x, y]) {
  const scale = Math.min(8, Math.max(0.03, view.scale * factor));
  const share = view.scale / scale;
  Object.assign(view, { scale, x: x + (view.x - x) * share, y: y + (view.y - y) * share, moved: true });
}

/** Move by key; true if the key means something. */
function steer(key, drawn) {
  const { view } = drawn;
  const by = 60 / view.scale;
  const moves = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] };
  if (moves[key]) Object.assign(view, { x: view.x + moves[key][0], y: view.y + moves[key][1], moved: true });
  else if (key === "+" || key === "=") zoom(view, 1.25, [view.x, view.y]);
  else if (key === "-") zoom(view, 0.8, [view.x, view.y]);
  else if (key === "0") { view.moved = false; drawn.fit(); } else return false;
  return true;
}

function zoomButtons(drawn, request) {
  const button = (label, text, key) => h("button", { type: "button", class: "quiet", "aria-label": label, onclick: () => { steer(key, drawn); request(); } }, text);
  return h("div", { class: "zoom" }, button("Zoom in", "+", "+"), button("Zoom out", "−", "-"), button("Fit the whole network", "Fit", "0"));
}

function nearest(nodes, [x, y], scale) {
  let [best, least] = [null, 12 / scale];
  for (const node of nodes) {
    const distance = Math.hypot(node.x - x, node.y - y) - node.size;
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
}

function networkKey() {
  const dots = [["event", "", "States"], ["post", "", "Bodies and organizations"], ["claim", "", "People"], ["provision", "square", "Treaties"], ["entity", "diamond", "Places"]];
  const lines = [["", "Said to be so"], ["dashed", "Planned, alleged, denied …"], ["plus", "Backs"], ["minus", "Accuses, opposes, threatens"]];
  return h("ul", { class: "key", "aria-label": "Key" },
    dots.map(([kind, shape, name]) => h("li", {}, h("span", { class: `dot ${kind} ${shape}`, "aria-hidden": "true" }), name)),
    lines.map(([style, name]) => h("li", {}, h("span", { class: `stroke ${style}`, "aria-hidden": "true" }), name)));
}

/** The panel beside the picture: choose a thing, read its ties. */
function showTies(panel, network, node, choose) {
  const sorted = [...network.nodes].sort((one, other) => collator.compare(one.label, other.label));
  const select = h("select", { onchange: () => choose(sorted[Number(select.value)] ?? null) },
    h("option", { value: "" }, `${many(sorted.length, "thing")} …`), sorted.map((each, number) => h("option", { value: number, selected: each === node }, each.label)));
  const ties = node ? network.edges.filter((edge) => edge.source === node || edge.target === node) : [];
  replace(panel, field("Show the ties of", select), node
    ? [h("h2", { dir: "auto" }, h("a", { href: linkTo(node.thing) }, node.label)), h("p", { class: "hint" }, `${plain(node.thing.type)} · ${many(ties.length, "tie")}`),
      h("ul", { class: "ties" }, ties.flatMap((edge) => edge.facts.map((fact) => tieItem(edge, fact, node, choose))))]
    : h("p", { class: "hint" }, "Choose a thing here or in the picture to see what ties it to others."));
  if (node) announce(`${node.label}: ${many(ties.length, "tie")}`);
}

function tieItem(edge, fact, node, choose) {
  const other = edge.source === node ? edge.target : edge.source;
  return h("li", {}, h("span", {}, edge.source === node ? "→ " : "← ", h("button", { type: "button", class: "link", dir: "auto", onclick: () => choose(other) }, other.label)),
    h("span", {}, h("a", { href: linkTo(fact), class: "fact" }, nameOf(fact)), " ", tagsOf(fact)), datesOf(fact) ? h("span", { class: "count" }, datesOf(fact)) : null);
}
