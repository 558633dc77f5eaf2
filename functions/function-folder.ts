/** The folder of an operation below `functions/`: `cancelLicense` is in `cancel-license`. */
export const toFunctionFolder = (operation: string): string =>
  operation.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
