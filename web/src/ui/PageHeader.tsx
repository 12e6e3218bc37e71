import { Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useEffect, useRef, type ReactNode } from 'react';

interface PageHeaderProps {
  title: string;
  note?: ReactNode;
  children?: ReactNode;
}

/** Only a change of page moves the focus: the first one keeps the browser's own start. */
let visited = false;

/** The page's one h1. Takes the focus after navigation, so that screen readers say where one is. */
export function PageHeader({ title, note, children }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(`${title} · Linchpin`);
  useEffect(() => {
    if (visited) heading.current?.focus({ preventScroll: true });
    visited = true;
  }, []);
  return (
    <Group justify="space-between" align="end" gap="md">
      <div>
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {note && (
          <Text c="dimmed" mt={4}>
            {note}
          </Text>
        )}
      </div>
      {children}
    </Group>
  );
}
