import { CloseButton, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { filters, type StatusFilter } from './search.ts';
import classes from './PinsPage.module.css';

interface PinFiltersProps {
  status: StatusFilter | undefined;
  query: string | undefined;
}

/** Both filters live in the address, so that back, reload and a shared link keep them. */
export function PinFilters({ status, query = '' }: PinFiltersProps) {
  const navigate = useNavigate({ from: '/' });
  const [text, setText] = useState(query);
  const sent = useRef(query);

  const search = (value: string) => {
    sent.current = value.trim();
    const { current } = sent;
    void navigate({
      search: { ...(status && { status }), ...(current && { q: current }) },
      replace: true,
    });
  };
  const searchSoon = useDebouncedCallback(search, 250);

  useEffect(() => {
    if (query === sent.current) return; // Our own typing came back.
    sent.current = query;
    setText(query);
  }, [query]);

  // On a narrow screen the chosen one may lie beyond the edge.
  const list = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector(`input[value="${status ?? ''}"]`)?.parentElement;
    if (!list.current || !chosen) return;
    const middle = chosen.offsetLeft + chosen.offsetWidth / 2;
    list.current.scrollLeft = middle - list.current.clientWidth / 2;
  }, [status]);

  const choose = (value: StatusFilter | undefined) =>
    void navigate({ search: { ...(value && { status: value }), ...(query && { q: query }) } });

  return (
    <div className={classes.filters} role="search">
      <fieldset className={classes.statuses} ref={list}>
        <VisuallyHidden component="legend">Filter by status</VisuallyHidden>
        {[{ value: undefined, label: 'All' }, ...filters].map((filter) => (
          <label key={filter.label} className={classes.status}>
            <input
              type="radio"
              name="status"
              value={filter.value ?? ''}
              checked={filter.value === status}
              onChange={() => choose(filter.value)}
            />
            <span>{filter.label}</span>
          </label>
        ))}
      </fieldset>
      <TextInput
        className={classes.search}
        type="search"
        aria-label="Search Pins"
        placeholder="Search title or description"
        leftSection={<IconSearch size={17} stroke={1.8} aria-hidden="true" />}
        rightSection={
          text && (
            <CloseButton
              aria-label="Clear the search"
              onClick={() => {
                setText('');
                search('');
              }}
            />
          )
        }
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          searchSoon(event.currentTarget.value);
        }}
      />
    </div>
  );
}
