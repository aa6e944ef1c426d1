import { DomainError } from '@zhike/platform';

/** A pack or prompt file is not as it must be; the message is `file:line: reason`. */
export class PackError extends DomainError<'pack-unusable'> {
  constructor(file: string, line: number, reason: string) {
    super('pack-unusable', `${file}:${line}: ${reason}`);
  }
}
