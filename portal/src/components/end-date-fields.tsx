import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { toDayText, useToday } from '../format/dates.tsx';
import { useFieldError } from './command-dialog.tsx';
import { DateField, readText } from './form-fields.tsx';

interface EndDateFieldsProps {
  /** Explains when the end takes effect by default. */
  defaultText: string;
}

/** The day of an end: the default, today, or another day. */
export function EndDateFields({ defaultText }: EndDateFieldsProps) {
  const today = useToday();
  const [choice, setChoice] = useState('default');
  const error = useFieldError('scheduledAt');
  return (
    <>
      <Radio.Group label="When" value={choice} onChange={setChoice} error={error}>
        <Stack gap="xs" mt="xs">
          <Radio name="end" value="default" label="By the default" description={defaultText} />
          <Radio name="end" value="today" label={`Today, ${toDayText(today)}`} description="Takes effect at once." />
          <Radio name="end" value="day" label="On another day" description="At the start of this day." />
        </Stack>
      </Radio.Group>
      {choice === 'today' && <input type="hidden" name="scheduledAt" value={today} />}
      {choice === 'day' && <DateField name="scheduledAt" label="Day" min={today} required />}
    </>
  );
}

/** Reads the day of {@link EndDateFields}; undefined for the default. */
export const readEndDate = (form: FormData): string | undefined => readText(form, 'scheduledAt');
