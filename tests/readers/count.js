// node count.js FILE... : prints, for each GEXF, GraphML or .cyjs file, how many nodes and edges graphology or cytoscape.js
// reads from it.
import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";
import Graph from "graphology";
import { DOMParser } from "@xmldom/xmldom";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

globalThis.DOMParser = DOMParser;
const readGraphology = (parser, text) => {
  const graph = parser.parse(Graph, text);
  return { nodes: graph.order, edges: graph.size };
};
const readCytoscape = (text) => {
  const graph = cytoscape({ headless: true, elements: JSON.parse(text).elements });
  return { nodes: graph.nodes().length, edges: graph.edges().length };
};
const readers = {
  gexf: (text) => readGraphology(gexf, text),
  graphml: (text) => readGraphology(graphml, text),
  cyjs: readCytoscape,
};
for (const file of process.argv.slice(2)) {
  console.log(JSON.stringify(readers[file.split(".").pop()](readFileSync(file, "utf8"))));
}
