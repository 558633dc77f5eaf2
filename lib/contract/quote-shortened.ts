/** Shortens a text of the request that an error quotes. */
export const quoteShortened = (text: string, maxLength: number): string =>
  text.length > maxLength ? `${text.slice(0, maxLength).toWellFormed()}…` : text;
