import { Loader } from '@mantine/core';

/** Shown while a page is loaded. */
export const PageFallback = () => <Loader role="status" aria-label="Loading" />;
