import { createMutantsIn, type SourceMutant } from './source-mutant.ts';

const value = createMutantsIn('lib/import/shared-value.ts');
const period = createMutantsIn('lib/import/merge-period.ts');
const metadata = createMutantsIn('lib/import/merge-metadata.ts');
const offering = createMutantsIn('lib/import/merge-offering.ts');
const linePlan = createMutantsIn('lib/import/line-plan.ts');
const itemWrite = createMutantsIn('lib/dynamodb/item-write.ts');

/** Mutants of the rules for fields that the import and the commands share. */
export const importMutants: SourceMutant[] = [
  value('an import changes what a command has set', ['I10'], 'isNews && !isCommanded && ', 'isNews && '),
  value(
    'an import sets a value again that it stated before',
    ['I10'],
    'if (isNews && !isCommanded',
    'if (!isCommanded',
  ),
  value(
    'an import clears what was never stated',
    ['I10'],
    '&& lastStated === undefined) return',
    '&& isCommanded) return',
  ),
  value('an import moves what is in effect', ['I10'], ' && shared.mayChange(inLine)', ''),
  period('an import moves an end that is in effect', ['I10'], 'mayChange: () => !hasEnded', 'mayChange: () => true'),
  period('an import postpones a start that is in effect', ['I10'], 'date.at <= now && ', ''),
  period('starts and ends are compared by instant', ['I10'], 'a.on === b.on || a.at === b.at', 'a.at === b.at'),
  period('an import ignores the reason of an end', ['I10'], ' && a.reason === b.reason', ''),
  metadata(
    'an import changes a metadata key of a command',
    ['I10'],
    '      isCommanded,\n',
    '      isCommanded: false,\n',
  ),
  offering('an import changes an offering that a command has set', ['I10'], ' && !stored.commanded?.offering', ''),
  offering('a repeated import sets the offering again', ['I10'], 'const isTaken = isNews && ', 'const isTaken = '),
  offering('a late line reverts a change that is in effect', ['I10'], ' && !wouldRevert', ''),
  linePlan('a statement alone is a new version', ['I10'], '{ ...after, stated: before.stated }', 'after'),
  itemWrite(
    'an import replaces the request of a version that it keeps',
    ['I10'],
    "'version' in write.set ?",
    'write.set ?',
  ),
];
