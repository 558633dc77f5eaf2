/** A transaction becomes visible item by item, within moments: what looks torn for so many reads in a row is not being written. */
const tornRounds = 4;

/** Is told after each read what looked torn, or undefined, and returns it once it has been the same often enough in a row. */
export function tornWatch(): (torn: string | undefined) => string | undefined {
  let last: string | undefined;
  let times = 0;
  return torn => {
    times = torn === last ? times + 1 : 1;
    last = torn;
    return times >= tornRounds ? torn : undefined;
  };
}
