import { Checkbox, Stack } from '@mantine/core';
import { InputError } from '../../api/api-error.ts';
import { useFieldError } from '../../components/command-dialog.tsx';
import { describeScope, type KeyScope, keyScopes } from '../../format/scopes.ts';

interface ScopeFieldsProps {
  value: readonly string[];
  onChange(scopes: string[]): void;
}

/** The scopes of an API key as checkboxes, with what they open. */
export function ScopeFields({ value, onChange }: ScopeFieldsProps) {
  const error = useFieldError('scopes');
  const hasAll = value.includes('*');
  return (
    <Checkbox.Group label="Scopes" value={[...value]} onChange={onChange} error={error}>
      <Stack gap="xs" mt="xs">
        {keyScopes.map(scope => {
          const { label, opens, isSensitive = false } = describeScope(scope);
          const isCovered = hasAll && scope !== '*' && !isSensitive;
          return (
            <Checkbox
              key={scope}
              value={scope}
              disabled={isCovered}
              label={isSensitive ? `${label} (sensitive)` : label}
              description={`${opens} · ${scope}`}
            />
          );
        })}
      </Stack>
    </Checkbox.Group>
  );
}

/** Returns the chosen scopes without those that `*` covers. @throws InputError if none is chosen */
export function toGrantedScopes(chosen: readonly string[]): KeyScope[] {
  const hasAll = chosen.includes('*');
  const scopes = keyScopes.filter(
    scope => chosen.includes(scope) && (!hasAll || scope === '*' || describeScope(scope).isSensitive),
  );
  if (scopes.length === 0) throw new InputError('scopes', 'Choose at least one scope.');
  return scopes;
}
