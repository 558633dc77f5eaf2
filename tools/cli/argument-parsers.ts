import { InvalidArgumentError } from 'commander';
import * as z from 'zod';
import { CalendarDate, createTextSchema, TenantId } from '../../lib/contract/field-types.ts';
import { EmailAddress, Role } from '../../lib/contract/portal-user.ts';
import { allScopes, type GrantedScope, Scope } from '../../lib/contract/scope.ts';
import { hourMs } from '../../lib/domain/calendar.ts';

/** The expiry of an API key: a date in the tenant's time zone, or a time from now. */
export type ApiKeyExpiry = { on: string } | { afterMs: number };

const dayMs = 24 * hourMs;
const unitMs = { d: dayMs, h: hourMs } as const;
const GrantedScopeName = z.union([Scope, z.literal(allScopes)]);
const maxDurationMs = 3650 * dayMs;

/** Parses scopes, such as `licenses:read,licenses:write` or `*`. */
export function parseScopes(text: string): GrantedScope[] {
  const scopes = text.split(',').map(name => {
    const scope = GrantedScopeName.safeParse(name.trim());
    if (!scope.success) {
      throw new InvalidArgumentError(
        `${JSON.stringify(name)} is not a scope. Scopes: ${[allScopes, ...Scope.options].join(', ')}.`,
      );
    }
    return scope.data;
  });
  return [...new Set(scopes)];
}

/** Parses a duration in days or hours, such as `7d` or `12h`. @returns milliseconds */
export function parseDuration(text: string): number {
  const [, count, unit] = /^(\d{1,5})([dh])$/.exec(text) ?? [];
  const ms = Number(count) * unitMs[unit === 'h' ? 'h' : 'd'];
  if (unit === undefined || ms > maxDurationMs) {
    throw new InvalidArgumentError('It must be days or hours such as 7d or 12h, at most 3650d.');
  }
  return ms;
}

/** Parses an instant of the past, or a duration up to now, such as `2026-11-20T12:00:00Z`, `12h` or `3d`. @returns epoch milliseconds */
export function parsePastTime(text: string): number {
  const isInstant = z.iso.datetime({ offset: true }).safeParse(text).success;
  const ms = isInstant ? Date.parse(text) : Date.now() - parsePastDuration(text);
  if (ms > Date.now()) throw new InvalidArgumentError('It must not be in the future.');
  return ms;
}

function parsePastDuration(text: string): number {
  try {
    return parseDuration(text);
  } catch {
    throw new InvalidArgumentError(
      'It must be an instant such as 2026-11-20T12:00:00Z, or hours or days such as 12h or 3d.',
    );
  }
}

/** Parses a date or a duration, such as `2027-01-31`, `30d` or `12h`. */
export function parseApiKeyExpiry(text: string): ApiKeyExpiry {
  if (CalendarDate.safeParse(text).success) return { on: text };
  try {
    const afterMs = parseDuration(text);
    if (afterMs > 0) return { afterMs };
  } catch {}
  throw new InvalidArgumentError(
    'It must be a date such as 2027-01-31, or days or hours such as 30d or 12h, at most 3650d.',
  );
}

export const parseTenantId = (text: string): string =>
  requireValid(TenantId.safeParse(text).success, text, 'It must be 1 to 32 of the characters a-z 0-9 -.');

export const parseApiKeyName = (text: string): string =>
  requireValid(createTextSchema(1, 100).safeParse(text).success, text, 'It must be 1 to 100 characters.');

export const parseEmail = (text: string): string =>
  requireValid(EmailAddress.safeParse(text).success, text, 'It must be an e-mail address.');

/** Parses a role, in any case. */
export function parseRole(text: string): Role {
  const role = Role.safeParse(text.toUpperCase());
  if (role.success) return role.data;
  throw new InvalidArgumentError(`Roles: ${Role.options.join(', ').toLowerCase()}.`);
}

export const parseApiKeyId = (text: string): string =>
  requireValid(
    /^[0-9A-Za-z]{12}$/.test(text),
    text,
    'It must be the id of 12 letters and digits that list shows, not the API key itself.',
  );

function requireValid<T>(ok: boolean, value: T, message: string): T {
  if (!ok) throw new InvalidArgumentError(message);
  return value;
}
