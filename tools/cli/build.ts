import { bundleFunctions } from '../../infra/bundle-functions.ts';

await bundleFunctions('dist');
