import { Badge, Group } from '@mantine/core';
import type { portalComponents } from '../../../../client/src/index.ts';
import { StatusBadge } from '../../components/status-badge.tsx';

/** The state of an API key, and whether a rotation waits for its confirmation. */
export const ApiKeyState = ({
  apiKey: { state, rotation },
}: {
  apiKey: portalComponents['schemas']['PortalApiKey'];
}) => (
  <Group gap={4}>
    <StatusBadge status={state} />
    {rotation && state === 'ACTIVE' && <Badge color="yellow">rotation open</Badge>}
  </Group>
);
