import { Alert, Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorAlert } from './error-alert.tsx';

/** The part of a command that the buttons need. */
interface RotationStep {
  run(): void;
  error: unknown;
  isPending: boolean;
}

interface RotationResultProps {
  /** The new secret; undefined if the only response with it was lost. */
  secret: ReactNode | undefined;
  overlapHours: number;
  confirm: RotationStep;
  cancel: RotationStep;
}

/** The new secret of a rotation, which is confirmed only after it was shown and stored. */
export function RotationResult({ secret, overlapHours, confirm, cancel }: RotationResultProps) {
  const error = confirm.error ?? cancel.error;
  const isPending = confirm.isPending || cancel.isPending;
  return (
    <Stack>
      {secret ?? (
        <Alert color="yellow" title="The response with the new one was lost">
          Its text was in that response only. Cancel the rotation and begin again. The old one works on.
        </Alert>
      )}
      {error ? <ErrorAlert error={error} /> : null}
      <Group justify="flex-end">
        <Button variant="default" loading={cancel.isPending} disabled={isPending} onClick={cancel.run}>
          Cancel the rotation
        </Button>
        {secret !== undefined && (
          <Button loading={confirm.isPending} disabled={isPending} onClick={confirm.run}>
            I have stored it: {overlapHours === 0 ? 'end the old one now' : `end the old one in ${overlapHours} h`}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** Describes the end of the old secret after a confirmation. */
export const describeOverlap = (overlapHours: number): string =>
  overlapHours === 0 ? 'The old one has ended.' : `The old one ends in ${overlapHours} hours.`;
