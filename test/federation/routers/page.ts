import { readFileSync } from 'node:fs';

/** A fenced block of a page: a file to write where it has a name, else commands. */
interface Block {
  readonly language: string;
  readonly file: string | undefined;
  readonly text: string;
}

/** The blocks of "In a larger graph", which are followed to the letter. */
export class Page {
  readonly text: string;
  readonly #blocks: readonly Block[];

  constructor() {
    this.text = readFileSync(new URL('../../../docs/federation.md', import.meta.url), 'utf8');
    this.#blocks = [...this.text.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm)].map(
      ([, language = '', file, text = '']) => ({ language, file, text }),
    );
  }

  /** The content of a file. */
  file(name: string): string {
    return this.#at(({ file }) => file === name).text;
  }

  /** The commands of the first block that has this text. */
  commands(part: string): string[] {
    return lines(this.#at(({ language, text }) => language === 'sh' && text.includes(part)));
  }

  /** The answer that the page shows. */
  answer(): unknown {
    return JSON.parse(this.#at(({ language }) => language === 'json').text);
  }

  #at(isWanted: (block: Block) => boolean): Block {
    const block = this.#blocks.find(isWanted);
    if (block === undefined) throw new Error('The page has no such block.');
    return block;
  }
}

/** One command a line; a line that ends with a backslash goes on. */
function lines({ text }: Block): string[] {
  return text.replaceAll('\\\n', ' ').trim().split('\n');
}
