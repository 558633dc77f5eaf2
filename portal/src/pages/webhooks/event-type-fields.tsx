import { Checkbox, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { InputError } from '../../api/api-error.ts';
import { useFieldError } from '../../components/command-dialog.tsx';
import { eventTypes, type KnownEventType } from '../events/event-types.ts';

/** The types of events that an endpoint gets: all, or some. */
export function EventTypeFields({ initialTypes }: { initialTypes?: readonly string[] | undefined }) {
  const [choice, setChoice] = useState(initialTypes ? 'some' : 'all');
  const [chosen, setChosen] = useState<string[]>([...(initialTypes ?? [])]);
  const error = useFieldError('eventTypes');
  return (
    <>
      <Radio.Group label="Event types" name="typeChoice" value={choice} onChange={setChoice}>
        <Stack gap="xs" mt="xs">
          <Radio value="all" label="All, also those of later versions" />
          <Radio value="some" label="Only these" />
        </Stack>
      </Radio.Group>
      {choice === 'some' && (
        <Checkbox.Group aria-label="Chosen event types" value={chosen} onChange={setChosen} error={error}>
          <Stack gap="xs" pl="lg">
            {eventTypes.map(type => (
              <Checkbox key={type} name="eventTypes" value={type} label={type} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </>
  );
}

/** Reads the types from the form; undefined for all. @throws InputError if none is chosen */
export function readEventTypes(form: FormData): KnownEventType[] | undefined {
  if (form.get('typeChoice') !== 'some') return undefined;
  const chosen = eventTypes.filter(type => form.getAll('eventTypes').includes(type));
  if (chosen.length === 0) throw new InputError('eventTypes', 'Choose at least one type.');
  return chosen;
}
