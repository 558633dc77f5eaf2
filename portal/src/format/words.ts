/** Writes a constant of the API in words: `NEXT_RENEWAL` is `next renewal`. */
export const toWords = (constant: string): string => constant.toLowerCase().replaceAll('_', ' ');
