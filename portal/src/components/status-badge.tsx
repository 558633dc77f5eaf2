import { Badge } from '@mantine/core';
import { toWords } from '../format/words.ts';

const colors: Record<string, string> = {
  ACTIVE: 'teal',
  ACTIVATED: 'teal',
  AVAILABLE: 'teal',
  COMPLETED: 'teal',
  DELIVERED: 'teal',
  WAITING: 'blue',
  DEAD: 'red',
  PENDING: 'blue',
  PAUSED: 'yellow',
  BLOCKED: 'red',
  REVOKED: 'red',
  CANCELLED: 'gray',
  EXPIRED: 'gray',
  ARCHIVED: 'gray',
};

/** The status of a resource, in words and colour. */
export const StatusBadge = ({ status }: { status: string }) => (
  <Badge color={colors[status] ?? 'gray'}>{toWords(status)}</Badge>
);
