import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { portalComponents } from '../../../../client/src/index.ts';
import { useFirstCall } from '../../api/use-first-call.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { ResourceLink } from '../../components/resource-id.tsx';

interface NewApiKeyProps {
  created: portalComponents['schemas']['NewPortalApiKey'];
  onDone(): void;
}

/** A new API key, which is shown this once. */
export function NewApiKey({ created: { apiKey, secret }, onDone }: NewApiKeyProps) {
  if (secret === undefined) return <LostSecret keyId={apiKey.keyId} onDone={onDone} />;
  return (
    <Stack>
      <SecretText secret={secret} scopes={apiKey.scopes} />
      <Group justify="flex-end">
        <Button onClick={onDone}>I have stored it</Button>
      </Group>
    </Stack>
  );
}

/** The text of an API key, and a command that uses it. */
export function SecretText({ secret, scopes }: { secret: string; scopes: readonly string[] }) {
  const buildCall = useFirstCall();
  return (
    <>
      <Alert color="yellow" title="Store it now">
        The API key is shown only here. It is stored nowhere as readable text.
      </Alert>
      <CodeBlock text={secret} name="the API key" />
      <Text fw={600}>Try it</Text>
      <CodeBlock text={buildCall(secret, scopes)} name="the curl command" />
    </>
  );
}

/** The first response was lost, and no other one contains the secret. */
const LostSecret = ({ keyId, onDone }: { keyId: string; onDone(): void }) => (
  <Stack>
    <Alert color="yellow" title="The response with the API key was lost">
      The API key <ResourceLink path="/api-keys" id={keyId} /> was created, but its text was in that response only.
      Revoke it and create another one.
    </Alert>
    <Group justify="flex-end">
      <Button onClick={onDone}>Close</Button>
    </Group>
  </Stack>
);
