import './styles.ts';
import classes from './Compose.module.css';
import { useRef } from 'react';
import { useMay } from '../../api/me.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Accepted } from './Accepted.tsx';
import { ActionBar } from './ActionBar.tsx';
import { AiSwitch } from './AiSwitch.tsx';
import { CheckPanel } from './check/CheckPanel.tsx';
import { useChecking } from './check/useChecking.ts';
import { MediaField } from './media/MediaField.tsx';
import { PinPreview } from './preview/PinPreview.tsx';
import { ProblemSummary } from './ProblemSummary.tsx';
import { TargetFields } from './TargetFields.tsx';
import { TextFields } from './TextFields.tsx';
import { useComposer } from './useComposer.ts';

export function ComposePage() {
  const may = useMay();
  return may('posts:write') ? (
    <Composer />
  ) : (
    <PageHeader title="New Pin" note="Your role in this workspace does not make Pins." />
  );
}

function Composer() {
  const composer = useComposer();
  const panel = useRef<HTMLElement>(null);
  const checking = useChecking(composer, () => panel.current?.focus());
  const { form, problems, judging, accepted } = composer;
  if (accepted) return <Accepted created={accepted} onStartOver={composer.startOver} />;
  return (
    <>
      <PageHeader title="New Pin" />
      <form
        noValidate
        onBlur={judging.onBlur}
        onSubmit={(event) => {
          event.preventDefault();
          composer.send('publish');
        }}
      >
        <div className={classes.columns}>
          <div className={classes.form}>
            {problems && (
              <ProblemSummary problems={problems} onRepeat={() => composer.send('repeat')} />
            )}
            <MediaField composer={composer} checking={checking} />
            <TargetFields form={form} checking={checking} />
            <TextFields form={form} checking={checking} />
            <AiSwitch form={form} />
          </div>
          <div className={classes.side}>
            <CheckPanel checking={checking} panel={panel} />
            <PinPreview values={form.values} />
          </div>
        </div>
        <ActionBar
          composer={composer}
          onCheck={() => {
            judging.judgeAll();
            panel.current?.focus();
          }}
        />
      </form>
    </>
  );
}
