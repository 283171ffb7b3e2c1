// From facts to a network that can be drawn: which things are tied, by how many facts, and where they stand.

const MOST_NODES = 2000;

/** Nodes and edges of the facts; of too many nodes those with most ties, and `left` tells how many are not shown. */
function networkOf(facts) {
  const wanted = new Set(facts.map((fact) => fact.number));
  const ties = store.ties.filter(([, , fact]) => wanted.has(fact));
  const degrees = new Map();
  for (const [source, target] of ties) for (const each of [source, target]) degrees.set(each, (degrees.get(each) ?? 0) + 1);
  const ranked = [...degrees].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  const nodes = new Map(ranked.slice(0, MOST_NODES).map(([number, degree]) => [number, nodeOf(number, degree)]));
  const edges = edgesOf(ties.filter(([source, target]) => nodes.has(source) && nodes.has(target)), nodes);
  return { nodes: [...nodes.values()], edges, left: ranked.length - nodes.size };
}

function nodeOf(number, degree) {
  const thing = store.nodes[number];
  return { thing, degree, label: thing.label, size: 4 + Math.min(14, 2.2 * Math.sqrt(degree)), look: lookOf(thing.type) };
}

function lookOf(type) {
  if (type === "Treaty" || type === "LegalInstrument") return { colour: "provision", shape: "square" };
  if (type === "Place") return { colour: "entity", shape: "diamond" };
  if (type === "Person") return { colour: "claim", shape: "circle" };
  if (type === "State" || type === "StateGroup") return { colour: "event", shape: "circle" };
  return { colour: "post", shape: "circle" };
}

/** One edge for all facts of one pair that look alike; edges of one pair bend apart. */
function edgesOf(ties, nodes) {
  const edges = new Map();
  const pairs = new Map();
  for (const [source, target, number, sign] of ties) {
    if (source === target) continue;
    const style = styleOf(store.nodes[number], sign);
    const key = `${source} ${target} ${style}`;
    if (!edges.has(key)) {
      const pair = source < target ? `${source} ${target}` : `${target} ${source}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      edges.set(key, { source: nodes.get(source), target: nodes.get(target), style, facts: [], turn: source < target ? 1 : -1, lane: pairs.get(pair) - 1 });
    }
    edges.get(key).facts.push(store.nodes[number]);
  }
  return [...edges.values()];
}

/** Whether a tie is for or against its target, and whether its fact is said to be so. */
function styleOf(fact, sign) {
  const side = { 1: "plus", "-1": "minus" }[sign] ?? "plain";
  const solid = !fact.factuality || fact.factuality.every((each) => each === "Actual");
  return `${side} ${solid ? "solid" : "dashed"}`;
}

/** A simulation of springs and repulsion that is stepped by hand; the same network always comes out the same. */
function layoutOf({ nodes, edges }) {
  const spread = 40 + 900 / Math.sqrt(nodes.length + 9);
  return d3.forceSimulation(nodes).stop()
    .force("link", d3.forceLink(edges.map(({ source, target }) => ({ source, target }))).distance(spread * 0.7).iterations(1))
    .force("charge", d3.forceManyBody().strength(-spread * 2.6).theta(1.1).distanceMax(900))
    .force("x", d3.forceX().strength(0.06))
    .force("y", d3.forceY().strength(0.08))
    .force("collide", d3.forceCollide((node) => node.size + 5).iterations(1))
    .alphaDecay(nodes.length > 500 ? 0.045 : 0.023);
}
