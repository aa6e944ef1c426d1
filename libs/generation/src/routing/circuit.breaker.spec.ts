import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from './circuit.breaker.js';

function setUp() {
  const clock = { now: 0 };
  return { clock, breaker: new CircuitBreaker({ failures: 2, restMs: 1_000 }, () => clock.now) };
}

describe('CircuitBreaker', () => {
  it('leaves a model alone after failures in a row, and not after failures with successes between', () => {
    const { breaker } = setUp();
    breaker.failed();
    breaker.succeeded();
    breaker.failed();
    expect(breaker.enter()).toBe(true);
    breaker.failed();
    expect(breaker.state).toBe('open');
    expect(breaker.enter()).toBe(false);
  });

  it('lets one request try the model after its rest while the others go on without waiting', () => {
    const { breaker, clock } = setUp();
    breaker.failed();
    breaker.failed();
    clock.now = 1_001;
    expect(breaker.enter()).toBe(true);
    expect(breaker.enter()).toBe(false);
    breaker.succeeded();
    expect(breaker.state).toBe('closed');
    expect(breaker.enter()).toBe(true);
  });

  it('rests anew when the trial fails, and lets another try when it was cancelled', () => {
    const { breaker, clock } = setUp();
    breaker.failed();
    breaker.failed();
    clock.now = 1_001;
    breaker.enter();
    breaker.cancelled();
    expect(breaker.enter()).toBe(true);
    breaker.failed();
    expect(breaker.state).toBe('open');
  });
});
