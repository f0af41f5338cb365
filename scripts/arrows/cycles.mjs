/**
 * The shortest way round every knot of files that import each other, each named once, from its first file in the alphabet.
 *
 * @param {Map<string, string[]>} graph  from a file to the files that it imports
 * @returns {string[][]}
 */
export function findCycles(graph) {
  const seen = new Set();
  const cycles = [];
  for (const start of [...graph.keys()].sort()) {
    const way = shortestWayBack(graph, start);
    if (!way || way.some((file) => seen.has(file))) continue;
    for (const file of way) seen.add(file);
    cycles.push([...way, start]);
  }
  return cycles;
}

/** Breadth first. @param {Map<string, string[]>} graph @param {string} start @returns {string[] | undefined} */
function shortestWayBack(graph, start) {
  const ways = [[start]];
  const visited = new Set();
  for (const way of ways) {
    for (const next of graph.get(way[way.length - 1] ?? '') ?? []) {
      if (next === start) return way;
      if (visited.has(next)) continue;
      visited.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
