/** Projects that exist beside those of every simulator. */
export const PROJECTS: readonly string[] = Array.from({ length: 250 }, (_, index) =>
  index.toString(16).padStart(32, 'e'),
);
