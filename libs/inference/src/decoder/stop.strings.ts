/** Ends a text where one of some strings begins. Text that may be the beginning of one waits. */
export class StopStrings {
  private waiting = '';
  private readonly strings: readonly string[];

  constructor(strings: readonly string[]) {
    this.strings = strings.filter((text) => text !== '');
  }

  /** `stopped`: a string was met; what stands from it on is never given. */
  push(text: string): { readonly text: string; readonly stopped: boolean } {
    this.waiting += text;
    const at = this.firstMatch();
    if (at >= 0) {
      const certain = this.waiting.slice(0, at);
      this.waiting = '';
      return { text: certain, stopped: true };
    }
    const certain = this.waiting.length - this.openEnd();
    const given = this.waiting.slice(0, certain);
    this.waiting = this.waiting.slice(certain);
    return { text: given, stopped: false };
  }

  /** What waited when the answer ended. */
  end(): string {
    const { waiting } = this;
    this.waiting = '';
    return waiting;
  }

  private firstMatch(): number {
    const places = this.strings.map((text) => this.waiting.indexOf(text)).filter((at) => at >= 0);
    return places.length > 0 ? Math.min(...places) : -1;
  }

  /** Length of the longest end that begins one of the strings. */
  private openEnd(): number {
    const lengths = this.strings.map((text) => {
      let length = Math.min(text.length - 1, this.waiting.length);
      while (length > 0 && !this.waiting.endsWith(text.slice(0, length))) length--;
      return length;
    });
    return Math.max(0, ...lengths);
  }
}
