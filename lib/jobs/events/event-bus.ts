/** What rules on the bus find our events by. */
export const eventSource = 'connect-api';

/** An event as it goes onto the bus. */
export interface BusEntry {
  type: string;
  /** The event as JSON. */
  detail: string;
}

/** What one call takes. */
export const putEventsLimits = { entries: 10, bytes: 256_000 };

/** Where events go. */
export interface EventBus {
  /**
   * Sends what one call takes.
   *
   * @returns for each entry why it was not taken, or undefined
   * @throws when nothing can be said of any
   */
  putEvents(entries: BusEntry[]): Promise<(string | undefined)[]>;
}
