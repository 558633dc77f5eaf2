import type { BreakingChange } from './breaking-changes.ts';

/** Returns the text of the section `## <version>, not yet released`, or undefined if there is none. */
const findUnreleasedSection = (changelog: string): string | undefined =>
  changelog.split(/^## /m).find(section => /^[^\n]*, not yet released *\n/.test(section));

/** Lists the entries under "Breaking changes" of the section of the next release. */
function listBreakingEntries(changelog: string): string[] {
  const section = findUnreleasedSection(changelog) ?? '';
  const breaking = section.split(/^### /m).find(part => /^Breaking changes *\n/.test(part)) ?? '';
  return breaking.split(/^- /m).slice(1);
}

/**
 * Lists a sentence for each operation with breaking changes that no entry of the changelog names. An entry names an operation
 * (`GET /licenses`) or all operations of a path (`/licenses`), in backticks.
 */
export function listMissingEntries(changelog: string, changes: BreakingChange[]): string[] {
  const entries = listBreakingEntries(changelog).join('\n');
  const isNamed = (subject: string): boolean =>
    entries.includes(`\`${subject}\``) || entries.includes(`\`${subject.split(' ').at(-1)}\``);
  const subjects = [...new Set(changes.map(({ subject }) => subject))].filter(subject => !isNamed(subject));
  return subjects.map(subject => {
    const [first = '', ...others] = changes.filter(change => change.subject === subject).map(one => one.description);
    const reason = others.length > 0 ? `${first}, and ${others.length} more` : first;
    return `CHANGELOG.md: add a line with \`${subject}\` to "### Breaking changes" of the unreleased section (${reason}).`;
  });
}
