import { Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

/** A page without navigation, before the sign-in is complete. */
export function NarrowPage({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Connect API`;
  }, [title]);
  return (
    <main className="portal-narrow">
      <Stack>
        <img src="docs/icon.svg" width="48" height="48" alt="" />
        <Title order={1}>{title}</Title>
        {children}
      </Stack>
    </main>
  );
}
