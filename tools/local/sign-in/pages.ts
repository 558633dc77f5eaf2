import { createHash } from 'node:crypto';
import { demoUsers } from './demo-users.ts';

const styles = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; padding: 2rem 1rem; }
main { max-width: 26rem; margin: 0 auto; }
h1 { font-size: 1.5rem; }
form { display: grid; gap: .75rem; }
button { font: inherit; text-align: left; padding: .75rem 1rem; border: 1px solid GrayText; border-radius: .5rem; cursor: pointer; }
button strong, button span { display: block; }
button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;

const styleHash = createHash('sha256').update(styles).digest('base64');

/** The headers of both pages. They contain no script and load nothing. */
export const signInPageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

/** Builds the page with one button per demo user. The form is sent to the address of the page. */
export function buildSignInPage(): string {
  const buttons = demoUsers.map(
    ({ sub, name, email, mayDo }) =>
      `<button name="user" value="${sub}"><strong>${name}</strong><span>${email}</span><span>${mayDo}</span></button>`,
  );
  return buildPage(
    'Sign in',
    `<p>These are the demo users of this local server. Nobody needs a password.</p>
<form method="post">
${buttons.join('\n')}
</form>`,
  );
}

/** Builds a page for a sign-in that cannot continue. */
export const buildSignInErrorPage = (message: string): string =>
  buildPage('This sign-in cannot continue', `<p>${escapeHtml(message)}</p>`);

const buildPage = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title} – Connect API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${styles}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
