import { Button, Stack, Text } from '@mantine/core';
import type { portalComponents } from '../../../client/src/index.ts';
import { NarrowPage } from '../components/narrow-page.tsx';
import { toWords } from '../format/words.ts';
import type { PortalAccess } from './portal-access.ts';
import { signOut } from './user-manager.ts';

interface TenantPageProps {
  access: PortalAccess;
  result: portalComponents['schemas']['SignInResult'];
  onSelect(tenantId: string): void;
}

/** The choice of a tenant, for people who work for several. */
export function TenantPage({ access, result: { tenants, email = '', isEmailVerified }, onSelect }: TenantPageProps) {
  return (
    <NarrowPage title={tenants.length > 0 ? 'Choose a tenant' : 'You have no tenant yet'}>
      {tenants.length === 0 && (
        <Text>
          {isEmailVerified
            ? `Nobody has invited ${email}. Ask an owner of your tenant for an invitation to this e-mail address, then reload this page.`
            : `The e-mail address ${email} is not verified yet. Invitations are accepted for verified addresses only.`}
        </Text>
      )}
      <Stack>
        {tenants.map(({ tenantId, role }) => (
          <Button key={tenantId} variant="default" size="md" onClick={() => onSelect(tenantId)}>
            {tenantId} ({toWords(role)})
          </Button>
        ))}
        <Button variant="subtle" onClick={() => signOut(access.manager, access.config)}>
          Sign out
        </Button>
      </Stack>
    </NarrowPage>
  );
}
