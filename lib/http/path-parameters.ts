import { RequestError } from './request-error.ts';

/**
 * Decodes the path parameters once. API Gateway passes them as the client sent them, unlike the query.
 *
 * @throws RequestError
 */
export function decodePathParameters(parameters: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, decodeParameter(name, value)]));
}

function decodeParameter(name: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    const message = 'contains an invalid percent escape, or is not UTF-8';
    throw new RequestError('VALIDATION_ERROR', [{ message, code: 'INVALID_FORMAT', property: name }]);
  }
}
