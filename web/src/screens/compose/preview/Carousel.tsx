import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useRef } from 'react';
import { PinImage } from '../../../ui/PinImage.tsx';
import { commonRatio } from '../media/arrangement.ts';
import { viewAddress, type Item } from '../media/items.ts';
import { Blank } from './Blank.tsx';
import classes from './Carousel.module.css';

interface CarouselProps {
  slides: Item[];
  /** Whole images with borders, instead of cut ones. */
  bordered: boolean;
  alt: string;
  index: number;
  onIndex: (index: number) => void;
}

/** Pixels a finger moves before it counts as a swipe. */
const swipe = 40;

/** The slides in the one shape they will get, turned by the buttons or swiped. */
export function Carousel({ slides, bordered, alt, index, onIndex }: CarouselProps) {
  const from = useRef<number>(null);
  const ratio = commonRatio(slides);
  const count = slides.length;
  const turn = (to: number) => {
    if (to >= 0 && to < count) onIndex(to);
  };
  const turns = [
    { label: 'Previous slide', to: index - 1, Icon: IconChevronLeft },
    { label: 'Next slide', to: index + 1, Icon: IconChevronRight },
  ];
  return (
    <div className={classes.carousel} role="group" aria-label={`Carousel of ${count} images`}>
      <div
        className={classes.frame}
        style={{ aspectRatio: ratio }}
        data-bordered={bordered || undefined}
        onPointerDown={({ clientX }) => {
          from.current = clientX;
        }}
        onPointerUp={({ clientX }) => {
          const moved = clientX - (from.current ?? clientX);
          if (Math.abs(moved) >= swipe) turn(moved < 0 ? index + 1 : index - 1);
        }}
      >
        <div className={classes.track} style={{ translate: `${-100 * index}%` }}>
          {slides.map((slide, at) => (
            <div key={slide.key} className={classes.slide} inert={at !== index}>
              <Slide item={slide} ratio={ratio} alt={at === 0 ? alt : slide.title} />
            </div>
          ))}
        </div>
      </div>
      <VisuallyHidden role="status">{`Slide ${index + 1} of ${count}`}</VisuallyHidden>
      {turns.map(({ label, to, Icon }) => {
        const end = to < 0 || to >= count;
        return (
          <ActionIcon
            key={label}
            className={classes.turn}
            variant="default"
            radius="xl"
            size="lg"
            aria-label={label}
            aria-disabled={end}
            {...(end && { 'data-end': true })}
            onClick={() => turn(to)}
          >
            <Icon size={18} stroke={2} aria-hidden="true" />
          </ActionIcon>
        );
      })}
      <span className={classes.dots} aria-hidden="true">
        {slides.map((slide, at) => (
          <span key={slide.key} data-current={at === index || undefined} />
        ))}
      </span>
    </div>
  );
}

function Slide({ item, ratio, alt }: { item: Item; ratio: number; alt: string }) {
  const url = viewAddress(item);
  if (url === null) return <Blank words="Linchpin fetches the image" />;
  const dominantColor = item.media?.dominantColor ?? null;
  const picture = { url, width: Math.round(ratio * 1200), height: 1200, dominantColor };
  return <PinImage key={url} picture={picture} alt={alt} sizes="270px" />;
}
