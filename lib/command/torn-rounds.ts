/** A transaction becomes visible item by item, within moments: what looks torn after so many reads is not being written. */
export const tornRounds = 4;
