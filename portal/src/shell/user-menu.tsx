import { Button, Menu } from '@mantine/core';
import { toWords } from '../format/words.ts';
import { usePortal } from '../session/portal-context.ts';
import { signOut } from '../session/user-manager.ts';

/** Shows who is signed in. */
export function UserMenu() {
  const { session, manager, config, changeTenant } = usePortal();
  const { name, email, role } = session.user;
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="default" size="xs">
          {name ?? email}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {email}, {toWords(role)}
        </Menu.Label>
        <Menu.Item component="a" href="docs" target="_blank">
          Documentation
        </Menu.Item>
        {changeTenant && <Menu.Item onClick={changeTenant}>Change the tenant</Menu.Item>}
        <Menu.Item onClick={() => signOut(manager, config)}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
