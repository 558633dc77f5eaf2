import { InvalidArgumentError } from 'commander';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const parseEndpointId = (text: string): string => parseUuid(text, 'It must be the id that list shows.');

export const parseEventId = (text: string): string => parseUuid(text, 'It must be the id that list --dead shows.');

function parseUuid(text: string, message: string): string {
  if (!uuid.test(text)) throw new InvalidArgumentError(message);
  return text;
}
