/**
 * Fills the parameters of a path in.
 *
 * @throws TypeError if one is missing or empty, or is `.` or `..`: the request would go to another operation
 */
export const fillPathParameters = (path: string, parameters: Record<string, unknown>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    if (text === '') throw new TypeError(`The path parameter ${name} of ${path} must not be empty.`);
    if (text === '.' || text === '..')
      throw new TypeError(`The path parameter ${name} of ${path} must not be "${text}".`);
    return encodeURIComponent(text);
  });
