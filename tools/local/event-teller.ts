import type { TenantEvent } from '../../lib/contract/event.ts';
import type { Dependencies } from '../../lib/dynamodb/dependencies.ts';
import { CorruptItemError } from '../../lib/dynamodb/item.ts';
import { deriveBatch } from '../../lib/jobs/events/derive-batch.ts';
import type { ChangeStream, PositionedRecord } from './change-stream.ts';
import type { EventLease, EventState } from './event-lease.ts';

/** Who hears of events besides those who read the file. */
export interface EventSink {
  /** It is kept when this returns: whoever tells next begins behind it. */
  accept(event: TenantEvent): Promise<void>;
}

export interface TellerParts {
  stream: Pick<ChangeStream, 'read'>;
  lease: Pick<EventLease, 'keep'>;
  /** How often the lease is renewed when there is nothing to write down. */
  renewMs: number;
  dependencies: Dependencies;
  /** All are kept when this returns. */
  append(events: TenantEvent[]): void;
  sinks: EventSink[];
  /** Is told, once, of a change that nobody can be told of. */
  onCorrupt(sentence: string): void;
}

/** For one look at the stream. */
const stepMs = 20_000;

/**
 * Tells others of changes, as long as this process holds the lease. What it does is written down after it was done: whoever goes on
 * after it died may do a little twice, with the same ids, and leaves nothing out.
 */
export class EventTeller {
  private readonly parts: TellerParts;
  private state: EventState;
  private keptAt: number;

  /** @param state - as it was when the lease was taken, just now */
  constructor(state: EventState, parts: TellerParts) {
    this.state = state;
    this.parts = parts;
    this.keptAt = parts.dependencies.now();
  }

  /** Does what there is to do, a bounded amount. @returns what to do next: go on at once, wait a little, or stop: another took over */
  async step(): Promise<'more' | 'idle' | 'lost'> {
    const records = await this.parts.stream.read(this.state.position);
    if (records.length > 0) return this.tell(records);
    return this.stay();
  }

  private async tell(records: PositionedRecord[]): Promise<'more' | 'idle' | 'lost'> {
    const { dependencies, append, sinks } = this.parts;
    const { derived: told, cause } = await deriveBatch(
      records.map(({ record }) => record),
      this.budget(),
      dependencies,
    );
    const events = told.flatMap(telling => telling.events);
    append(events);
    for (const some of inGroups(events)) {
      await Promise.all(some.flatMap(event => sinks.map(sink => sink.accept(event))));
    }
    const done = told.length + this.passedOver(cause);
    const position = records[done - 1]?.position ?? this.state.position;
    if (!(await this.keep({ position }))) return 'lost';
    // What cannot be read now is asked for again a little later.
    return done === records.length || done > told.length ? 'more' : 'idle';
  }

  /** A change that does not parse never will. In a deployment it is put aside; here it stays where it is, in the engine. */
  private passedOver(cause: unknown): 0 | 1 {
    if (!(cause instanceof CorruptItemError)) return 0;
    this.parts.onCorrupt(`${cause.message} Nobody is told of that change.`);
    return 1;
  }

  /** Without news, to show now and then that this holder is alive. */
  private async stay(): Promise<'idle' | 'lost'> {
    const isTime = this.parts.dependencies.now() >= this.keptAt + this.parts.renewMs;
    return !isTime || (await this.keep(this.state)) ? 'idle' : 'lost';
  }

  private async keep(state: EventState): Promise<boolean> {
    this.state = state;
    this.keptAt = this.parts.dependencies.now();
    return this.parts.lease.keep(state, this.keptAt);
  }

  private budget() {
    return { deadline: this.parts.dependencies.now() + stepMs, maxCalls: 5000, calls: 0 };
  }
}

/** So many are handed over at once. */
const groupSize = 16;

const inGroups = (events: TenantEvent[]): TenantEvent[][] =>
  Array.from({ length: Math.ceil(events.length / groupSize) }, (_, index) =>
    events.slice(index * groupSize, (index + 1) * groupSize),
  );
