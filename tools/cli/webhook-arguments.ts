import { InvalidArgumentError } from 'commander';
import { EventTypeName } from '../../lib/contract/event.ts';
import { createTextSchema } from '../../lib/contract/field-types.ts';

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

export function parseEndpointName(text: string): string {
  if (createTextSchema(1, 100).safeParse(text).success) return text;
  throw new InvalidArgumentError('It must be 1 to 100 characters.');
}

/** Parses event types, such as `license.created,license.ended`. */
export function parseEventTypes(text: string): string[] {
  const types = text.split(',').map(type => type.trim());
  const unknown = types.find(type => !EventTypeName.safeParse(type).success);
  if (unknown === undefined) return [...new Set(types)];
  throw new InvalidArgumentError(
    `${JSON.stringify(unknown)} is not an event type. Event types: ${EventTypeName.options.join(', ')}.`,
  );
}
