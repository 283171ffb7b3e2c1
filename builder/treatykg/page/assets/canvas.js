// Drawing the network so that thousands of edges stay fluent without a graphics card.

const STYLES = ["plain solid", "plain dashed", "plus solid", "plus dashed", "minus solid", "minus dashed"];
const STROKE = 8; // edges a stroke: measured without a graphics card, 1 gives 40 frames a second, 8 give 57, all at once 24
const MANY_EDGES = 1500; // more are paler, and not dashed while they move

/** A picture of the network on a canvas; `chosen()` gives the chosen node. */
function picture(canvas, network, chosenNode) {
  const context = canvas.getContext("2d");
  const view = { x: 0, y: 0, scale: 1, width: 1, height: 1 };
  const groups = STYLES.map((style) => [style, network.edges.filter((edge) => edge.style === style)]);
  const labelled = [...network.nodes].sort((one, other) => other.degree - one.degree);
  let colours = readColours();

  const resize = () => {
    const { width, height } = canvas.getBoundingClientRect();
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    [canvas.width, canvas.height] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
    Object.assign(view, { width, height, ratio });
  };
  const draw = (moving = false) => {
    const { ratio, scale, x, y, width, height } = view;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * (width / 2 - x * scale), ratio * (height / 2 - y * scale));
    const near = neighbours(chosenNode());
    for (const [style, edges] of groups) drawEdges(context, style, edges, { scale, colours, near, chosen: chosenNode(), plain: moving && network.edges.length > MANY_EDGES });
    for (const node of network.nodes) drawNode(context, node, { scale, colours, faded: near && !near.has(node), chosen: node === chosenNode() });
    drawLabels(context, labelled, view, { colours, near });
  };
  const neighbours = (node) => node && new Set([node, ...network.edges.filter((edge) => edge.source === node || edge.target === node).flatMap((edge) => [edge.source, edge.target])]);
  return { view, draw, resize, recolour: () => { colours = readColours(); }, fit: () => fit(view, network.nodes) };
}

function readColours() {
  const names = ["sheet", "ink", "soft", "edge", "good", "bad", "event", "claim", "provision", "post", "entity", "accent"];
  return Object.fromEntries(names.map((name) => [name, colour(name)]));
}

function fit(view, nodes) {
  if (!nodes.length) return;
  const xs = nodes.map((node) => node.x), ys = nodes.map((node) => node.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  Object.assign(view, { x: (left + right) / 2, y: (top + bottom) / 2 });
  // Room for the names, which keep their size.
  view.scale = Math.max(0.03, Math.min(2, (view.width - 130) / (right - left + 40), (view.height - 80) / (bottom - top + 40)));
}

function drawEdges(context, style, edges, { scale, colours, near, chosen, plain }) {
  const [sign, line] = style.split(" ");
  context.strokeStyle = { plus: colours.good, minus: colours.bad, plain: colours.edge }[sign];
  context.setLineDash(line === "dashed" && !plain ? [5 / scale, 4 / scale] : []);
  const parts = near ? [[0.12, (edge) => edge.source !== chosen && edge.target !== chosen], [1, (edge) => edge.source === chosen || edge.target === chosen]] : [[edges.length > MANY_EDGES ? 0.4 : 0.7, () => true]];
  for (const [alpha, part] of parts) {
    context.globalAlpha = alpha;
    context.lineWidth = (alpha === 1 ? 1.8 : 1.1) / scale;
    strokeEdges(context, edges.filter(part));
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function strokeEdges(context, edges) {
  for (let first = 0; first < edges.length; first += STROKE) {
    context.beginPath();
    for (const edge of edges.slice(first, first + STROKE)) traceEdge(context, edge);
    context.stroke();
  }
}

function traceEdge(context, { source, target, lane, turn }) {
  context.moveTo(source.x, source.y);
  if (!lane) { context.lineTo(target.x, target.y); return; }
  const bend = (lane % 2 ? 0.18 : -0.18) * Math.ceil(lane / 2) * turn;
  context.quadraticCurveTo((source.x + target.x) / 2 - (target.y - source.y) * bend, (source.y + target.y) / 2 + (target.x - source.x) * bend, target.x, target.y);
}

function drawNode(context, node, { scale, colours, faded, chosen }) {
  const { x, y, size, look } = node;
  context.globalAlpha = faded ? 0.2 : 1;
  context.fillStyle = colours[look.colour];
  context.beginPath();
  if (look.shape === "circle") context.arc(x, y, size, 0, 2 * Math.PI);
  else if (look.shape === "square") context.rect(x - size, y - size, 2 * size, 2 * size);
  else { context.moveTo(x, y - size * 1.2); context.lineTo(x + size * 1.2, y); context.lineTo(x, y + size * 1.2); context.lineTo(x - size * 1.2, y); context.closePath(); }
  context.fill();
  context.strokeStyle = chosen ? colours.ink : colours.sheet;
  context.lineWidth = (chosen ? 3 : 1.5) / scale;
  context.stroke();
  context.globalAlpha = 1;
}

/** Names of the nodes with most ties, as far as they do not lie on one another; of a chosen node, those of its neighbours. */
function drawLabels(context, nodes, { scale, x, y, width, height, ratio }, { colours, near }) {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  context.textAlign = "center";
  context.lineJoin = "round";
  const taken = [];
  for (const node of nodes) {
    if (taken.length >= 90) break;
    if (near && !near.has(node)) continue;
    const [left, top] = [(node.x - x) * scale + width / 2, (node.y - y) * scale + height / 2 + node.size * scale + 13];
    if (left < -50 || left > width + 50 || top < 0 || top > height + 20) continue;
    const label = node.label.length > 34 ? `${node.label.slice(0, 32)}…` : node.label;
    const half = label.length * 3.4;
    if (taken.some(([l, t, w]) => Math.abs(t - top) < 13 && Math.abs(l - left) < half + w)) continue;
    taken.push([left, top, half]);
    context.strokeStyle = colours.sheet;
    context.lineWidth = 3.5;
    context.strokeText(label, left, top);
    context.fillStyle = colours.ink;
    context.fillText(label, left, top);
  }
}
