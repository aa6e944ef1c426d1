import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';

/** Kept of what a server prints, to say why it did not start. */
const KEPT_OUTPUT = 4_000;
const MOST_PORTS = 3;
/** On Linux it has the kernel end a server whose test process was killed and could not do it. */
const SETPRIV = '/usr/bin/setpriv';
const LEASHED = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL'] : [];

/** What tests may do to a real server. After `stop` neither a process nor a folder is left. */
export interface TestServer {
  readonly url: string;
  /** Ends it as a crash or a power cut would: no word to its clients, nothing put in order. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  restart(): Promise<void>;
  /** Lets it stand still (SIGSTOP): connections stay open and nothing answers, as on a network that swallows packets. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** One run of a server. It does not outlive this process. */
export class ServerProcess {
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private output = '';
  private wake = () => {};
  private isRunning = true;

  constructor(command: string, args: readonly string[], options: SpawnOptions = {}) {
    const [first = command, ...rest] = [...LEASHED, command, ...args];
    this.child = spawn(first, rest, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const killWithUs = () => this.child.kill('SIGKILL');
    process.once('exit', killWithUs);
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (piece: Buffer) => this.hear(piece.toString()));
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.isRunning = false;
        process.off('exit', killWithUs);
        this.wake();
        resolve();
      };
      this.child.once('exit', end);
      this.child.once('error', (error) => {
        this.hear(error.message);
        end();
      });
    });
  }

  /** Waits until it prints what it prints when it is ready. Fails with its last words when it ends first or takes too long. */
  async says(ready: RegExp, withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!ready.test(this.output)) {
      const left = deadline - Date.now();
      if (this.isRunning && left > 0) await this.nextWord(left);
      else {
        await this.end('SIGKILL');
        throw new Error(`the server did not start: ${this.output.trim()}`);
      }
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.isRunning) this.child.kill(signal);
    await this.ended;
  }

  private nextWord(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private hear(text: string): void {
    this.output = (this.output + text).slice(-KEPT_OUTPUT);
    this.wake();
  }
}

/** Another process may take the port between the question and the start; then another port is tried. */
export async function onFreePort<Result>(start: (port: number) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (attempt === MOST_PORTS) throw error;
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
