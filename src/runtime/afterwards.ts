/** So many a turn: a turn by itself costs about as much as one of them. */
const AT_A_TIME = 4;

const waiting: (() => void)[] = [];
/** How many of those who wait are due in this turn or the next. */
let due = 0;

/**
 * Does work that can wait a moment, in the order in which it was asked for: a few with every turn of the event loop. However
 * many leave at one moment, what others wait for comes in between, and so do the next who leave.
 */
export function afterwards(work: () => void): void {
  waiting.push(work);
  if (due < AT_A_TIME) nextTurn();
}

function nextTurn(): void {
  due++;
  setImmediate(doNext);
}

function doNext(): void {
  due--;
  const work = waiting.shift()!;
  if (waiting.length > due) nextTurn();
  work();
}
