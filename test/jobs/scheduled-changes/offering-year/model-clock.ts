import { addCalendarDays, findLocalMidnight, toLocalDay } from '../lifecycle-model.ts';

/** A time of the model: the instant, and the date in the zone of a tenant. */
export interface ModelTime {
  at: string;
  today: string;
}

/** The calendar of a tenant. It goes from day to day and begins each of them once. */
export class ModelClock {
  private readonly zone: string;
  private day: string;

  constructor(zone: string, nowMs: number) {
    this.zone = zone;
    this.day = toLocalDay(zone, nowMs);
  }

  /** Calls back at the first instant of every day up to an instant. */
  advance(nowMs: number, beginDay: (time: ModelTime) => void): ModelTime {
    const today = toLocalDay(this.zone, nowMs);
    while (this.day < today) {
      this.day = addCalendarDays(this.day, 1);
      beginDay({ at: toIsoText(findLocalMidnight(this.zone, this.day)), today: this.day });
    }
    return { at: toIsoText(nowMs), today };
  }
}

const toIsoText = (ms: number): string => new Date(ms).toISOString();
