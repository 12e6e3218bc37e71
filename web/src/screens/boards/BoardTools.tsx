import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import classes from './Boards.module.css';
import { orders, type Order } from './boards.ts';

interface BoardToolsProps {
  search: string;
  onSearch: (search: string) => void;
  order: Order;
  onOrder: (order: Order) => void;
}

/** Finds one board among many. */
export const BoardTools = ({ search, onSearch, order, onOrder }: BoardToolsProps) => (
  <div className={classes.tools} role="search">
    <TextInput
      className={classes.search}
      type="search"
      aria-label="Search boards"
      placeholder="Search boards"
      leftSection={<IconSearch size={17} stroke={1.8} aria-hidden="true" />}
      rightSection={
        search && <CloseButton aria-label="Clear the search" onClick={() => onSearch('')} />
      }
      value={search}
      onChange={(event) => onSearch(event.currentTarget.value)}
    />
    <NativeSelect
      aria-label="Order of the boards"
      data={[...orders]}
      value={order}
      onChange={(event) =>
        onOrder(orders.find(({ value }) => value === event.currentTarget.value)?.value ?? order)
      }
    />
  </div>
);
