import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Target } from '../api/client.ts';
import { inDashboardWords } from '../api/wording.ts';
import { withLocalTimes } from '../api/times.ts';
import { MovePinsDialog } from './MovePinsDialog.tsx';
import classes from './PinCard.module.css';

/** Reasons that moving the Pins of the board ends. */
const boardGone = ['PIN_BOARD_GONE', 'PIN_SECTION_GONE'];

/** Why a Pin failed or waits, and what to do about it. */
export function TargetProblem({ target }: { target: Target }) {
  if (target.heldReason !== null)
    return (
      <div className={classes.problem} data-tone="wait">
        <p>{withLocalTimes(target.heldReason)}</p>
        {boardGone.includes(target.heldReasonCode ?? '') && <MoveButton target={target} />}
      </div>
    );
  if (target.status !== 'failed') return null;
  const problem = target.problem && inDashboardWords(target.problem);
  const message = problem?.message ?? target.errorMessage ?? 'Linchpin has no reason on record.';
  return (
    <div className={classes.problem}>
      <p>
        <strong>{message}</strong>
      </p>
      {problem && <p>{problem.fix}</p>}
    </div>
  );
}

/** Offers another board for all Pins that wait for the one that is gone. */
function MoveButton({ target }: { target: Target }) {
  const [open, setOpen] = useState(false);
  const { boardId, boardName, boardSectionId } = target.platformSpecificData;
  const ofSection = target.heldReasonCode === 'PIN_SECTION_GONE' && boardSectionId !== null;
  return (
    <>
      <Button size="md" variant="default" onClick={() => setOpen(true)}>
        Move to another board…
      </Button>
      {open && (
        <MovePinsDialog
          accountId={target.accountId._id}
          from={{
            boardId,
            name: boardName ?? boardId,
            ...(ofSection && { sectionId: boardSectionId }),
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
