/** The `source` of our events, for the rules of the bus. */
export const eventSource = 'connect-api';

/** An event in the form that the bus accepts. */
export interface BusEntry {
  type: string;
  /** The event encoded as JSON, with its tenant and its number. */
  detail: string;
}

/** The limits of one PutEvents call. */
export const putEventsLimits = { entries: 10, bytes: 256_000 };

/** The reason why the bus did not accept an entry. */
interface EntryRejection {
  reason: string;
  /** True if the bus will never accept this entry. */
  isPermanent: boolean;
}

/** The event bus that events are published to. */
export interface EventBus {
  /**
   * Sends entries within the limits of one call.
   *
   * @returns for each entry the reason why it was not accepted, or undefined
   * @throws if the result of all entries is unknown
   */
  putEvents(entries: BusEntry[]): Promise<(EntryRejection | undefined)[]>;
}
