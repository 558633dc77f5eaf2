/** Says whether a received response is final, and whether it comes from the API. */
export interface ResponseAssessment {
  /** Set if another attempt with the same idempotency key can have a better outcome. */
  isTransient: boolean;
  /** The reason why it is not a complete response of the API, so that the command may have been carried out. */
  defect?: string;
}

/**
 * Decides whether a response comes from the API and is complete. Proxies and sign-in pages respond too, with pages, redirects or
 * empty bodies, which do not say whether a command was carried out. Unknown fields and values are accepted.
 *
 * @param requiredFields - the fields that the body of a success must have
 */
export function assessResponse(
  { status, ok, headers }: Response,
  body: string,
  requiredFields: readonly string[],
): ResponseAssessment {
  const content = parseObject(body);
  const isTransient = isTransientStatus(status, content?.code);
  if (content === undefined) {
    if (isFromApi(headers)) return { isTransient: true, defect: 'the body was cut short' };
    return { isTransient, defect: 'the body is not a JSON object, so it is not a response of the API: check baseUrl' };
  }
  const defect = ok ? findSuccessDefect(headers, content, requiredFields) : findErrorDefect(content);
  return { isTransient, ...(defect !== undefined && { defect }) };
}

/** 502 and 504 come from proxies; the API itself returns 503. A 500 is a defect, which would occur again. */
function isTransientStatus(status: number, code: unknown): boolean {
  if (status === 409) return code === 'idempotency_key_locked';
  return status === 429 || status === 502 || status === 503 || status === 504;
}

const isFromApi = (headers: Headers): boolean =>
  headers.has('X-Request-Id') && /^application\/json\b/i.test(headers.get('Content-Type') ?? '');

function findSuccessDefect(
  headers: Headers,
  content: Record<string, unknown>,
  requiredFields: readonly string[],
): string | undefined {
  if (!headers.has('X-Request-Id'))
    return 'the header X-Request-Id is missing, so it is not a response of the API: check baseUrl';
  const missingField = requiredFields.find(field => !Object.hasOwn(content, field));
  if (missingField !== undefined)
    return `the field ${missingField} is missing, so it is not a response of this operation: check baseUrl`;
  return undefined;
}

const findErrorDefect = ({ code }: Record<string, unknown>): string | undefined =>
  typeof code === 'string' ? undefined : 'the body has no code, so it is not an error of the API: check baseUrl';

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(body);
    return typeof content === 'object' && content !== null && !Array.isArray(content)
      ? (content as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
