import { describe, expect, it } from 'vitest';
import { en } from '../text/en.js';
import { zh } from '../text/zh.js';
import { ApiError, isSessionOver, problemOf, serverAway } from './api.error.js';
import { explainError, fieldsOf } from './explain.error.js';

describe('an answer that is not what was asked', () => {
  it('keeps the code, the sentence and the refused fields of our own API', () => {
    const details = [{ field: 'url', message: 'Invalid URL' }];
    const error = problemOf(400, { code: 'invalid-input', message: 'url: Invalid URL', details });
    expect(error).toMatchObject({ status: 400, code: 'invalid-input', message: 'url: Invalid URL', fields: details });
    expect(fieldsOf(error).get('url')).toBe('Invalid URL');
  });

  it('reads past details it does not know', () => {
    expect(problemOf(409, { code: 'slug-taken', message: 'taken', details: 'odd' })).toMatchObject({
      code: 'slug-taken',
      fields: [],
    });
  });

  it.each([
    [502, 'server-away'],
    [413, 'file-too-large'],
    [500, 'internal-error'],
    [418, 'refused'],
  ])('takes a bare %s from something between as %s', (status, code) => {
    expect(problemOf(status, '<html>')).toMatchObject({ status, code });
  });

  it('knows the end of a session from a wrong password', () => {
    expect(isSessionOver(problemOf(401, { code: 'not-logged-in', message: '' }))).toBe(true);
    expect(isSessionOver(problemOf(401, { code: 'login-failed', message: '' }))).toBe(false);
  });
});

describe('explaining an error', () => {
  it('says in the reader’s language what happened and what to do', () => {
    expect(explainError(serverAway('fetch failed'), zh)).toEqual({ headline: zh.errors['server-away'] });
    expect(explainError(serverAway('fetch failed'), en)).toEqual({ headline: en.errors['server-away'] });
  });

  it('adds the server’s sentence where only the server knows the place', () => {
    const error = new ApiError(409, 'clause-key-twice', 'Two clauses have the key "2.1".');
    expect(explainError(error, zh)).toEqual({ headline: zh.errors['clause-key-twice'], detail: error.message });
  });

  it('shows a code it does not know with the server’s sentence', () => {
    const error = new ApiError(400, 'csv-header-missing', 'Line 1 names no column.');
    expect(explainError(error, en)).toEqual({ headline: en.errors['other'], detail: 'Line 1 names no column.' });
  });

  it('never shows a bare fault without a sentence', () => {
    expect(explainError(new TypeError('x is undefined'), en).headline).toBe(en.errors['internal-error']);
  });
});
