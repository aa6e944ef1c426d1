import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A JSONL file that grows line by line: what was asked before an interruption is kept. */
export class LinesFile {
  private constructor(private readonly descriptor: number) {}

  /** Begins the file anew, and its folder if need be. */
  static open(path: string): LinesFile {
    mkdirSync(dirname(path), { recursive: true });
    return new LinesFile(openSync(path, 'w'));
  }

  write(value: object): void {
    writeSync(this.descriptor, `${JSON.stringify(value)}\n`);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
