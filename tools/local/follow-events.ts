import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as z from 'zod';

/** The fields of an event by which it is filtered. */
const EventLine = z.looseObject({ tenantId: z.string(), eventId: z.string(), type: z.string() });

export interface EventFilter {
  tenant?: string | undefined;
  type?: string | undefined;
}

/** Returns true for a line that is an event and matches. A line that is not valid was cut off when the machine crashed. */
function isMatchingEvent(text: string, { tenant, type }: EventFilter): boolean {
  const parsed = EventLine.safeParse(parseJsonOrUndefined(text));
  if (!parsed.success) return false;
  const { tenantId, type: eventType } = parsed.data;
  return (tenant === undefined || tenantId === tenant) && (type === undefined || eventType === type);
}

function parseJsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a file to which another process appends lines: every complete line, once. */
export class EventFollower {
  private readonly file: string;
  private readonly filter: EventFilter;
  private offset = 0;

  constructor(file: string, filter: EventFilter) {
    this.file = file;
    this.filter = filter;
  }

  /** @returns false if there is no file yet */
  async exists(): Promise<boolean> {
    return (await this.size()) !== undefined;
  }

  /** Reads the matching lines that were added since the last call. */
  async *added(): AsyncGenerator<string> {
    const size = (await this.size()) ?? 0;
    // The folder was deleted and created again.
    if (size < this.offset) this.offset = 0;
    if (size === this.offset) return;
    let rest = Buffer.alloc(0);
    for await (const chunk of createReadStream(this.file, { start: this.offset, end: size - 1 })) {
      const bytes = Buffer.concat([rest, chunk]);
      const end = bytes.lastIndexOf('\n') + 1;
      rest = bytes.subarray(end);
      this.offset += end;
      const lines = bytes.subarray(0, end).toString('utf8').split('\n');
      yield* lines.filter(line => line !== '' && isMatchingEvent(line, this.filter));
    }
  }

  /** Reads the last matching lines of the file. */
  async last(count: number): Promise<string[]> {
    const lines: string[] = [];
    for await (const line of this.added()) {
      lines.push(line);
      if (lines.length > count) lines.shift();
    }
    return lines;
  }

  private async size(): Promise<number | undefined> {
    try {
      return (await stat(this.file)).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}
