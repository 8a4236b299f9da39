// Circles in a graph: who imports whom, until the first is imported again.

/** Node → the nodes that it leads to. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

export function graphOf(edges: Iterable<readonly [from: string, to: string]>): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    if (from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  }
  return graph;
}

/** Of the nodes that lead to each other one circle, a shortest through the first of them: `['a', 'b', 'a']`. */
export function circlesIn(graph: Graph): string[][] {
  const circles: string[][] = [];
  const inCircles = new Set<string>();
  for (const node of [...graph.keys()].sort()) {
    if (inCircles.has(node)) continue;
    const circle = shortestCircle(graph, node);
    if (!circle) continue;
    circles.push(circle);
    const after = reachable(graph, node);
    for (const other of after) if (reachable(graph, other).has(node)) inCircles.add(other);
  }
  return circles;
}

function shortestCircle(graph: Graph, start: string): string[] | null {
  const paths = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const next of graph.get(path.at(-1)!) ?? []) {
      if (next === start) return [...path, start];
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return null;
}

function reachable(graph: Graph, start: string): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (const node of open) {
    for (const next of graph.get(node) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}
