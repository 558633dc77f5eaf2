import { Alert, Button, Group, Stack } from '@mantine/core';
import { CodeBlock } from '../../components/code-block.tsx';

/** The secret of a webhook endpoint, which is shown this once. */
export const WebhookSecretText = ({ secret }: { secret: string }) => (
  <>
    <Alert color="yellow" title="Store it now">
      The secret is shown only here. With it, your endpoint verifies the signature of each message.
    </Alert>
    <CodeBlock text={secret} name="the secret" />
  </>
);

/** The result of an addition. */
export const NewWebhook = ({ secret, onDone }: { secret: string | undefined; onDone(): void }) => (
  <Stack>
    {secret === undefined ? (
      <Alert color="yellow" title="The response with the secret was lost">
        The endpoint was added, but its secret was in that response only. Rotate the secret to get another one.
      </Alert>
    ) : (
      <WebhookSecretText secret={secret} />
    )}
    <Group justify="flex-end">
      <Button onClick={onDone}>{secret === undefined ? 'Close' : 'I have stored it'}</Button>
    </Group>
  </Stack>
);
