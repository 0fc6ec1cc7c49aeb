import { beforeEach, expect, it } from 'vitest';
import { clearMessages, logMessage, maxMessages, splitSuggestion, useMessages } from './messages.ts';

beforeEach(clearMessages);

const said = () =>
  useMessages
    .getState()
    .messages.map(({ node, text, count }) => `${node ?? 'editor'}: ${text}${count > 1 ? ` ×${count}` : ''}`);

it('parts what is wrong from what to do', () => {
  expect(splitSuggestion('a and b lie on different grids: connect images of one grid')).toEqual({
    text: 'a and b lie on different grids',
    suggestion: 'Connect images of one grid',
  });
});

it.each([
  'It cannot be done',
  'Threshold gave no output0: this is a fault of the module',
  'scan.nii: The header is cut off',
])('leaves a sentence whole that says nothing of what to do: %s', (sentence) => {
  expect(splitSuggestion(sentence)).toEqual({ text: sentence, suggestion: undefined });
});

it('counts what is said again, and moves it to the end', () => {
  logMessage('warning', 'Nothing to fill', { node: 'Fill' });
  logMessage('error', 'It failed');
  logMessage('warning', 'Nothing to fill', { node: 'Fill' });
  logMessage('warning', 'Nothing to fill', { node: 'Fill1' });
  expect(said()).toEqual(['editor: It failed', 'Fill: Nothing to fill ×2', 'Fill1: Nothing to fill']);
});

it('keeps so many messages, and forgets the oldest', () => {
  for (let n = 0; n <= maxMessages; n++) logMessage('info', `Saved ${n}`);
  expect(said()).toHaveLength(maxMessages);
  expect(said()[0]).toBe('editor: Saved 1');
});
