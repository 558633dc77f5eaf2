import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { toWords } from '../format/words.ts';

/** A filter of a list: with options a choice, otherwise a text. */
interface ListFilter<Name extends string> {
  name: Name;
  label: string;
  options?: readonly string[];
  type?: 'date';
  placeholder?: string;
}

interface FilterBarProps<Name extends string> {
  filters: readonly ListFilter<Name>[];
  values: Record<Name, string>;
  onChange(changes: Partial<Record<Name, string>>): void;
}

/** The filters above a list. A choice takes effect at once, texts with the button. */
export function FilterBar<Name extends string>({ filters, values, onChange }: FilterBarProps<Name>) {
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onChange(
      Object.fromEntries(filters.map(({ name }) => [name, String(form.get(name) ?? '').trim()])) as Record<
        Name,
        string
      >,
    );
  };
  const hasValue = filters.some(({ name }) => values[name] !== '');
  return (
    <form onSubmit={apply} aria-label="Filters">
      <Group align="flex-end" gap="sm" mb="md">
        {filters.map(({ name, label, options, type, placeholder }) =>
          options ? (
            <NativeSelect
              key={name}
              name={name}
              label={label}
              value={values[name]}
              onChange={event => onChange({ [name]: event.currentTarget.value } as Record<Name, string>)}
              data={[{ value: '', label: 'all' }, ...options.map(value => ({ value, label: toOptionText(value) }))]}
            />
          ) : (
            // The key resets the text when the address changes.
            <TextInput
              key={`${name} ${values[name]}`}
              name={name}
              label={label}
              defaultValue={values[name]}
              autoComplete="off"
              {...(type && { type })}
              {...(placeholder && { placeholder })}
            />
          ),
        )}
        {filters.some(({ options }) => !options) && (
          <Button type="submit" variant="default">
            Apply
          </Button>
        )}
        {hasValue && (
          <Button
            variant="subtle"
            onClick={() => onChange(Object.fromEntries(filters.map(({ name }) => [name, ''])) as Record<Name, string>)}
          >
            Clear
          </Button>
        )}
      </Group>
    </form>
  );
}

/** Types of events are shown as they are. */
const toOptionText = (value: string): string => (/^[A-Z_]+$/.test(value) ? toWords(value) : value);
