import { Alert, Button, Code, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { OtherPin } from './OtherPin.tsx';
import { isOnlyRepeated, otherPin, type Problem, type SortedProblems } from './problems.ts';

/** On top of the form: what belongs to no field, and how much is marked below. */
export function ProblemSummary({
  problems,
  onRepeat,
}: {
  problems: SortedProblems;
  /** Sends the Pin although the same one was accepted before. */
  onRepeat: () => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const marked = Object.values(problems.atFields).flat().length;
  const total = marked + problems.elsewhere.length;

  const nothingMarked = marked === 0;
  useEffect(() => {
    if (nothingMarked) box.current?.focus();
  }, [nothingMarked]);

  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      color="red"
      icon={<IconAlertCircle aria-hidden="true" />}
      title={
        total === 1
          ? 'Nothing was sent: one thing to put right'
          : `Nothing was sent: ${total} things to put right`
      }
    >
      {marked > 0 && <Text size="sm">Marked below. Everything you typed is still here.</Text>}
      {problems.elsewhere.map((problem) => (
        <Text size="sm" key={problem.code + problem.message}>
          <strong>{problem.message}</strong> {problem.fix} <OtherPinOf problem={problem} />
        </Text>
      ))}
      {isOnlyRepeated(problems) && (
        <Button size="sm" mt="xs" color="red" variant="outline" onClick={onRepeat}>
          Publish it again anyway
        </Button>
      )}
      {problems.requestId && problems.elsewhere.length > 0 && (
        <Text size="sm" mt={4}>
          Request <Code>{problems.requestId}</Code>
        </Text>
      )}
    </Alert>
  );
}

function OtherPinOf({ problem }: { problem: Problem }) {
  const id = otherPin(problem);
  return id === undefined ? null : <OtherPin id={id} />;
}
