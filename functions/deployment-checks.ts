/** The function that a release starts before traffic moves to a new version. It sends the version synthetic requests. */
export const releaseCheckFunction = 'checkRelease';

/** The function that calls the stage from outside every minute. */
export const healthCheckFunction = 'checkHealth';
