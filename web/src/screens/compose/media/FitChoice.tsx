import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './Media.module.css';
import type { ComposeForm } from '../useComposer.ts';

const choices = [
  { value: 'crop', label: 'Crop to the main subject' },
  { value: 'pad', label: 'Add borders' },
] as const;

interface FitChoiceProps {
  form: ComposeForm;
  /** Whether the shapes are known to differ; of addresses nothing is known yet. */
  differ: boolean;
  /** Whether the Pin was sent without an answer. */
  refused: boolean;
}

/** How images of different shapes become slides of one. */
export function FitChoice({ form, differ, refused }: FitChoiceProps) {
  const { fit } = form.values;
  return (
    <div className={classes.fit}>
      {differ && !fit && (
        <Conflict
          message="The images have different shapes."
          fix="Pinterest shows all slides in one shape. How should they get it?"
          refused={refused}
        />
      )}
      <fieldset className={classes.fitChoices}>
        <legend className={classes.legend}>
          {differ ? 'One shape for all' : 'If their shapes differ'}
        </legend>
        {choices.map(({ value, label }) => (
          <label key={value} className={classes.pill}>
            <input
              type="radio"
              name="fit"
              checked={fit === value}
              onChange={() => {
                form.setFieldValue('fit', value);
                form.clearFieldError('media');
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

interface ConflictProps {
  message: string;
  fix: string;
  /** Whether it stopped the Pin from being sent. */
  refused: boolean;
}

/** Why the media cannot stay as they are. */
export function Conflict({ message, fix, refused }: ConflictProps) {
  return (
    <p className={classes.conflict} role="status" data-refused={refused || undefined}>
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden="true" />
      <span>
        <strong>{message}</strong> {fix}
      </span>
    </p>
  );
}
