import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect, useEffectEvent } from 'react';
import classes from './PinsPage.module.css';

interface LoadMoreProps {
  more: boolean;
  loading: boolean;
  onMore: () => void;
}

/** Loads when scrolled near; the button is for keyboards and for when that did not happen. */
export function LoadMore({ more, loading, onMore }: LoadMoreProps) {
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const near = entry?.isIntersecting ?? false;
  const load = useEffectEvent(onMore);
  useEffect(() => {
    if (near && more && !loading) load();
  }, [near, more, loading]);
  if (!more) return null;
  return (
    <div className={classes.more} ref={ref}>
      <Button variant="default" loading={loading} onClick={onMore}>
        Show more
      </Button>
    </div>
  );
}
