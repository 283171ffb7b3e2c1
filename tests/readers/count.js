// node count.js FILE... : prints, for each GEXF or GraphML file, how many nodes and edges graphology reads from it.
import { readFileSync } from "node:fs";
import Graph from "graphology";
import { DOMParser } from "@xmldom/xmldom";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

globalThis.DOMParser = DOMParser;
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  const graph = file.endsWith(".gexf") ? gexf.parse(Graph, text) : graphml.parse(Graph, text);
  console.log(JSON.stringify({ nodes: graph.order, edges: graph.size }));
}
