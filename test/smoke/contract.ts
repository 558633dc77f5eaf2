import type * as z from 'zod';
import { type Endpoint, isCommandEndpoint, listEndpointErrors } from '../../lib/contract/endpoint.ts';
import { ErrorBody, type ErrorCode, errorCatalogue } from '../../lib/contract/errors.ts';
import type { HttpAnswer } from './exchange.ts';
import { type CallTrace, expectSame, formatValue, Unmet } from './unmet.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Fails unless an answer is one that the contract lets an endpoint give, whatever was asked for.
 *
 * @param endpoint - undefined: there is no such route
 * @returns the body as parsed
 */
export function holdToContract(
  endpoint: Endpoint | undefined,
  answer: HttpAnswer,
  told: CallTrace,
  address: { basePath: string },
): { value: unknown } | { error: ErrorBody } {
  const { status, headers, json } = answer;
  expectSame('header Content-Type', headers.get('content-type'), 'application/json', told);
  if (!uuid.test(headers.get('x-request-id') ?? '')) {
    throw new Unmet('a UUID in the header X-Request-Id', formatValue(headers.get('x-request-id')), told);
  }
  const replayed = headers.get('idempotent-replayed');
  const mayReplay = endpoint !== undefined && isCommandEndpoint(endpoint);
  if (replayed !== null && (replayed !== 'true' || !mayReplay)) {
    throw new Unmet(`no header Idempotent-Replayed${mayReplay ? ' or "true"' : ''}`, formatValue(replayed), told);
  }
  if (json === undefined) throw new Unmet('a body of JSON', formatValue(answer.bytes.toString('utf8')), told);
  if (status >= 400) return { error: errorIn(endpoint, answer, told) };

  expectSame('status', status, endpoint?.success.status ?? 404, told);
  const value = parsed(endpoint?.success.schema, json, 'of the contract', told);
  const { licenseId } = value as { licenseId?: unknown };
  const location = status === 201 ? `${address.basePath}/licenses/${licenseId}` : null;
  expectSame('header Location', headers.get('location'), location, told);
  return { value };
}

function errorIn(endpoint: Endpoint | undefined, { status, headers, json }: HttpAnswer, told: CallTrace): ErrorBody {
  const error = parsed(ErrorBody, json, 'that every error has', told) as ErrorBody;
  const possible: readonly ErrorCode[] = endpoint ? listEndpointErrors(endpoint) : ['NOT_FOUND', 'RATE_LIMIT_EXCEEDED'];
  if (!possible.includes(error.code))
    throw new Unmet(`a code that ${endpoint?.operation ?? 'no route'} has`, error.code, told);
  expectSame(`with code ${error.code} status`, status, errorCatalogue[error.code].status, told);
  const again = [429, 503].includes(status) || error.code === 'idempotency_key_locked';
  if (headers.has('retry-after') !== again) {
    throw new Unmet(`${again ? 'a' : 'no'} header Retry-After`, formatValue(headers.get('retry-after')), told);
  }
  expectSame('header Location', headers.get('location'), null, told);
  return error;
}

function parsed(schema: z.ZodType | undefined, json: unknown, which: string, told: CallTrace): unknown {
  const result = schema?.safeParse(json);
  if (result?.success) return result.data;
  const [issue] = result?.error.issues ?? [];
  const where = issue?.path.join('.') || 'it';
  throw new Unmet(`a body of the form ${which} (${where}: ${issue?.message})`, formatValue(json), told);
}
