import { describe, expect, it } from 'vitest';
import { PasswordQueue } from './password.queue.js';

describe('the password queue', () => {
  it('runs so many at once and the others in the order they came, also after a failure', async () => {
    const queue = new PasswordQueue(2);
    const begun: number[] = [];
    const enders: ((failure?: Error) => void)[] = [];
    const results = [0, 1, 2, 3].map((place) =>
      queue.run(
        () =>
          new Promise<number>((resolve, reject) => {
            begun.push(place);
            enders.push((failure) => (failure ? reject(failure) : resolve(place)));
          }),
      ),
    );
    await settle();
    expect(begun).toEqual([0, 1]);

    const failed = expect(results[1]).rejects.toThrow('broken');
    enders[1]?.(new Error('broken'));
    await failed;
    await settle();
    expect(begun).toEqual([0, 1, 2]);

    enders[0]?.();
    await settle();
    expect(begun).toEqual([0, 1, 2, 3]);
    enders[2]?.();
    enders[3]?.();
    expect(await Promise.all([results[0], results[2], results[3]])).toEqual([0, 2, 3]);
  });
});

const settle = () => new Promise((resolve) => setImmediate(resolve));
