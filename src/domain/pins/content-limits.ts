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
  carousel: {
    min: 2,
    max: 5,
    /** Maximum relative difference between aspect ratios in one carousel, so that 1000×1500 and 1080×1616 pass. Our own rule. */
    ratioTolerance: 0.01,
    /** Width to height. Source: Postbreeze and Zernio documentation; Pinterest's specs for images. */
    ratios: [
      [2, 3],
      [1, 1],
    ],
  },
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
    /** The same for HEIC, whose decoder holds the picture several times. Covers phones of 48 megapixels. */
    maxHeicPixels: 64_000_000,
    /** What only costs reach or quality. Source: help centre, product specs; the sizes from Ayrshare. */
    recommended: {
      /** Width to height. */
      ratios: [
        [2, 3],
        [1, 1],
      ],
      /** Pixels: 600×900. */
      minShortSide: 600,
      minLongSide: 900,
      /** Height over width; feeds cut off what is taller. */
      maxTallness: 2.1,
      /** Bytes of an animation. */
      maxGifBytes: 10 * 1024 * 1024,
    },
  },
  /** Source unless noted: Pinterest help centre, product specs for video. */
  video: {
    /** Seconds. */
    minSeconds: 4,
    maxSeconds: 15 * 60,
    /** Bytes: 2 GB. */
    maxBytes: 2 * 1024 ** 3,
    /** Width over height as a viewer shows it, to two decimals as Pinterest writes it: 1:2 to 1.91:1. */
    minRatio: 0.5,
    maxRatio: 1.91,
    codecs: ['h264', 'h265'],
    containers: ['mp4', 'mov', 'm4v'],
    /** What only costs reach or quality. */
    recommended: {
      /** Width to height. */
      ratios: [
        [2, 3],
        [9, 16],
        [1, 1],
        [4, 5],
      ],
      /** Frames a second. Source: Ayrshare's Pinterest specs. 23.976 and 24 count as film and are below it. */
      minFps: 25,
      /** Pixels: 1080p, with room for the 1000×1500 that design tools make for Pinterest. */
      minShortSide: 1000,
      audioCodec: 'aac',
      /** Seconds that sound may run on without a picture: codecs pad both by parts of a second. Ours. */
      maxPictureMissingSeconds: 1,
    },
  },
} as const;
