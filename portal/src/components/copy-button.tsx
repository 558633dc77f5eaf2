import { Button, type ButtonProps, CopyButton } from '@mantine/core';

interface CopyTextButtonProps extends ButtonProps {
  text: string;
  /** The name of the text for screen readers. */
  name: string;
}

/** Copies a text. */
export const CopyTextButton = ({ text, name, ...props }: CopyTextButtonProps) => (
  <CopyButton value={text}>
    {({ copied, copy }) => (
      <Button variant="default" size="compact-xs" {...props} onClick={copy} aria-label={`Copy ${name}`}>
        {copied ? 'Copied' : 'Copy'}
      </Button>
    )}
  </CopyButton>
);
