import { Text } from '@mantine/core';
import { PageHeading } from '../components/page-heading.tsx';
import { usePortal } from '../session/portal-context.ts';

/** The first page. */
export function OverviewPage() {
  const { session } = usePortal();
  return (
    <>
      <PageHeading title="Overview" />
      <Text>
        You work for the tenant <strong>{session.tenant.tenantId}</strong>, whose days are those of{' '}
        {session.tenant.timeZone}.
      </Text>
    </>
  );
}
