import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

/** Leads to a Pin that stands in the way; in a new tab, so that the form stays. */
export const OtherPin = ({ id }: { id: string }) => (
  <Anchor
    size="sm"
    underline="always"
    target="_blank"
    renderRoot={(props) => <Link to="/" search={{ q: id }} {...props} />}
  >
    Show the other Pin
  </Anchor>
);
