import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../lib/user-error.ts';

const root = join(import.meta.dirname, '..', '..');

/** A document in which a command writes the parts between markers. */
export class GeneratedParts {
  /** The path in the repository. */
  readonly path: string;
  private readonly command: string;

  constructor(path: string, command: string) {
    this.path = path;
    this.command = command;
  }

  /** Reads a part. @throws UserError if the document has no markers of it */
  async read(name: string): Promise<string> {
    const text = await this.readText();
    const { from, to } = this.find(text, name);
    return text.slice(from, to);
  }

  /** Replaces a part. @throws UserError if the document has no markers of it */
  async write(name: string, content: string): Promise<void> {
    const text = await this.readText();
    const { from, to } = this.find(text, name);
    await writeFile(join(root, this.path), text.slice(0, from) + content + text.slice(to));
  }

  /** Compares a part with its new content. @throws UserError if they differ */
  async check(name: string, content: string): Promise<void> {
    if ((await this.read(name)) === content) return;
    throw new UserError(
      `The part ${name} of ${this.path} is not current. Run "${this.command}". It would be:\n${content}`,
    );
  }

  private readText(): Promise<string> {
    return readFile(join(root, this.path), 'utf8');
  }

  private find(text: string, name: string): { from: number; to: number } {
    const start = `<!-- ${name}: written by ${this.command} -->\n`;
    const from = text.indexOf(start) + start.length;
    const to = text.indexOf(`\n<!-- end of ${name} -->`, from);
    if (from < start.length || to < 0) throw new UserError(`${this.path} has no markers of ${name}.`);
    return { from, to };
  }
}
