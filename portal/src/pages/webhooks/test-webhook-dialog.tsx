import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { portalComponents } from '../../../../client/src/index.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { usePortal } from '../../session/portal-context.ts';

/** Sends a test event, and shows the response. */
export function TestWebhookDialog({ endpointId }: { endpointId: string }) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Send a test event"
      title="Send a test event"
      scope="webhooks:write"
      submitLabel="Send"
      readInput={() => endpointId}
      call={(id: string, headers) =>
        client.POST('/portal/webhooks/{endpointId}/test', { params: { path: { endpointId: id } }, headers })
      }
      renderResult={(result, close) => (
        <Stack>
          <TestResultText result={result} />
          <Group justify="flex-end">
            <Button onClick={close}>Close</Button>
          </Group>
        </Stack>
      )}
    >
      <Text>One signed event of the type webhook.test is sent now. It changes nothing.</Text>
    </CommandDialog>
  );
}

function TestResultText({ result }: { result: portalComponents['schemas']['WebhookTestResult'] }) {
  const { accepted, status, error, body } = result;
  return (
    <>
      <Alert
        color={accepted ? 'teal' : 'red'}
        title={accepted ? 'The endpoint accepted the event.' : 'The endpoint did not accept the event.'}
      >
        {status === undefined ? `There was no response: ${error}.` : `It responded with HTTP ${status}.`}
      </Alert>
      {body ? <CodeBlock text={body} name="the response" /> : null}
    </>
  );
}
