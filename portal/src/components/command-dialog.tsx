import { Button, type ButtonProps, Fieldset, Group, Modal, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  createContext,
  type FormEvent,
  type ReactNode,
  useContext,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { findPropertyError, InputError } from '../api/api-error.ts';
import { type CommandCall, useCommand } from '../api/use-command.ts';
import { type SessionScope, usePortal, useScopes } from '../session/portal-context.ts';
import { ErrorAlert } from './error-alert.tsx';
import { useNotice } from './notice-board.tsx';

const CommandErrorContext = createContext<unknown>(undefined);

/** Returns the error about a field of the dialog in which it is called. */
export const useFieldError = (property: string): string | undefined =>
  findPropertyError(useContext(CommandErrorContext), property);

interface CommandDialogProps<Input, Data> {
  /** The text of the button that opens the dialog. */
  label: string;
  title: string;
  /** Users without this scope see no button. */
  scope: SessionScope;
  /** The text of the button that sends the command. */
  submitLabel: string;
  call: CommandCall<Input, Data>;
  /** Reads the input from the form. @throws InputError */
  readInput(form: FormData): Input;
  children?: ReactNode;
  /** Shown instead of the form once the command is done. Without it, the dialog closes. */
  renderResult?: (data: NonNullable<Data>, close: () => void) => ReactNode;
  onDone?: (data: NonNullable<Data>) => void;
  /** The message after the command. */
  doneText?: string;
  isDangerous?: boolean;
  /** False while the form does not allow the command. */
  canSubmit?: boolean;
  size?: string;
  button?: ButtonProps;
}

/** A button that opens a form, and sends its content as one command. */
export function CommandDialog<Input, Data>(props: CommandDialogProps<Input, Data>) {
  const { label, scope, button } = props;
  const hasScope = useScopes();
  const [isOpen, dialog] = useDisclosure(false);
  const [isKept, setKept] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  if (!hasScope(scope)) return null;
  const close = (isUncertain: boolean) => {
    setKept(isUncertain);
    dialog.close();
    requestAnimationFrame(() => returnFocus(trigger.current));
  };
  return (
    <>
      <Button ref={trigger} {...toButtonStyle(props)} {...button} onClick={dialog.open}>
        {label}
      </Button>
      {(isOpen || isKept) && <CommandModal {...props} isOpen={isOpen} onClose={close} />}
    </>
  );
}

/** Returns the focus to the button that opened a dialog, or to the content if the command has removed the button. */
function returnFocus(trigger: HTMLButtonElement | null): void {
  const target = trigger?.isConnected ? trigger : document.querySelector('main');
  target?.focus();
}

const toButtonStyle = ({ isDangerous = false }: { isDangerous?: boolean }): ButtonProps =>
  isDangerous ? { variant: 'outline', color: 'red' } : { variant: 'default' };

interface CommandModalProps<Input, Data> extends CommandDialogProps<Input, Data> {
  isOpen: boolean;
  /** @param isUncertain - true if the dialog must be kept, so that opening it again continues with the same idempotency key */
  onClose(isUncertain: boolean): void;
}

function CommandModal<Input, Data>(props: CommandModalProps<Input, Data>) {
  const { title, call, readInput, renderResult, onDone, doneText, isOpen, size = 'md' } = props;
  const { renewal } = usePortal();
  const isAskingToSignIn = useSyncExternalStore(renewal.subscribe, renewal.isAsking);
  const showNotice = useNotice();
  const [inputError, setInputError] = useState<InputError>();
  const command = useCommand(call, {
    onDone(data) {
      if (doneText !== undefined) showNotice(doneText);
      onDone?.(data);
      if (!renderResult) props.onClose(false);
    },
  });

  const close = () => props.onClose(command.isUncertain);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    try {
      const input = readInput(new FormData(event.currentTarget));
      setInputError(undefined);
      command.run(input);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      setInputError(error);
    }
  };

  const { data } = command;
  const isResult = data !== undefined && renderResult !== undefined;
  return (
    <Modal
      opened={isOpen}
      keepMounted
      onClose={close}
      title={title}
      size={size}
      closeOnEscape={!isAskingToSignIn && !isResult && !command.isPending}
      withCloseButton={!isResult}
    >
      {isResult ? (
        renderResult(data, close)
      ) : (
        <CommandErrorContext value={inputError ?? command.error}>
          <form onSubmit={submit}>
            <Stack>
              <Fieldset variant="unstyled" disabled={command.isPending || command.isUncertain}>
                <Stack>{props.children}</Stack>
              </Fieldset>
              {command.error && (
                <ErrorAlert error={command.error} {...(command.isUncertain && { onRetry: () => command.repeat() })} />
              )}
              <CommandButtons
                {...props}
                isPending={command.isPending}
                isUncertain={command.isUncertain}
                onClose={close}
              />
            </Stack>
          </form>
        </CommandErrorContext>
      )}
    </Modal>
  );
}

interface CommandButtonsProps {
  submitLabel: string;
  isDangerous?: boolean;
  canSubmit?: boolean;
  isPending: boolean;
  isUncertain: boolean;
  onClose(): void;
}

function CommandButtons({
  submitLabel,
  isDangerous,
  canSubmit = true,
  isPending,
  isUncertain,
  onClose,
}: CommandButtonsProps) {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        Close
      </Button>
      {!isUncertain && (
        <Button type="submit" loading={isPending} disabled={!canSubmit} {...(isDangerous && { color: 'red' })}>
          {submitLabel}
        </Button>
      )}
    </Group>
  );
}
