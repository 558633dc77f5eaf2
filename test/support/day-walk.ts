/* A calendar that only counts: from one day to the next, without dates of the runtime or of a library. */

/** The time that has passed since the day on which a walk began. */
export interface PassedTime {
  days: number;
  /** The number of first days of a month. */
  months: number;
  /** True on the day of the month on which the walk began, or on the last day of a month that does not have it. */
  isMonthDay: boolean;
}

/** Converts `YYYY-MM-DD` to a number that can be compared. */
export const toDayNumber = (day: string): number => Number(day.replaceAll('-', ''));

/** Walks one day after another to the first later day that satisfies a condition. */
export function walkToDay(from: string, isWanted: (passed: PassedTime, dayNumber: number) => boolean): string {
  let [year = 0, month = 0, date = 0] = from.split('-').map(Number);
  const firstDate = date;
  const passed: PassedTime = { days: 0, months: 0, isMonthDay: true };
  do {
    passed.days += 1;
    date += 1;
    if (date > countDays(year, month)) {
      date = 1;
      month += 1;
      passed.months += 1;
    }
    if (month > 12) {
      month = 1;
      year += 1;
    }
    passed.isMonthDay = date === firstDate || (date < firstDate && date === countDays(year, month));
  } while (!isWanted(passed, (year * 100 + month) * 100 + date));
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

function countDays(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
