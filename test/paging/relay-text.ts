/** Cursors as places in the list; the text speaks of the edges that they belong to. */
export interface RelayArguments {
  readonly first: number | null;
  readonly last: number | null;
  readonly after: number | null;
  readonly before: number | null;
}

/**
 * EdgesToReturn, HasNextPage and HasPreviousPage, written down from the text of the Relay cursor connection
 * specification (sections 4.3 and 5.1) and from nothing else. Where the text lets a server say whether rows lie on the
 * other side, it says so here. Neither count means 50 rows: the nearest ones when `before` stands alone.
 */
export function expectedConnection<Edge>(allEdges: readonly Edge[], args: RelayArguments) {
  const { after, before } = args;
  const aloneBefore = before !== null && after === null;
  const first = args.first ?? (args.last === null && !aloneBefore ? 50 : null);
  const last = args.last ?? (args.first === null && aloneBefore ? 50 : null);

  const edges = applyCursorsToEdges(allEdges, before, after);
  let toReturn = edges;
  if (first !== null && toReturn.length > first) toReturn = toReturn.slice(0, first);
  if (last !== null && toReturn.length > last) toReturn = last === 0 ? [] : toReturn.slice(-last);

  const beforeThem = after === null ? 0 : after + 1;
  const hiddenAtStart = last !== null ? edges.length - toReturn.length : 0;
  const hiddenAtEnd = first !== null ? edges.length - toReturn.length : 0;
  return {
    edges: toReturn,
    hasPreviousPage: hiddenAtStart > 0 || beforeThem > 0,
    hasNextPage: hiddenAtEnd > 0 || beforeThem + edges.length < allEdges.length,
  };
}

function applyCursorsToEdges<Edge>(allEdges: readonly Edge[], before: number | null, after: number | null) {
  let edges = allEdges.map((edge, place) => ({ edge, place }));
  if (after !== null && edges.some(({ place }) => place === after)) {
    edges = edges.filter(({ place }) => place > after);
  }
  if (before !== null && edges.some(({ place }) => place === before)) {
    edges = edges.filter(({ place }) => place < before);
  }
  return edges.map(({ edge }) => edge);
}
