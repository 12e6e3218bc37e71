import './styles.ts';
import classes from './Compose.module.css';
import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Accepted } from './Accepted.tsx';
import { AiSwitch } from './AiSwitch.tsx';
import { CheckPanel } from './check/CheckPanel.tsx';
import { MediaField } from './media/MediaField.tsx';
import { PinPreview } from './preview/PinPreview.tsx';
import { ProblemSummary } from './ProblemSummary.tsx';
import { TargetFields } from './TargetFields.tsx';
import { TextFields } from './TextFields.tsx';
import { useComposer } from './useComposer.ts';

export function ComposePage() {
  const { form, uploads, send, busy, sendingAs, problems, accepted, startOver } = useComposer();
  if (accepted) return <Accepted created={accepted} onStartOver={startOver} />;
  return (
    <>
      <PageHeader title="New Pin" />
      <div className={classes.columns}>
        <form
          className={classes.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            send('publish');
          }}
        >
          {problems && <ProblemSummary problems={problems} onRepeat={() => send('repeat')} />}
          <MediaField form={form} uploads={uploads} />
          <TargetFields form={form} />
          <TextFields form={form} />
          <AiSwitch form={form} />
          <CheckPanel form={form} uploading={uploads.sending} />
          <div className={classes.actions}>
            <Button
              type="submit"
              size="md"
              leftSection={<IconSend size={18} stroke={2} aria-hidden="true" />}
              loading={busy && sendingAs !== 'draft'}
              disabled={busy}
            >
              Publish now
            </Button>
            <Button
              variant="default"
              size="md"
              loading={busy && sendingAs === 'draft'}
              disabled={busy}
              onClick={() => send('draft')}
            >
              Save as draft
            </Button>
            <span role="status" className={classes.quiet}>
              {busy ? 'Sending to Linchpin…' : ''}
            </span>
          </div>
        </form>
        <PinPreview values={form.values} />
      </div>
    </>
  );
}
