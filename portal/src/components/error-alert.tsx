import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { NoAnswer } from '../../../client/src/index.ts';
import { ApiError } from '../api/api-error.ts';

interface ErrorAlertProps {
  error: unknown;
  /** Called by the button that repeats what failed. Without it there is no button. */
  onRetry?: () => void;
}

/** An error with everything that the API says about it. */
export function ErrorAlert({ error, onRetry }: ErrorAlertProps) {
  return (
    <Alert color="red" title={toTitle(error)} role="alert">
      <Stack gap="xs" align="flex-start">
        {error instanceof ApiError && <ApiErrorDetails error={error} />}
        {error instanceof NoAnswer && error.idempotencyKey !== undefined && (
          <Text size="sm">
            It is unknown whether the command was carried out. Try again: the same idempotency key is sent, so it is
            carried out only once.
          </Text>
        )}
        {onRetry && (
          <Button size="xs" color="red" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

function toTitle(error: unknown): string {
  if (error instanceof NoAnswer) return 'There was no response from the API.';
  if (error instanceof ApiError && error.status === 401)
    return 'Your session has ended, or you are no longer a user of this tenant.';
  return error instanceof Error ? error.message : String(error);
}

/** The pages choose the idempotency keys, so a hint about them helps programs only. */
const isAboutKey = (hint: string): boolean => hint.includes('idempotency key');

function ApiErrorDetails({ error: { content, requestId, status } }: { error: ApiError }) {
  const { code, hint, details = [] } = content;
  return (
    <>
      {details.length > 0 && (
        <List size="sm">
          {details.map(({ property, message, suggestion }) => (
            <List.Item key={`${property} ${message}`}>
              <strong>{property}</strong> {message}. {suggestion}
            </List.Item>
          ))}
        </List>
      )}
      {hint !== undefined && status !== 401 && !isAboutKey(hint) && <Text size="sm">{hint}</Text>}
      <Text size="xs" c="dimmed">
        {code}
        {requestId !== undefined && ` · request ${requestId}`}
      </Text>
    </>
  );
}
