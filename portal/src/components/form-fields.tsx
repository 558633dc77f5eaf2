import {
  NativeSelect,
  type NativeSelectProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core';
import { InputError } from '../api/api-error.ts';
import { useFieldError } from './command-dialog.tsx';

/*
 * The fields of a command. Each has the name of the property that it sets, so that the API's message about the property appears at the field.
 */

/** The label of a field and the property that it sets. */
interface CommandFieldProps {
  name: string;
  label: string;
}

export const TextField = (props: TextInputProps & CommandFieldProps) => (
  <TextInput autoComplete="off" {...props} error={useFieldError(props.name)} />
);

export const DateField = (props: TextInputProps & CommandFieldProps) => <TextField {...props} type="date" />;

export const SelectField = (props: NativeSelectProps & CommandFieldProps) => (
  <NativeSelect {...props} error={useFieldError(props.name)} />
);

interface ChoiceOption {
  value: string;
  label: string;
}

/** A choice that the user must make. */
export const ChoiceField = ({ data, ...props }: NativeSelectProps & CommandFieldProps & { data: ChoiceOption[] }) => (
  <SelectField {...props} required data={[{ value: '', label: 'Choose…' }, ...data]} />
);

const metadataHint = 'A JSON object with your own data, for example {"costCentre": "CC-17"}.';

export const MetadataField = (props: TextareaProps) => (
  <Textarea
    name="metadata"
    label="Metadata"
    description={metadataHint}
    rows={4}
    spellCheck={false}
    {...props}
    error={useFieldError('metadata')}
  />
);

/** Reads a text from a form; undefined if it is empty. */
export function readText(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Reads a text that must not be empty. @throws InputError */
export function readRequiredText(form: FormData, name: string): string {
  const text = readText(form, name);
  if (text === undefined) throw new InputError(name, 'is required');
  return text;
}

/** Reads the metadata from a form. @throws InputError */
export function readMetadata(form: FormData): Record<string, unknown> | undefined {
  const text = readText(form, 'metadata');
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // The message below says the same.
  }
  throw new InputError('metadata', 'must be a JSON object, or empty');
}

type Compact<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Leaves out the properties that are undefined. */
export const omitUndefined = <T extends object>(properties: T): Compact<T> =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as Compact<T>;
