import { Alert, List } from '@mantine/core';
import { useApiKeys } from '../../api/use-api-keys.ts';
import { ResourceLink } from '../../components/resource-id.tsx';
import { InstantText } from '../../format/dates.tsx';

const soonMs = 30 * 24 * 3_600_000;

/** A warning about API keys that expire within 30 days, or whose rotation is not confirmed. */
export function ExpiringApiKeys() {
  const { data } = useApiKeys();
  const active = data?.items.filter(({ state }) => state === 'ACTIVE') ?? [];
  const isSoon = (expiresAt: string | undefined) =>
    expiresAt !== undefined && Date.parse(expiresAt) - Date.now() < soonMs;
  const affected = active.filter(({ expiresAt, rotation }) => isSoon(expiresAt) || rotation !== undefined);
  if (affected.length === 0) return null;
  return (
    <Alert color="yellow" title="API keys that need attention">
      <List>
        {affected.map(({ keyId, name, expiresAt, rotation }) => (
          <List.Item key={keyId}>
            <ResourceLink path="/api-keys" id={keyId} text={name ?? keyId} />
            {rotation && ': its rotation waits for the confirmation'}
            {!rotation && expiresAt && (
              <>
                {' '}
                expires on <InstantText at={expiresAt} />
              </>
            )}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
