import { Code, Group } from '@mantine/core';
import { CopyTextButton } from './copy-button.tsx';

/** A text to copy, such as a command or JSON. */
export function CodeBlock({ text, name }: { text: string; name: string }) {
  return (
    <div>
      <Group justify="flex-end" mb={4}>
        <CopyTextButton text={text} name={name} />
      </Group>
      <Code block tabIndex={0} role="region" aria-label={`Text of ${name}`} className="portal-code">
        {text}
      </Code>
    </div>
  );
}
