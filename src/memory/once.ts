/** What was made of objects that several share, by what made it. It lives as long as they do. */
const shared = new WeakMap<object, Map<unknown, unknown>>();

/** Notes that several share an object, none of whom changes it: what they make of it is made once. */
export function share(object: object): void {
  if (!shared.has(object)) shared.set(object, new Map());
}

/**
 * Makes something of an object; of one that is shared once for all, and what is made is shared as well.
 *
 * @param by what makes it: the same for all to whom it is the same
 * @param isKept false of what the next one has to make anew
 */
export function once<Made>(of: unknown, by: unknown, make: () => Made, isKept?: (made: Made) => boolean): Made {
  const known = shared.get(of as object);
  if (known === undefined) return make();
  if (known.has(by)) return known.get(by) as Made;
  const made = make();
  if (isKept?.(made) === false) return made;
  known.set(by, made);
  if (typeof made === 'object' && made !== null) share(made);
  return made;
}
