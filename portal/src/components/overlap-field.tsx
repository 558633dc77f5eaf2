import { Radio, Stack } from '@mantine/core';
import { readText } from './form-fields.tsx';

const overlaps = [
  { value: '0', label: 'none', description: 'The old one ends when you confirm that you have stored the new one.' },
  { value: '24', label: '24 hours', description: 'Both work for a day after your confirmation.' },
  { value: '168', label: '7 days', description: 'Both work for a week after your confirmation.' },
] as const;

/** The time during which the old and the new secret of a rotation work. */
export const OverlapField = () => (
  <Radio.Group label="Overlap" name="overlapHours" defaultValue="24">
    <Stack gap="xs" mt="xs">
      {overlaps.map(({ value, label, description }) => (
        <Radio key={value} value={value} label={label} description={description} />
      ))}
    </Stack>
  </Radio.Group>
);

export const readOverlap = (form: FormData): number => Number(readText(form, 'overlapHours') ?? '24');
