import { Anchor, Button, Group, Modal, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { FactList } from '../components/facts.tsx';
import { toWords } from '../format/words.ts';
import { usePortal } from '../session/portal-context.ts';
import { signOut } from '../session/user-manager.ts';

/** Shows who is signed in, and signs out. */
export function UserDialog() {
  const { session, manager, config, changeTenant } = usePortal();
  const [isOpen, dialog] = useDisclosure(false);
  const { name, email, role } = session.user;
  const { tenantId, mode, timeZone } = session.tenant;
  return (
    <>
      <Button variant="default" size="xs" onClick={dialog.open} aria-haspopup="dialog">
        {name ?? email}
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title="Your session" closeOnClickOutside>
        <Stack>
          <FactList
            facts={{
              Name: name,
              'E-mail address': email,
              Role: toWords(role),
              Tenant: `${tenantId} (${mode})`,
              'Time zone': timeZone,
            }}
          />
          <Anchor href="docs" target="_blank">
            Documentation of the API
          </Anchor>
          <Group justify="flex-end">
            {changeTenant && (
              <Button variant="default" onClick={changeTenant}>
                Change the tenant
              </Button>
            )}
            <Button onClick={() => signOut(manager, config)}>Sign out</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
