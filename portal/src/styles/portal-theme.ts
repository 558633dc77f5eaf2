import { createTheme, Modal } from '@mantine/core';

/** The settings of Mantine. Colours and fonts are in `theme.css`. */
export const portalTheme = createTheme({
  primaryColor: 'teal',
  cursorType: 'pointer',
  components: {
    Modal: Modal.extend({
      defaultProps: {
        // It would add a style tag, which the policy of the page forbids.
        lockScroll: false,
        // A click beside a form must not lose its input.
        closeOnClickOutside: false,
        closeButtonProps: { 'aria-label': 'Close' },
        transitionProps: { duration: 0 },
      },
    }),
  },
});
