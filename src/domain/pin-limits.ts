/**
 * What Pinterest takes. Hard limits are what the API itself accepts (spec 5.23.0 unless noted);
 * narrower figures that only cost reach or quality are warnings elsewhere.
 */
export const pinLimits = {
  /** Characters. Source: spec `PinCreate.title`. */
  title: 100,
  /** Characters. Source: spec `PinCreate.description`, 800 since 5.12.0. */
  description: 800,
  /** Characters. Source: spec `PinCreate.link`. */
  link: 2048,
  /** Characters. Source: spec `PinCreate.alt_text`. */
  altText: 500,
  /** Images in a carousel. Source: spec `PinMediaSourceImagesURL.items`. */
  carousel: { min: 2, max: 5 },
  image: {
    /** Pixels on the shorter side. Source: third-party observation; Pinterest publishes no figure. */
    minSide: 100,
    /** Bytes as given by the person. Source: Pinterest help centre, in-app limit. */
    maxBytesIn: 32 * 1024 * 1024,
    /** Bytes as sent to Pinterest. Base64 inflates by 4/3; 10 MB keeps the request near the web limit. */
    maxBytesOut: 10 * 1024 * 1024,
    /** Pixels of the longer side as sent: twice the recommended 1000×1500, with room for tall Pins. */
    maxSideOut: 4096,
    /** Pixels a single image may decode to: a guard against decompression bombs. */
    maxPixels: 150_000_000,
  },
} as const;
