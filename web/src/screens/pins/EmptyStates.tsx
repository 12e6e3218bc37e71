import { Anchor, Button, Code, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import classes from './PinsPage.module.css';

export function FirstPin() {
  return (
    <section className={classes.empty}>
      <Title order={2} size="h1">
        Your first Pin takes a minute
      </Title>
      <ol className={classes.steps}>
        <li>
          <span>
            <b>Bring an image</b>, up to five for a carousel, or a video. Linchpin turns, converts
            and resizes images for Pinterest. Tall ones such as 1000 × 1500 get the most room.
          </span>
        </li>
        <li>
          <span>
            <b>Choose a board</b> and say what people will find: a title, a description, a link.
          </span>
        </li>
        <li>
          <span>
            <b>Publish.</b> It goes out exactly once, or this page says why not and what to do.
          </span>
        </li>
      </ol>
      <Button
        size="md"
        leftSection={<IconPlus size={18} stroke={2.2} aria-hidden="true" />}
        renderRoot={(props) => <Link to="/compose" {...props} />}
      >
        Make a Pin
      </Button>
      <Text size="sm" c="dimmed" mt="lg">
        At home in the shell? <Code>npx linchpin publish photo.jpg --board Kitchens</Code>
      </Text>
    </section>
  );
}

export function NothingFound() {
  return (
    <section className={classes.empty}>
      <Title order={2}>No Pin matches</Title>
      <Text mt="xs">
        Change the filter or the search, or{' '}
        <Anchor underline="always" renderRoot={(props) => <Link to="/" search={{}} {...props} />}>
          show all Pins
        </Anchor>
        .
      </Text>
    </section>
  );
}
