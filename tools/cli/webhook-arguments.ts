import { InvalidArgumentError } from 'commander';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const parseEndpointId = (text: string): string =>
  parseUuid(text, 'It must be the id of an endpoint, as shown by list.');

export const parseEventId = (text: string): string => parseUuid(text, 'It must be the id of an event.');

function parseUuid(text: string, message: string): string {
  if (!uuid.test(text)) throw new InvalidArgumentError(message);
  return text;
}

export function parseDeliveryLimit(text: string): number {
  if (/^([1-9]\d?|100)$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a number from 1 to 100.');
}
