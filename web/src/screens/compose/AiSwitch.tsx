import classes from './AiSwitch.module.css';
import type { ComposeForm } from './useComposer.ts';

/** Tells Pinterest, which then labels the Pin. */
export function AiSwitch({ form }: { form: ComposeForm }) {
  return (
    <label className={classes.row}>
      <input
        className={classes.switch}
        type="checkbox"
        role="switch"
        aria-describedby="compose-ai-about"
        checked={form.values.aiGenerated}
        onChange={(event) => form.setFieldValue('aiGenerated', event.currentTarget.checked)}
      />
      <span>
        <span className={classes.label}>Made or changed with AI</span>
        <span className={classes.about} id="compose-ai-about" aria-hidden="true">
          Pinterest then labels the Pin as AI modified.
        </span>
      </span>
    </label>
  );
}
