import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccounts, useBoards } from '../../../api/queries.ts';
import { PrivacyIcon } from '../../../ui/PrivacyIcon.tsx';
import { arrange } from '../media/arrangement.ts';
import { allItems } from '../media/items.ts';
import type { ComposeValues } from '../values.ts';
import { PreviewMedia } from './PreviewMedia.tsx';
import classes from './Preview.module.css';

/** "www.example.com/a?b" → "example.com"; nothing while it is not yet an address. */
function domain(link: string): string | null {
  if (!URL.canParse(link)) return null;
  return new URL(link).hostname.replace(/^www\./, '') || null;
}

/** The Pin as people will meet it, while it is typed. */
export function PinPreview({ values }: { values: ComposeValues }) {
  const account = useAccounts().data?.find((one) => one._id === values.accountId);
  const board = useBoards(values.accountId).data?.find(({ id }) => id === values.boardId);
  const [mediaUrl] = useDebouncedValue(values.mediaUrl, 400); // Not one request per letter typed.
  const arrangement = arrange(allItems({ media: values.media, mediaUrl }));
  const [at, setAt] = useState(0);
  const index = Math.min(at, Math.max(0, arrangement.images.length - 1));
  const slide = arrangement.kind === 'carousel' ? arrangement.images[index] : undefined;
  const title = slide?.title.trim() || values.title.trim();
  const description = slide?.description.trim() || values.description.trim();
  const site = domain(slide?.link.trim() || values.link.trim());

  return (
    <aside className={classes.preview} aria-label="Preview of the Pin">
      <div className={classes.pin}>
        <PreviewMedia arrangement={arrangement} values={values} index={index} onIndex={setAt} />
        <div className={classes.text}>
          {board && (
            <span className={classes.board}>
              <PrivacyIcon privacy={board.privacy} /> {board.name}
            </span>
          )}
          {site && <span className={classes.site}>{site}</span>}
          <p className={classes.title} data-blank={!title || undefined}>
            {title || 'Title'}
          </p>
          <p className={classes.description} data-blank={!description || undefined}>
            {description || 'Description'}
          </p>
          {account && (
            <span className={classes.account}>
              <span className={classes.avatar}>
                <IconUser size={16} stroke={2} aria-hidden="true" />
              </span>
              {account.displayName}
            </span>
          )}
        </div>
      </div>
      <Text size="sm" c="dimmed" ta="center">
        Preview
      </Text>
    </aside>
  );
}
