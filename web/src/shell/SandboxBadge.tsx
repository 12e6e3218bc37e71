import { IconFlask } from '@tabler/icons-react';
import classes from './Shell.module.css';

const explanation =
  'Pins go to the local Pinterest sandbox, not to Pinterest. Opens the sandbox inspector.';

export function SandboxBadge({ url }: { url: string | null }) {
  const content = (
    <>
      <IconFlask size={15} stroke={2} aria-hidden="true" />
      Sandbox
    </>
  );
  if (!url)
    return (
      <span className={classes.sandbox} title={explanation}>
        {content}
      </span>
    );
  return (
    <a
      className={classes.sandbox}
      href={url}
      target="_blank"
      rel="noreferrer"
      title={explanation}
      aria-label="Sandbox: open the sandbox inspector in a new tab"
    >
      {content}
    </a>
  );
}
