import type * as z from 'zod';

type StatusRules<S extends string, F extends string> = Record<S, { required?: readonly F[]; forbidden: readonly F[] }>;

/** A refinement that checks which fields each status requires and which it does not allow. */
export const requireStatusFields =
  <S extends string, F extends string>(rules: StatusRules<S, F>) =>
  (line: { status: S } & { [name in F]?: unknown }, context: z.core.$RefinementCtx<unknown>): void => {
    const { required = [], forbidden } = rules[line.status];
    const report = (name: F, message: string, code: string) =>
      context.addIssue({ code: 'custom', path: [name], message, params: { code } });
    for (const name of required) {
      if (line[name] === undefined) report(name, `is required with status ${line.status}`, 'FIELD_REQUIRED');
    }
    for (const name of forbidden) {
      if (line[name] !== undefined) report(name, `is not allowed with status ${line.status}`, 'INVALID_VALUE');
    }
  };

/** A refinement that rejects an end before the start. Instants are compared as text. A date may differ by a day because of the time zone. */
export const requireEndAfterStart =
  <F extends string>(start: F, ends: readonly F[]) =>
  (line: { [name in F]?: unknown }, context: z.core.$RefinementCtx<unknown>): void => {
    for (const end of ends) {
      const [from, to] = [line[start], line[end]];
      if (typeof from !== 'string' || typeof to !== 'string' || !isBefore(to, from)) continue;
      const message = `must not be before ${start}`;
      context.addIssue({ code: 'custom', path: [end], message, params: { code: 'INVALID_VALUE' } });
    }
  };

const dayMs = 24 * 3600 * 1000;
const isDate = (text: string): boolean => text.length === 'YYYY-MM-DD'.length;

const isBefore = (end: string, start: string): boolean =>
  isDate(end) ? Date.parse(end) + dayMs < Date.parse(start.slice(0, end.length)) : end < start;
