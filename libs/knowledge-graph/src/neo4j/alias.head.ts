/** The beginning by which an alias is found in the graph. */
export const aliasHead = (alias: string) => alias.slice(0, 2);
