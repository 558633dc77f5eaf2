import { Anchor, Badge, createTheme, Drawer, Modal } from '@mantine/core';

const overlayProps = {
  // It would add a style tag, which the policy of the page forbids.
  lockScroll: false,
  transitionProps: { duration: 0 },
  // Its header is not the header of the page.
  attributes: { header: { role: 'none' } },
};

/** The settings of Mantine. Colours and fonts are in `theme.css`. */
export const portalTheme = createTheme({
  primaryColor: 'teal',
  cursorType: 'pointer',
  components: {
    Anchor: Anchor.extend({ defaultProps: { inherit: true, underline: 'always' } }),
    // In a table, a badge would be cut off.
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', miw: 'max-content' } }),
    Drawer: Drawer.extend({ defaultProps: overlayProps }),
    Modal: Modal.extend({
      defaultProps: {
        ...overlayProps,
        // A click beside a form must not lose its input.
        closeOnClickOutside: false,
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
  },
});
