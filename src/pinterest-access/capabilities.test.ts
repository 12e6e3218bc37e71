import { expect, test } from 'vitest';
import { lessonOf, missingScopes } from './capabilities.ts';

const answer = { operation: 'pins.create', status: 201, kind: null, message: null } as const;

test('a success shows that the app may do it, a refusal for the app that it may not', () => {
  const created = { kind: 'feature', feature: 'createPins', granted: true };
  expect(lessonOf(answer)).toEqual(created);
  expect(lessonOf({ ...answer, status: 403, kind: 'trial_access' })).toEqual({
    ...created,
    granted: false,
  });
  const edit = 'access to this restricted feature: pin_edit';
  expect(
    lessonOf({ operation: 'pins.update', status: 401, kind: 'restricted_feature', message: edit }),
  ).toEqual({ kind: 'feature', feature: 'editPins', granted: false });
});

test('a bad Pin, a lost answer or another request says nothing of the app', () => {
  expect(lessonOf({ ...answer, status: 400, kind: 'invalid' })).toBeNull();
  expect(lessonOf({ ...answer, status: null, kind: 'network' })).toBeNull();
  expect(lessonOf({ ...answer, operation: 'boards.list', status: 200 })).toBeNull();
});

test('scopes that Pinterest names are remembered by name', () => {
  const message =
    "Your application is not authorized for the set of scopes. Missing: ['boards:write', 'pins:write']";
  expect(lessonOf({ ...answer, status: 401, kind: 'restricted_feature', message })).toEqual({
    kind: 'scopes',
    missing: ['boards:write', 'pins:write'],
  });
  expect(missingScopes('Missing: []')).toEqual([]);
  expect(missingScopes('nothing of the kind')).toEqual([]);
});
