import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as z from 'zod';

/** What is looked at of a line. */
const Line = z.looseObject({ tenantId: z.string(), eventId: z.string(), type: z.string() });

export interface EventFilter {
  tenant?: string | undefined;
  type?: string | undefined;
}

/** Whether a line is an event that is wanted. A line that is none was cut off when a machine went down. */
function isWanted(text: string, { tenant, type }: EventFilter): boolean {
  const parsed = Line.safeParse(jsonOf(text));
  if (!parsed.success) return false;
  const { tenantId, type: itsType } = parsed.data;
  return (tenant === undefined || tenantId === tenant) && (type === undefined || itsType === type);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the lines of a file that others add to: those that are whole, each once. */
export class EventFollower {
  private readonly file: string;
  private readonly wanted: EventFilter;
  private offset = 0;

  constructor(file: string, wanted: EventFilter) {
    this.file = file;
    this.wanted = wanted;
  }

  /** @returns false where there is no file yet */
  async exists(): Promise<boolean> {
    return (await this.size()) !== undefined;
  }

  /** The wanted lines that were added since the last time. */
  async *added(): AsyncGenerator<string> {
    const size = (await this.size()) ?? 0;
    // The folder was deleted and made anew.
    if (size < this.offset) this.offset = 0;
    if (size === this.offset) return;
    let rest = Buffer.alloc(0);
    for await (const chunk of createReadStream(this.file, { start: this.offset, end: size - 1 })) {
      const bytes = Buffer.concat([rest, chunk]);
      const end = bytes.lastIndexOf('\n') + 1;
      rest = bytes.subarray(end);
      this.offset += end;
      const lines = bytes.subarray(0, end).toString('utf8').split('\n');
      yield* lines.filter(line => line !== '' && isWanted(line, this.wanted));
    }
  }

  /** The last wanted lines of those there are. */
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
