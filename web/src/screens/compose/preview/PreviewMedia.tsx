import { PinImage } from '../../../ui/PinImage.tsx';
import type { Arrangement } from '../media/arrangement.ts';
import { viewAddress, type Item } from '../media/items.ts';
import type { ComposeValues } from '../values.ts';
import { Blank } from './Blank.tsx';
import { Carousel } from './Carousel.tsx';
import { VideoPreview } from './VideoPreview.tsx';

interface PreviewMediaProps {
  arrangement: Arrangement;
  values: ComposeValues;
  /** Of the slide in view. */
  index: number;
  onIndex: (index: number) => void;
}

export function PreviewMedia({ arrangement, values, index, onIndex }: PreviewMediaProps) {
  const { kind, video, cover, images } = arrangement;
  if (kind === 'carousel')
    return (
      <Carousel
        slides={images}
        bordered={values.fit === 'pad'}
        alt={values.altText}
        index={index}
        onIndex={onIndex}
      />
    );
  if (video) return <VideoPreview video={video} cover={cover} second={values.coverSecond} />;
  return images[0] ? (
    <Picture item={images[0]} alt={values.altText} />
  ) : (
    <Blank words="Your image or video" />
  );
}

function Picture({ item, alt }: { item: Item; alt: string }) {
  const url = viewAddress(item);
  if (url === null) return <Blank words="Linchpin fetches the image" />;
  const unknown = { width: null, height: null, dominantColor: null };
  return (
    <PinImage
      key={url}
      picture={{ ...(item.media ?? unknown), url }}
      alt={alt}
      sizes="270px"
      natural
    />
  );
}
