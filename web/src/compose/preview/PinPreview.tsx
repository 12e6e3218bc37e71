import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPhoto, IconUser } from '@tabler/icons-react';
import { useAccounts, useBoards } from '../api/queries.ts';
import { ownMediaAddress } from '../api/own-media.ts';
import { PrivacyIcon } from '../boards/PrivacyIcon.tsx';
import { PinImage } from '../pins/PinImage.tsx';
import type { ComposeValues } from './values.ts';
import classes from './Preview.module.css';

/** "www.example.com/a?b" → "example.com"; nothing while it is not yet an address. */
function domain(link: string): string | null {
  if (!URL.canParse(link)) return null;
  return new URL(link).hostname.replace(/^www\./, '') || null;
}

/** The picture, if this page may show it: the content policy admits https and our own files. */
function usePicture({ upload, mediaUrl }: ComposeValues) {
  const [address] = useDebouncedValue(mediaUrl.trim(), 400); // Not one request per letter typed.
  if (upload) return { ...upload, url: ownMediaAddress(upload.id, upload.url) };
  const showable =
    URL.canParse(address) &&
    (address.startsWith('https://') || new URL(address).origin === window.location.origin);
  return showable ? { url: address, width: null, height: null, dominantColor: null } : null;
}

/** The Pin as people will meet it, while it is typed. */
export function PinPreview({ values }: { values: ComposeValues }) {
  const account = useAccounts().data?.find((one) => one._id === values.accountId);
  const board = useBoards(values.accountId).data?.find(({ id }) => id === values.boardId);
  const picture = usePicture(values);
  const site = domain(values.link.trim());

  return (
    <aside className={classes.preview} aria-label="Preview of the Pin">
      <div className={classes.pin}>
        {picture ? (
          <PinImage key={picture.url} picture={picture} alt={values.altText} natural />
        ) : (
          <div className={classes.blank}>
            <IconPhoto size={40} stroke={1.3} aria-hidden="true" />
            {values.mediaUrl.trim() ? 'Linchpin fetches the image' : 'Your image'}
          </div>
        )}
        <div className={classes.text}>
          {board && (
            <span className={classes.board}>
              <PrivacyIcon privacy={board.privacy} /> {board.name}
            </span>
          )}
          {site && <span className={classes.site}>{site}</span>}
          <p className={classes.title} data-blank={!values.title.trim() || undefined}>
            {values.title.trim() || 'Title'}
          </p>
          <p className={classes.description} data-blank={!values.description.trim() || undefined}>
            {values.description.trim() || 'Description'}
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
